"""Findings written back: a copy of the author's Word document with a comment at each place. The original stays."""
