"""The parse as a tree: looked at by every stage and by the evidence, changed only by the repairs."""
