"""Macros of this package; each is a module, as Superdesk's register wants it."""
