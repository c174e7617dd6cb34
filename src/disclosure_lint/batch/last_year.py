"""`check --previous`: last year's reports, found by the body that they are of."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from disclosure_lint.batch.recording import submission_of
from disclosure_lint.batch.submission import packed, unpacked
from disclosure_lint.discover import inputs
from disclosure_lint.extract.agencies import plain, same_body
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from disclosure_lint.batch.likeness import Key
    from disclosure_lint.batch.submission import Submission
    from disclosure_lint.readers.limits import Limits
    from disclosure_lint.report import Report
    from disclosure_lint.result import Options

#: Files that are read one after the other before it is worth it to start processes.
_FEW = 50
_CHUNK = 25
#: Last characters of a name, by which bodies that may be the same are found.
_TAIL = 2


class Entry(NamedTuple):
    """A report of last year as it waits: its body, how many tables were read, and the rest compressed."""

    agency: str
    tables: int
    path: str
    sha256: str
    content: bytes


class LastYear:
    """Last year's reports as a batch in which each report that is judged stands alone."""

    def __init__(self, found: Iterable[tuple[int, Entry]]) -> None:
        self.memo: dict[str, Any] = {}
        self._entries: dict[tuple[int, str], list[Entry]] = defaultdict(list)
        for year, entry in found:
            self._entries[year, plain(entry.agency)[-_TAIL:]].append(entry)

    def submissions(self) -> Iterator[Submission]:
        """Yield nothing: other units are not compared."""
        yield from ()

    def get(self, number: int) -> Submission:
        """Raise KeyError: no report has a number here."""
        raise KeyError(number)

    def marks(self) -> Iterator[tuple[Key, dict[str, Any]]]:
        """Yield nothing: other units are not compared."""
        yield from ()

    def previous(self, submission: Submission) -> Submission | None:
        """Return the report of the year before of the same body: of the same name, or surely the same."""
        name = plain(submission.agency or "")
        known = self._entries.get(((submission.year or 0) - 1, name[-_TAIL:]), []) if name else []
        exact = [each for each in known if plain(each.agency) == name]
        found = exact or [each for each in known if same_body(name, each.agency)]
        if len({plain(each.agency) for each in found}) != 1:
            return None  # none, or 人民政府 of several places
        best = max(found, key=lambda each: each.tables)
        return unpacked(best.content, path=best.path, sha256=best.sha256)

    def members(self, _: Submission) -> None:
        """Return None: no roster is known."""
        return

    def versions(self, _: Submission) -> list[Submission]:
        """Return nothing: formats are compared in a batch."""
        return []

    def compared(self, _: Submission) -> bool:
        """Tell that there are no other units."""
        return False


def last_year(path: str, limits: Limits, *, convert: bool) -> LastYear:
    """Read a file or a folder of last year's reports; what is no report is passed over.

    Kept for the process as long as nothing is added to the folder, and inherited by processes that are
    forked from it. Raises FileNotFoundError where there is no such path.
    """
    return _read(path, Path(path).stat().st_mtime_ns, limits, convert)


@cache
def _read(path: str, _: int, limits: Limits, convert: bool) -> LastYear:  # noqa: FBT001 - a key of the cache
    from disclosure_lint.result import Options

    options = Options(codes=frozenset(), limits=limits, convert=convert)
    files = [each.path for each in inputs([Path(path)])]
    chunks = [files[start : start + _CHUNK] for start in range(0, len(files), _CHUNK)]
    read = _in_processes if len(files) > _FEW else _one_by_one
    return LastYear(read(chunks, options))


def _one_by_one(chunks: list[list[Path]], options: Options) -> Iterator[tuple[int, Entry]]:
    return (each for chunk in chunks for each in _entries(chunk, options))


def _in_processes(chunks: list[list[Path]], options: Options) -> Iterator[tuple[int, Entry]]:
    """Read chunks on every core; where a process dies, read the rest here."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    done = 0
    try:
        with ProcessPoolExecutor() as pool:
            for found in pool.map(_entries, chunks, [options] * len(chunks)):
                done += 1
                yield from found
    except BrokenProcessPool:
        yield from _one_by_one(chunks[done:], options)


def _entries(files: list[Path], options: Options) -> list[tuple[int, Entry]]:
    from disclosure_lint.engine import lint_file

    found = []
    for file in files:
        read = submission_of(lint_file(file, options))
        if read.profile and read.agency and read.year is not None:
            entry = Entry(read.agency, len(read.tables), read.path, read.sha256, packed(read))
            found.append((read.year, entry))
    return found


def submission(report: Report) -> Submission:
    """Return the record of a report that is being judged."""
    from disclosure_lint.masking import mask_text
    from disclosure_lint.result import Result

    result = Result(report.path, report.format, report.sha256, report.profile.id, year=report.year, report=report)
    for key in ("title", "agency"):
        value = report.get(f"/{key}")
        setattr(result, key, mask_text(value) if isinstance(value, str) else None)
    return submission_of(result)
