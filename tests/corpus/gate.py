"""What the rules find in real reports, against what is expected: counts and fingerprints, no text.

    python -m tests.corpus.gate            # compare, and print what changed rule by rule
    python -m tests.corpus.gate --update   # what is found now is what is expected from now on

Reports that are not here (`../shared/reports`) are left as they are.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from disclosure_lint import lint
from disclosure_lint.config import for_input

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.result import Result

HERE = Path(__file__).parent
EXPECTED = HERE / "expected.json"
PROJECT = HERE.parents[1]
#: Names of the collections in the expectation → where they are.
COLLECTIONS = {
    "reports/cn": PROJECT.parent / "shared" / "reports" / "cn",
    "reports/us": PROJECT.parent / "shared" / "reports" / "us",
    "examples": PROJECT / "examples",
}
#: Large collections: clean reports are not listed, and of a fingerprint a few letters are kept.
_BRIEF = frozenset(["reports/us"])
_LETTERS = 8
#: Files that are no reports: what is known about them, and lists of them.
_OTHERS = ("facts.md", "README.md", "index.tsv", "baseline.json", "名单.csv")
_AS_OF = "2026-11-24"

Entry = dict[str, Any]


def present() -> list[str]:
    """Return the names of the collections that are here."""
    return [name for name, root in COLLECTIONS.items() if root.is_dir()]


def judge(collection: str) -> dict[str, Entry]:
    """Return the entry of every report of a collection, by its name within the expectation."""
    root = COLLECTIONS[collection]
    files = sorted(each for each in root.rglob("[!.]*") if each.is_file() and each.name not in _OTHERS)
    files = [each for each in files if each.suffix != ".xsd" and not for_input(each).excludes(each)]
    entries = {f"{collection}/{each.relative_to(root).as_posix()}": _entry(_result(each)) for each in files}
    return _brief(entries) if collection in _BRIEF else entries


def _brief(entries: dict[str, Entry]) -> dict[str, Entry]:
    """Leave out the clean reports, and most of each fingerprint."""
    kept = {name: entry for name, entry in entries.items() if entry["findings"] or entry["not_assessed"]}
    for entry in kept.values():
        entry["findings"] = {code: [each[:_LETTERS] for each in prints] for code, prints in entry["findings"].items()}
    return kept


def _result(path: Path) -> Result:
    return lint(path.read_bytes(), name=path.name, as_of=_AS_OF, language="zh")


def _entry(result: Result) -> Entry:
    rules: dict[str, list[str]] = {}
    for finding in result.findings:
        rules.setdefault(finding.code, []).append(finding.fingerprint)
    return {
        "profile": result.profile,
        "verdict": result.verdict,
        "findings": {code: sorted(prints) for code, prints in sorted(rules.items())},
        "not_assessed": dict(sorted(Counter(each.code for each in result.not_assessed).items())),
    }


def expected() -> dict[str, Entry]:
    """Return the committed expectation."""
    return json.loads(EXPECTED.read_text(encoding="utf-8"))["reports"] if EXPECTED.exists() else {}


def differences(was: dict[str, Entry], now: dict[str, Entry]) -> Iterator[str]:
    """Yield what changed: rule by rule with its reports, then verdicts and profiles."""
    changes: dict[str, list[str]] = {}
    for name in sorted({*was, *now}):
        if name not in was or name not in now:
            yield f"{name}: {'new report' if name in now else 'report is gone'}"
            continue
        before, after = was[name], now[name]
        for code in sorted({*before["findings"], *after["findings"]}):
            change = _change(before["findings"].get(code, []), after["findings"].get(code, []))
            if change:
                changes.setdefault(code, []).append(f"  {name}: {change}")
        for code in sorted({*before["not_assessed"], *after["not_assessed"]}):
            counts = before["not_assessed"].get(code, 0), after["not_assessed"].get(code, 0)
            if counts[0] != counts[1]:
                changes.setdefault(code, []).append(f"  {name}: not assessed {counts[0]} → {counts[1]}")
        for key in ("verdict", "profile"):
            if before[key] != after[key]:
                changes.setdefault(key, []).append(f"  {name}: {before[key]} → {after[key]}")
    for code, lines in sorted(changes.items()):
        yield f"{code} ({len(lines)} report{'s' if len(lines) > 1 else ''})"
        yield from lines


def _change(before: list[str], after: list[str]) -> str:
    gone, new = Counter(before) - Counter(after), Counter(after) - Counter(before)
    if not gone and not new:
        return ""
    return f"{len(before)} → {len(after)} findings ({gone.total()} gone, {new.total()} new)"


def totals(entries: dict[str, Entry]) -> dict[str, int]:
    """Return how many findings each rule has in all reports."""
    counts: Counter[str] = Counter()
    for entry in entries.values():
        counts.update({code: len(prints) for code, prints in entry["findings"].items()})
    return dict(sorted(counts.items()))


def write(entries: dict[str, Entry]) -> None:
    """Write the expectation."""
    content = {"totals": totals(entries), "reports": dict(sorted(entries.items()))}
    EXPECTED.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Compare, or update; return the exit code."""
    here = present()
    was = expected()
    now = {name: entry for collection in here for name, entry in judge(collection).items()}
    for collection in COLLECTIONS:
        if collection not in here:
            sys.stderr.write(f"{collection}: not here, left out\n")
    kept = {name: entry for name, entry in was.items() if name.startswith(tuple(f"{each}/" for each in here))}
    lines = list(differences(kept, now))
    sys.stdout.write("\n".join(lines or [f"{len(now)} reports as expected"]) + "\n")
    if "--update" in arguments:
        write({**{name: entry for name, entry in was.items() if name not in kept}, **now})
        return 0
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
