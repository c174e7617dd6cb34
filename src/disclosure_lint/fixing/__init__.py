"""Fixes: put right what a check knows the right text of, and nothing else in the file.

A check yields a `Correction` in terms of the report's data; `places` turns it
into edits of the file, `mending` makes those that do not overlap, reads the
file again and keeps the change only if the data differ exactly where they
should; `files` writes the file or tells the difference. Figures are never
changed: a cell may lose its full-width digits, not its value.
"""
