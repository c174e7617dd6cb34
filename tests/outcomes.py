"""What each case of tests/rules/ comes to, whole, kept in tests/golden/<CODE>.json; so are sentences and faults.

A case says in tests/rules/ what matters about it; the golden file keeps everything else that is told: every
pointer, span, message, excerpt, confidence, related place and fix, what was not assessed and what other rules say.
tests/golden/fingerprints.json keeps the fingerprints of each rule's bad example.

    make golden      # writes tests/golden/ anew; read the difference before committing it
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from tests.narrative import found, report_saying, sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.generator.faults import Fault

CASES = Path(__file__).parent / "rules"
GOLDEN = Path(__file__).parent / "golden"
#: Small documents, by topic: a template and what is put into it.
READINGS = sorted((Path(__file__).parent / "readings").glob("*.yaml"))
#: The generated report that is printed in every style.
STYLE_SEED = 11


def cases(code: str) -> list[dict[str, Any]]:
    """Return the cases of a rule."""
    return yaml.safe_load((CASES / f"{code}.yaml").read_text(encoding="utf-8"))["cases"]


@cache
def golden(code: str) -> dict[str, Any]:
    """Return what is kept of a rule's cases, by their names."""
    path = GOLDEN / f"{code}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def outcome(result: Any, code: str, case: dict[str, Any], judge: Callable[..., Any]) -> dict[str, Any]:
    """Return all that was told of a case, as JSON has it; what its own rule says also in English."""
    printed = "document" in case
    own = [each for each in result.findings if each.code == code]
    gaps = [each for each in result.not_assessed if each.code == code]
    told: dict[str, Any] = {
        "findings": [_finding(each, printed) for each in own],
        "not_assessed": [[each.pointer, each.reason] for each in gaps],
        "others": sorted(f"{each.code} {each.pointer}" for each in result.findings if each.code != code),
        "others_not_assessed": sorted(
            f"{each.code} {each.pointer}" for each in result.not_assessed if each.code != code
        ),
    }
    if own or gaps:
        english = judge(case, "cn-2021", code, "en")
        told["english"] = [
            *([each.message, *(one.message for one in each.related)] for each in english.findings if each.code == code),
            *([each.reason] for each in english.not_assessed if each.code == code),
        ]
    if printed and result.report is not None:
        told["data"] = result.report.data
    return json.loads(json.dumps({key: value for key, value in told.items() if value}, default=str))


def _finding(finding: Any, printed: bool) -> dict[str, Any]:
    place = finding.place
    told = {
        "pointer": finding.pointer,
        "span": finding.span,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "message": finding.message,
        "excerpt": finding.excerpt,
        # The lines of a draft are those of the clean draft that it is laid over.
        "place": place and (place.known() if printed else place.label),
        "related": [[each.pointer, each.message, each.path] for each in finding.related],
        "fix": finding.fix and [finding.fix.description, finding.fix.safe, len(finding.fix.edits)],
        "replaced": finding.fix and [list(each) for each in finding.fix.replacements],
    }
    return {key: value for key, value in told.items() if value not in (None, [], "")}


def of_fault(fault: Fault) -> dict[str, Any]:
    """Return what is said of a generated report with a fault, as a draft and as a document in some style."""
    from tests.generator.render import DOCUMENTS
    from tests.generator.run import findings

    styles = [each for each in DOCUMENTS if each not in fault.without]
    style = styles[sum(map(ord, fault.name)) % len(styles)]
    told = {}
    for name in (style,) if fault.printed else ("yaml", style):
        told[name] = [_finding(each, printed=False) for each in findings(fault.inject(0)[0], name, 0)]
    return json.loads(json.dumps(told))


def sentences_of() -> list[str]:
    """Return every sentence of tests/sentences/ that needs no other body."""
    clean, faulty = sentences("clean"), sentences("faulty")
    lists = [[each[1] for each in faulty["claims"]], faulty["phrasings"], *clean.values()]
    return list(dict.fromkeys(text for each in lists for text in each if isinstance(text, str)))


def of_sentence(text: str) -> dict[str, Any]:
    """Return what the N rules say of a sentence in a clean draft; {} where they say nothing."""
    told = [{"code": each.code, **_finding(each, printed=False)} for each in found(report_saying(text))]
    return json.loads(json.dumps({"findings": told} if told else {}))


def of_document(style: str) -> dict[str, Any]:
    """Return what is read of a generated report in a style: what stands around the chapters, and where all stands."""
    from disclosure_lint import read
    from tests.generator.model import clean
    from tests.generator.run import rendered

    raw, name = rendered(clean(STYLE_SEED), style, STYLE_SEED)
    report = read(raw, name=name)
    front = {key: value for key, value in report.data.items() if key not in ("tables", "sections")}
    # The totals stand for the rest of the cells; a box on a page follows the fonts of the machine.
    told = [each for each in sorted(report.places) if not each.startswith("/tables/") or each.endswith("/total")]
    places = {pointer: place.known() for pointer in told if (place := report.place(pointer))}
    kept = {
        pointer: " ".join(f"{key} {each}" for key, each in place.items() if key not in ("box", "label"))
        for pointer, place in places.items()
    }
    return json.loads(json.dumps({"front": front, "places": kept}, default=str))


def readings(topic: str) -> list[dict[str, str]]:
    """Return the documents of a topic: each with a name, its text, the suffix of its file, and the profile asked for."""
    told = yaml.safe_load((READINGS[0].parent / f"{topic}.yaml").read_text(encoding="utf-8"))
    template, usual = told.get("template", "{}"), {"suffix": told.get("suffix", "txt"), "profile": told.get("profile")}
    return [
        {
            **usual,
            **case,
            "text": template.replace("{}", case["text"].rstrip("\n")) if "text" in case else case["whole"],
        }
        for case in told["cases"]
    ]


def of_reading(case: dict[str, str]) -> dict[str, Any]:
    """Return all that is read of a small document, and where each thing and the end of each text stands."""
    from disclosure_lint import read
    from disclosure_lint.readers.errors import ReadError

    try:
        report = read(case["text"].encode(), name=f"report.{case['suffix']}", profile=case["profile"])
    except ReadError as error:
        return {"error": [error.code, error.reason, error.values]}
    places: dict[str, Any] = {}
    for pointer in sorted(report.places):
        above, _, key = pointer.rpartition("/")
        text = report.get(pointer)
        places.setdefault(above, {})[key] = _at(report.place(pointer)) + (
            f" … {_at(report.place(pointer, (len(text) - 1, len(text))))}"
            if isinstance(text, str) and pointer in report.runs
            else ""
        )
    chapters = report.data.get(report.profile.chapters)
    told = {
        "form": [report.profile.id, *(chapters if isinstance(chapters, dict) else ())],  # in the order of the document
        "data": report.data,
        "places": places,
        "found": {pointer: _printed(each) for pointer, each in report.found.items()},
        "leftover": [f"{each.text} {each.place and _at(each.place)}" for each in report.leftover],
    }
    return json.loads(json.dumps({key: value for key, value in told.items() if value}, default=str))


def _at(place: Any) -> str:
    told = {key: value for key, value in place.known().items() if key not in ("box", "label", "paragraph")}
    line, column, end_line, end = (told.pop(key, "") for key in ("line", "column", "end_line", "end_column"))
    return f"{line}:{column}-{f'{end_line}:' if end_line != line else ''}{end}" + "".join(
        f" {key} {value}" for key, value in told.items()
    )


def _printed(value: Any) -> Any:
    """Return what was printed, without what says nothing."""
    from disclosure_lint.extract.headings import Heading
    from disclosure_lint.report import Printed, Unread

    if isinstance(value, Printed):
        fields = {
            key: getattr(value, key)
            for key in ("form", "headers", "columns", "rows", "caption", "loose", "odd_width", "misheaded")
        }
        return {key: each for key, each in fields.items() if each}
    if isinstance(value, Heading):
        return [value.ordinal, value.title, *(key for key in ("listed", "shown") if getattr(value, key))]
    return [value.reason] if isinstance(value, Unread) else value


def fingerprints(code: str) -> list[str]:
    """Return the fingerprints of what a rule finds in its own bad example: users' baselines hold them."""
    from tests.test_rules import example, judge, rules

    case, profile = example(rules()[code], "bad")
    return sorted(each.fingerprint for each in judge(case, profile, code).findings if each.code == code)


def written(outcomes: dict[str, Any]) -> str:
    """Return a golden file: one line for each thing that is told."""
    lines = ["{"]
    for name, told in outcomes.items():
        lines += [f" {_line(name)}: {{", *_members(told), " },"]
    return "\n".join([*lines[:-1], " }", "}", ""])


def _members(told: dict[str, Any]) -> list[str]:
    found = []
    for key, value in told.items():
        if isinstance(value, list):
            found.append(f"  {_line(key)}: [\n" + ",\n".join(f"   {_line(each)}" for each in value) + "\n  ]")
        else:
            inner = ",\n".join(f"   {_line(each)}: {_line(part)}" for each, part in value.items())
            found.append(f"  {_line(key)}: {{\n{inner}\n  }}")
    return [",\n".join(found)] if found else []


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def update(codes: list[str]) -> None:
    """Write golden files anew: those named (T203, generated, sentences, documents, fingerprints), or every one."""
    from tests.generator.faults import FAULTS
    from tests.generator.render import DOCUMENTS
    from tests.test_rules import LAW, judge

    for code in [code for code in LAW if not codes or code in codes]:
        _write(code, {case["name"]: outcome(judge(case, "cn-2021", code), code, case, judge) for case in cases(code)})
    if not codes or "generated" in codes:
        _write("generated", {f"{fault.code} {fault.name}": of_fault(fault) for fault in FAULTS})
    if not codes or "documents" in codes:
        _write("documents", {style: of_document(style) for style in DOCUMENTS})
    for topic in [path.stem for path in READINGS if not codes or f"readings-{path.stem}" in codes]:
        _write(f"readings-{topic}", {case["name"]: of_reading(case) for case in readings(topic)})
    if not codes or "fingerprints" in codes:
        kept = {code: fingerprints(code) for code in LAW}
        (GOLDEN / "fingerprints.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    if not codes or "sentences" in codes:
        told = {text: of_sentence(text) for text in sentences_of()}
        _write("sentences", {text: each for text, each in told.items() if each})


def _write(name: str, outcomes: dict[str, Any]) -> None:
    GOLDEN.mkdir(exist_ok=True)
    (GOLDEN / f"{name}.json").write_text(written(outcomes), encoding="utf-8")


if __name__ == "__main__":
    update(sys.argv[1:])
