"""Look-ups over what was read: a document by its words, the entries of a dated list, quotations, plans and outcomes.

Nothing is added to a document here, and nothing claimed: stages and evidence ask.
"""
