"""Formats: what they say, and that nothing a file holds can break them."""
