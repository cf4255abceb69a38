"""Authorities: what cases cite and who cites them, read from the record and from the library's own graph.

A table of authorities is made from a case's citations and pages and kept in the record; whether the library holds an authority,
and whether the name beside it is right, is told anew at each look, because the library changes.
"""
