"""What the prose claims: numbers, what they are about, and how sure the reading is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.records import NamedTuple, Record, field

if TYPE_CHECKING:
    from disclosure_lint.claims.numerals import Quantity
    from disclosure_lint.claims.prose import Prose
    from disclosure_lint.claims.segments import Segment

#: Cells that add up; several of them are several readings of the same words.
Cells = tuple[str, ...]
Readings = tuple[Cells, ...]


class Subject(NamedTuple):
    """What a number is about: a key, the cells it may name, and whether the words leave no doubt."""

    kind: str
    key: str
    readings: Readings = ()
    sure: bool = True


NOTHING = Subject("", "")


class Claim(NamedTuple):
    """A statement that the prose makes.

    `pointer` and `span` are where the number (or the word that says none or all)
    stands in the report, `words` the words of the subject. `form` is number,
    zero (未收到), all (均获维持) or each. `scope` is own, area (the whole city or
    system) or filed (备案); `named` says whether an area (全县) or the body itself
    (县政府) was last named; `sentence` numbers the sentences of the report,
    `depth` counts brackets. Cells are pointers into the report.
    """

    pointer: str
    span: tuple[int, int]
    words: str
    quantity: Quantity
    subject: Subject = NOTHING
    form: str = "number"
    scope: str = "own"
    year: int | None = None
    sure: bool = True
    sentence: int = 0
    depth: int = 0
    named: str = ""

    @property
    def key(self) -> str:
        """The key of the subject."""
        return self.subject.key

    def about(self, subject: Subject) -> Claim:
        """Return the claim with its subject; it is as sure as the subject is."""
        return self._replace(subject=subject, sure=self.sure and subject.sure)


class Sentence(Record, eq=False, repr=False):
    """A sentence cut into segments; `start` and `end` are offsets into the folded paragraph."""

    pointer: str
    prose: Prose
    start: int
    end: int
    number: int
    segments: list[Segment] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The folded text of the sentence."""
        return self.prose.text[self.start : self.end]


class Reading(Record, eq=False, repr=False):
    """All that was read of a report's prose; `unread` are the pointers of what is too long to be read."""

    sentences: list[Sentence] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    by_sentence: dict[int, list[Claim]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    def add(self, sentence: Sentence, claims: list[Claim]) -> None:
        """Take in a sentence with its claims."""
        self.sentences.append(sentence)
        self.claims += claims
        self.by_sentence[sentence.number] = claims
