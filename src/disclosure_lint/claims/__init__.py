"""The claims of a report's prose: numbers, what each is about, and how sure that is.

`read_claims(report)` reads all prose once; `quantity_at` reads one number. The
words are data: `rules/cn/claims.yaml`.
"""

from disclosure_lint.claims.model import Claim, Reading, Sentence, Subject
from disclosure_lint.claims.numerals import Quantity, quantity_at
from disclosure_lint.claims.reader import read_claims

__all__ = ["Claim", "Quantity", "Reading", "Sentence", "Subject", "quantity_at", "read_claims"]
