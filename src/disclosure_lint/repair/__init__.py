"""Damaged text made readable again, with the way back to where everything stood.

Conversions on the way to the web damage reports: text is read in the wrong
encoding or one byte off, converters write traditional characters or pinyin into
it, invisible characters become question marks. `mending.repair` undoes what can be
undone, so that sections and tables are still found, and says what it found;
W601 and W602 report it. It never invents: what is lost stays lost (U+FFFD).
"""
