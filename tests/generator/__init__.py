"""Fictitious reports for the tests: clean ones, the same in many formats, and with one fault each.

Every report follows from a seed. No body named here exists; the prose is the
tests' own.
"""
