"""Telling the systems of a newsroom what happened, as https://www.standardwebhooks.com says: signed, tried again later.

One place for which addresses may be called, how a call is signed and how it is made; what is told of a timeline, and
who tells it. Nothing that an article says is ever told.
"""
