"""Receipts: what was judged, by which rules and options, with which result, in a form that can be checked later.

A receipt without a key shows that its parts agree with one another and with the file; who made it, it cannot show:
anybody can compute the digests anew. With a key file (HMAC-SHA256) only who holds the key can.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from disclosure_lint import __version__
from disclosure_lint.batch.rows import json_of, unpack
from disclosure_lint.batch.store import connect
from disclosure_lint.catalogue import Sources
from disclosure_lint.readers.limits import Limits
from disclosure_lint.result import Options, verdict

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from disclosure_lint.batch.store import Store
    from disclosure_lint.result import Result
    from disclosure_lint.settings import Settings

#: What a report says by itself, in findings and in gaps.
_ALONE = "origin = 'report' AND state != 'suppressed'"
FORM = "disclosure-lint-receipt/1"
NAME = "receipts.jsonl"
_COLUMNS = (
    *("id", "path", "sha256", "size", "format", "profile", "agency", "year", "unit", "role"),
    *("ruleset", "judged", "verdict"),
)


def write_receipts(store: Store, target: Path, asked: Settings, key: bytes | None) -> int:
    """Write a receipt for each report, a line each, and a last line that seals them; return how many there are."""
    seal = hashlib.sha256()
    count = 0
    with target.open("w", encoding="utf-8", newline="\n") as file:
        for receipt in _receipts(store, asked):
            signed(receipt, key)
            seal.update(receipt["digest"].encode())
            file.write(json_of(receipt) + "\n")
            count += 1
        file.write(json_of(signed({"form": FORM, "receipts": count, "of": f"sha256:{seal.hexdigest()}"}, key)) + "\n")
    return count


def _receipts(store: Store, asked: Settings) -> Iterator[dict[str, Any]]:
    reader = connect(store.path, readonly=True)
    rows = reader.execute(
        f"SELECT {', '.join(_COLUMNS)} FROM submissions WHERE run = ? AND source = 'batch' AND recognised"
        " ORDER BY path",
        (store.run,),
    )
    for row in rows:
        values = dict(zip(_COLUMNS, row, strict=True))
        _, options = asked.of(Path(values["path"]))
        yield {
            "form": FORM,
            "tool": {"name": "disclosure-lint", "version": __version__, "ruleset": values["ruleset"]},
            "report": {name: values[name] for name in _COLUMNS[1:10]},
            "options": options_object(options),
            "alone": {
                "verdict": values["judged"],
                **_counts(reader, values["id"], _ALONE),
            },
            "suppressed": _suppressed(reader, values["id"]),
            "batch": {
                "verdict": values["verdict"],
                **_counts(reader, values["id"], "state = 'open'"),
                "waived": _count(reader, "findings", values["id"], "state = 'waived'"),
            },
        }
    reader.close()


def _suppressed(reader: Any, id_: int) -> list[str]:
    """Return the fingerprints of the findings that the file or its configuration suppresses."""
    query = "SELECT content FROM findings WHERE submission = ? AND state = 'suppressed' ORDER BY id"
    return [unpack(content)["fingerprint"] for (content,) in reader.execute(query, (id_,))]


def _counts(reader: Any, id_: int, which: str) -> dict[str, int]:
    levels = ("error", "warning", "info")
    found = {each: _count(reader, "findings", id_, f"{which} AND severity = '{each}'") for each in levels}
    return {**found, "not_assessed": _count(reader, "gaps", id_, which)}


def _count(reader: Any, table: str, id_: int, which: str) -> int:
    query = f"SELECT count(*) FROM {table} WHERE submission = ? AND {which}"
    (count,) = reader.execute(query, (id_,)).fetchone()
    return int(count)


def alone(result: Result, suppressed: Container[str], fail_on: str) -> dict[str, Any]:
    """Return what a receipt says of a report judged by itself, without what its configuration suppressed."""
    result.findings = [each for each in result.findings if each.fingerprint not in suppressed]
    result.verdict = verdict(result, fail_on)
    found = [each.severity for each in result.findings]
    counts = {level: found.count(level) for level in ("error", "warning", "info")}
    return {"verdict": result.verdict, **counts, "not_assessed": len(result.not_assessed)}


def options_object(options: Options) -> dict[str, Any]:
    """Return options as JSON; `options_of` gives them back."""
    return {
        **options._asdict(),
        "codes": sorted(options.codes) if options.codes is not None else None,
        "severities": dict(options.severities),
        "deadlines": dict(options.deadlines),
        "limits": options.limits._asdict(),
        "sources": options.sources._asdict(),
    }


def options_of(content: dict[str, Any]) -> Options:
    """Return the options of a receipt; raises TypeError for those of another version."""
    made = Options(**content)
    return made._replace(
        codes=frozenset(made.codes) if made.codes is not None else None,
        severities=tuple(sorted(content["severities"].items())),
        deadlines=tuple(sorted(content["deadlines"].items())),
        limits=Limits(**content["limits"]),
        sources=Sources(**{name: _frozen(value) for name, value in content["sources"].items()}),
    )


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def signed(receipt: dict[str, Any], key: bytes | None) -> dict[str, Any]:
    """Add the digest over everything else in a receipt, and its HMAC where there is a key."""
    text = _text(receipt)
    receipt["digest"] = f"sha256:{hashlib.sha256(text).hexdigest()}"
    if key is not None:
        receipt["hmac"] = f"hmac-sha256:{hmac.new(key, text, hashlib.sha256).hexdigest()}"
    return receipt


def _text(receipt: dict[str, Any]) -> bytes:
    return json_of({name: value for name, value in receipt.items() if name not in ("digest", "hmac")}).encode()


def is_whole(receipt: dict[str, Any], key: bytes | None) -> bool:
    """Tell whether a receipt is as it was made; with a key, made by who holds it."""
    wanted = signed({name: value for name, value in receipt.items() if name not in ("digest", "hmac")}, key)
    parts = ("digest",) if key is None else ("digest", "hmac")
    return all(hmac.compare_digest(str(receipt.get(part, "")), wanted[part]) for part in parts)


def read_receipts(path: Path) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """Return the receipts of a file, and the line that seals them (None: a receipt by itself).

    Raises ValueError where the file holds no receipts, OSError where it cannot be read.
    """
    text = path.read_text(encoding="utf-8-sig")
    try:
        found = [json.loads(text)]
    except ValueError:
        found = [json.loads(line) for line in text.splitlines() if line.strip()]
    if not found or not all(isinstance(each, dict) and each.get("form") == FORM for each in found):
        raise ValueError(path)
    seal = found.pop() if "receipts" in found[-1] else None
    if not all(isinstance(each.get("report"), dict) for each in found):
        raise ValueError(path)
    return found, seal


def seals(seal: dict[str, Any], receipts: Iterable[dict[str, Any]]) -> bool:
    """Tell whether the last line seals exactly these receipts."""
    digest, count = hashlib.sha256(), 0
    for each in receipts:
        digest.update(str(each.get("digest")).encode())
        count += 1
    return bool(seal.get("receipts") == count and seal.get("of") == f"sha256:{digest.hexdigest()}")
