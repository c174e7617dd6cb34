"""Zips written again: parts that change, parts that are new, and all others byte for byte."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Unpacked bytes of a document that is written again.
LARGEST = 150_000_000


def packed(raw: bytes, parts: Mapping[str, bytes]) -> bytes | None:
    """Return a zip with the content of some parts replaced, and those added that it does not have.

    The others keep their bytes, their order and their kind of compression. None of a zip that is no plain one.
    """
    target, wanted = BytesIO(), {_name(name): content for name, content in parts.items()}
    with zipfile.ZipFile(BytesIO(raw)) as source, zipfile.ZipFile(target, "w") as made:
        entries = source.infolist()
        names = {_name(entry.filename) for entry in entries}
        if len(names) < len(entries) or sum(entry.file_size for entry in entries) > LARGEST:
            return None
        made.comment = source.comment
        for entry in entries:
            known = wanted.get(_name(entry.filename))
            made.writestr(entry, source.read(entry) if known is None else known, entry.compress_type)
        for name, content in parts.items():
            if _name(name) not in names:
                added = zipfile.ZipInfo(name)  # of the earliest date there is: the same input gives the same copy
                made.writestr(added, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
