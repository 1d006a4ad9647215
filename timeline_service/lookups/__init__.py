"""Look-ups over what was read: a document by its words, the entries of a dated list, quotations, plans and outcomes.

Nothing is added to a document here, and what may be claimed is for the evidence to say: stages and evidence ask.
"""
