"""Proposes which layer fills which placeholder; `matcher.match_layers` is the way in.

Names become tokens (`names`), each kind of evidence gives log-odds for every pair (`evidence`),
`judgement` adds them up, `assign` chooses, `confidence` and `explain` say how sure and why.
"""
