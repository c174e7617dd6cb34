"""The files of a batch, and what on the way to them could not be used: nothing is passed over in silence."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure_lint.batch.work import shown
from disclosure_lint.discover import Input, inputs
from disclosure_lint.readers import SUFFIXES, UNREAD
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from disclosure_lint.ruleset import Text

#: So many kinds of files that were not looked at are named.
_KINDS = 3


class Found(NamedTuple):
    """The files to judge and one sentence for each thing that was not looked at."""

    files: list[Input]
    remarks: list[Text]


def walk(paths: Iterable[Path], without: Iterable[Path] = ()) -> Found:
    """Return the files below some paths, but for those of `without` (the batch's own output, the roster, …).

    Raises FileNotFoundError for a path that does not exist.
    """
    paths = list(paths)
    apart = [os.path.abspath(each) for each in without]  # noqa: PTH100 - no links resolved
    inside = tuple(each + os.sep for each in apart)
    files = []
    for each in inputs(paths):
        whole = os.path.abspath(each.path)  # noqa: PTH100 - no links resolved
        if each.named or not (whole in apart or whole.startswith(inside)):
            files.append(each)
    remarks = [remark for each in paths if each.is_dir() for remark in _passed_over(each, (*apart, *inside))]
    return Found(files, [*remarks, *_twins(files)])


def _passed_over(folder: Path, apart: tuple[str, ...]) -> Iterator[Text]:
    unread: list[OSError] = []
    others: Counter[str] = Counter()
    for root, folders, files in os.walk(folder, onerror=unread.append):
        if not os.path.abspath(root).startswith(apart or ("\0",)):  # noqa: PTH100 - no links resolved
            others.update(_kind(each) for each in files if not each.startswith((".", "~$")))
        for name in sorted(folders):
            path = Path(root, name)
            if path.is_symlink():
                target = shown(path)
                yield {
                    "zh": f"{target} 是指向文件夹的链接，没有进入",
                    "en": f"{target} is a link to a folder and was not followed",
                }
    yield from _of_other_kinds(folder, others)
    for error in unread:
        name = shown(Path(error.filename or folder))
        yield {
            "zh": f"{name} 读不了（{error.strerror}），里面的文件没有检查",
            "en": f"{name} cannot be read ({error.strerror}); nothing in it was checked",
        }


def _kind(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122 - many names


def _of_other_kinds(folder: Path, counts: Counter[str]) -> Iterator[Text]:
    """Tell how many files cannot hold a report by their names, and of which kinds the most of them are."""
    others = Counter({kind: count for kind, count in counts.items() if kind not in SUFFIXES and kind not in UNREAD})
    if others:
        most = sorted(others.items(), key=lambda each: (-each[1], each[0]))[:_KINDS]
        names, target = [f"{kind or '—'} {count:,}" for kind, count in most], shown(folder)
        yield {
            "zh": f"{target} 里有 {others.total():,} 个其他类型的文件没有检查（{'、'.join(names)}）",
            "en": f"{others.total():,} files of other kinds in {target} were not checked ({', '.join(names)})",
        }


def _twins(files: Iterable[Input]) -> Iterator[Text]:
    """Tell names that look alike and are two: written in composed and in decomposed characters."""
    seen: dict[str, Path] = {}
    for each in files:
        path = str(each.path)
        if path.isascii():
            continue
        first = seen.setdefault(unicodedata.normalize("NFC", path), each.path)
        if first != each.path:
            name = shown(each.path)
            yield {
                "zh": f"有两个文件的名称看起来相同、编码不同：{name}，两个都检查了",
                "en": f"two files have names that look alike and differ in encoding: {name}; both were checked",
            }
