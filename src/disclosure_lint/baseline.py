"""The baseline: the findings that were there when the checks began, so that only new ones count.

A baseline is a JSON file; paths in it are relative to it, with `/`. An entry
knows a finding by its fingerprint, which has no lines, and counts how often it
occurs in a file: of three where two were known one is new.
"""

from __future__ import annotations

import json
import os
import unicodedata
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from disclosure_lint import __version__
from disclosure_lint.records import NamedTuple
from disclosure_lint.selection import ConfigError
from disclosure_lint.suppress import FIRM

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from disclosure_lint.findings import Finding
    from disclosure_lint.result import Result

#: What is never known: files that were not judged, and suppressions that are to be mended.
NEVER_KNOWN = FIRM | {"X004"}
_VERSION, _TOOL = "1", "disclosure-lint"
_LONGEST = 80
_MOST = 1_000_000


class Key(NamedTuple):
    """What makes two findings of a file the same."""

    code: str
    fingerprint: str


class Baseline:
    """The known findings: by file how many of each key, with the message that people see.

    `folder` is that of the baseline file; paths are kept relative to it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = os.path.abspath(folder)  # noqa: PTH100 - no links resolved: paths as users name them
        self.files: dict[str, Counter[Key]] = {}
        self.messages: dict[Key, str] = {}

    def name(self, path: str) -> str:
        """Return the name of a file here: relative to the baseline, with `/`, in one form of Unicode."""
        whole = os.path.abspath(path)  # noqa: PTH100
        with suppress(ValueError):  # another drive of Windows has no relative path
            whole = os.path.relpath(whole, self.folder)
        return unicodedata.normalize("NFC", whole.replace("\\", "/"))

    def stated_name(self, path: str) -> str:
        """Return the name of a file that a baseline states, relative to it or absolute, in either way of writing."""
        return self.name(os.path.join(self.folder, path.replace("\\", "/")))  # noqa: PTH118

    def add(self, name: str, key: Key, count: int, message: str) -> None:
        """Make so many findings of a file known."""
        self.files.setdefault(name, Counter())[key] += count
        self.messages.setdefault(key, message if len(message) <= _LONGEST else message[: _LONGEST - 1] + "…")

    def add_all(self, result: Result) -> None:
        """Make the findings of a file known."""
        name = self.name(result.path)
        for each in (*result.baselined, *result.findings):
            if each.code not in NEVER_KNOWN:
                self.add(name, Key(each.code, each.fingerprint), 1, each.message)

    def apply(self, result: Result, fail_on: str) -> None:
        """Move the known findings of a file to `result.baselined` and judge it by the others."""
        from disclosure_lint.result import verdict

        left = Counter(self.files.get(self.name(result.path), {}))
        new: list[Finding] = []
        for each in result.findings:
            key = Key(each.code, each.fingerprint)
            if left[key] > 0 and each.code not in NEVER_KNOWN:
                left[key] -= 1
                result.baselined.append(each)
            else:
                new.append(each)
        if len(new) < len(result.findings):
            result.findings = new
            result.verdict = verdict(result, fail_on)

    def stale(self, result: Result, judged: frozenset[str]) -> int:
        """Return how many known findings of a file are gone; those of rules that were not judged may be there."""
        known = self.files.get(self.name(result.path), Counter())
        accepted = (each.finding for each in result.suppressed)
        present = Counter(Key(each.code, each.fingerprint) for each in (*result.baselined, *accepted))
        return sum(number for key, number in (known - present).items() if key.code in judged)

    def keep(self, old: Baseline, judged: dict[str, frozenset[str]]) -> None:
        """Take over from an older baseline what a run could not judge.

        `judged` has, by the names of the files of the run, the codes that came to
        a judgement. Files that exist no more are left out.
        """
        for name, counts in old.files.items():
            if name not in judged and not os.path.exists(os.path.join(old.folder, name)):  # noqa: PTH110, PTH118
                continue
            for key, number in counts.items():
                if key.code not in judged.get(name, frozenset()):
                    more = number - self.files.get(name, Counter())[key]
                    if more > 0:
                        self.add(name, key, more, old.messages[key])

    def __len__(self) -> int:
        return sum(counts.total() for counts in self.files.values())


def read(path: Path) -> Baseline:
    """Read a baseline; raise ConfigError where there is none."""
    try:
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError({"zh": "没有这个基线文件", "en": "there is no such baseline"}, path) from None
    except OSError as error:
        told = {"zh": f"读不出基线文件（{error.strerror}）", "en": f"cannot read the baseline ({error.strerror})"}
        raise ConfigError(told, path) from None
    except (ValueError, RecursionError):
        raise _foreign(path) from None
    baseline = Baseline(path.parent)
    try:
        if content["schema_version"] != _VERSION or content["tool"]["name"] != _TOOL:
            raise _foreign(path)
        for entry in content["entries"]:
            key, name, count, message = _entry(entry)
            baseline.add(baseline.stated_name(name), key, count, message)
    except (KeyError, TypeError, ValueError):
        raise _foreign(path) from None
    return baseline


def _entry(entry: Any) -> tuple[Key, str, int, str]:
    texts = [entry[name] for name in ("path", "code", "fingerprint", "message")]
    count = entry["count"]
    if not all(isinstance(each, str) for each in texts) or type(count) is not int or not 0 < count <= _MOST:
        raise ValueError
    name, code, fingerprint, message = texts
    return Key(code, fingerprint), name, count, message


def _foreign(path: Path) -> ConfigError:
    told = {
        "zh": "这不是本工具的基线文件，或已损坏；请用 --write-baseline 另写一份",
        "en": "this is no baseline of this tool, or a damaged one; write another with --write-baseline",
    }
    return ConfigError(told, path)


def render(baseline: Baseline) -> str:
    """Return the text of a baseline: sorted, so that equal findings make equal files."""
    from disclosure_lint.ruleset import digest

    content = {
        "schema_version": _VERSION,
        "tool": {"name": _TOOL, "version": __version__, "ruleset": digest()},
        "entries": [
            {"path": name, **key._asdict(), "count": count, "message": baseline.messages[key]}
            for name, key, count in _sorted(baseline)
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _sorted(baseline: Baseline) -> Iterable[tuple[str, Key, int]]:
    return sorted((name, key, count) for name, counts in baseline.files.items() for key, count in counts.items())
