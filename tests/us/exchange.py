"""Writes a draft of the US form as NIEM XML: what the reader must give back."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import yaml

from disclosure_lint.profiles import profiles

CLEAN = Path(__file__).parents[1] / "rules" / "_clean" / "us-foia.yaml"
Draft = dict[str, Any]


@cache
def _clean() -> Draft:
    return yaml.safe_load(CLEAN.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def clean() -> Draft:
    """Return the clean draft, to be changed at will, as an XML file has it."""
    draft = copy.deepcopy(_clean())
    del draft["submitted_on"]
    return _without_printed(draft)  # type: ignore[no-any-return]


def _without_printed(value: Any) -> Any:
    """Leave out the figures that are N/A: XML has no element for them."""
    if isinstance(value, dict):
        return {key: _without_printed(each) for key, each in value.items() if each != "N/A"}
    return [_without_printed(each) for each in value] if isinstance(value, list) else value


class Writer:
    """Writes one report; `version` is that of its namespaces."""

    def __init__(self, draft: Draft, version: str = "1.03", between: str = "") -> None:
        self.draft, self.version, self.between = draft, version, between
        self.profile = profiles()["us-foia"].raw
        self.ids = {"": "ORG0", **{key: f"ORG{n}" for n, key in enumerate(draft.get("components", {}), 1)}}

    def xml(self) -> str:
        """Return the file."""
        niem, draft = self.profile["niem"], self.draft
        spaces = {f"xmlns:{name}": uri for name, uri in niem["prefixes"].items()}
        spaces |= {"xmlns:iepd": niem["exchange"] + self.version, "xmlns:foia": niem["extension"] + self.version}
        units = "".join(
            f'<nc:OrganizationSubUnit s:id="{self.ids[key]}">{self._organization(key, name)}</nc:OrganizationSubUnit>'
            for key, name in draft.get("components", {}).items()
        )
        body = [
            f"<nc:DocumentCreationDate><nc:Date>{draft['created_on']}</nc:Date></nc:DocumentCreationDate>",
            "<nc:DocumentDescriptionText>FOIA Annual Report</nc:DocumentDescriptionText>",
            (
                f'<nc:Organization s:id="ORG0">{self._organization(draft["agency_abbreviation"], draft["agency"])}{units}'
                "</nc:Organization>"
            ),
            f"<foia:DocumentFiscalYearDate>{draft['year']}</foia:DocumentFiscalYearDate>",
            *(self._section(key, entry) for key, entry in self.profile["tables"].items() if key in draft["tables"]),
        ]
        attributes = " ".join(f"{name}={quoteattr(uri)}" for name, uri in spaces.items())
        inside = self.between.join(body)
        return f'<?xml version="1.0"?>\n<iepd:FoiaAnnualReport {attributes}>{inside}</iepd:FoiaAnnualReport>\n'

    def _organization(self, abbreviation: str, name: str) -> str:
        return (
            f"<nc:OrganizationAbbreviationText>{escape(abbreviation)}</nc:OrganizationAbbreviationText>"
            f"<nc:OrganizationName>{escape(name)}</nc:OrganizationName>"
        )

    def _section(self, key: str, entry: Draft) -> str:
        table = self.draft["tables"][key]
        if "statutes" in table:
            rows, pairs = self._statutes(table["statutes"], entry)
        else:
            owners = {**table.get("components", {}), **({"": table["overall"]} if "overall" in table else {})}
            rows = [self._row(row, entry, f"{key}{n}") for n, row in enumerate(owners.values())]
            pairs = [self._pair(entry, f"{key}{n}", owner) for n, owner in enumerate(owners)]
        notes = [f"<foia:FootnoteText>{escape(each)}</foia:FootnoteText>" for each in table.get("footnotes", ())]
        return _element(entry["section"], "".join([*rows, *pairs, *notes]))

    def _pair(self, entry: Draft, row: str, owner: str, count: str = "") -> str:
        name = entry.get("association", f"{entry['element']}OrganizationAssociation")
        references = (
            f'<foia:ComponentDataReference s:ref="{row}"/><nc:OrganizationReference s:ref="{self.ids[owner]}"/>'
        )
        return _element(name, references + count)

    def _statutes(self, statutes: list[Draft], entry: Draft) -> tuple[list[str], list[str]]:
        rows, pairs = [], []
        for number, statute in enumerate(statutes):
            inside = _element("j:StatuteDescriptionText", escape(statute["statute"]))
            for text in statute.get("information_withheld", ()):
                inside += _element("ReliedUponStatuteInformationWithheldText", escape(text))
            for text in statute.get("cases", ()):
                inside += _element("nc:Case", _element("nc:CaseTitleText", escape(text)))
            rows.append(f'<foia:{entry["element"]} s:id="ES{number}">{inside}</foia:{entry["element"]}>')
            owners = {**statute.get("components", {}), "": statute.get("overall", 0)}
            pairs += [self._pair(entry, f"ES{number}", who, _element(entry["count"], n)) for who, n in owners.items()]
        return rows, pairs

    def _row(self, row: Draft, entry: Draft, name: str) -> str:
        inside = ""
        if "items" in entry:
            for item in row[entry["items"]["key"]]:
                inside += _element(entry["items"]["element"], self._columns(item, {"columns": entry["item_columns"]}))
        if "groups" in entry:
            groups = entry["groups"].items()
            inside += "".join(_element(each["element"], self._columns(row.get(key, {}), entry)) for key, each in groups)
        else:
            inside += self._columns(row, entry)
        return f'<foia:{entry["element"]} s:id="{name}">{inside}</foia:{entry["element"]}>'

    def _columns(self, row: Draft, entry: Draft) -> str:
        inside = ""
        for key, column in entry["columns"].items():
            if key not in row:
                continue
            if "code" in column:
                codes = entry["codes"]
                pair = _element(codes["code"], column["code"]) + _element(codes["quantity"], row[key])
                inside += _element(codes["element"], pair)
            elif row[key] == "<1" and "code_element" in column:
                inside += _element(column["code_element"], "LT1")
            else:
                inside += _element(column["element"], escape(str(row[key])))
        return inside


def _element(name: str, inside: Any) -> str:
    full = name if ":" in name else f"foia:{name}"
    return f"<{full}>{inside}</{full}>"


def xml(draft: Draft | None = None, version: str = "1.03", between: str = "") -> str:
    """Return a draft as XML; `between` stands between the parts of the root."""
    return Writer(draft or clean(), version, between).xml()
