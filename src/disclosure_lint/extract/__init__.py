"""Report data from what a reader saw: `draft` from YAML and JSON, `document` from the outlines of documents.

Importing this package imports neither: a draft needs little of what a document needs.
"""
