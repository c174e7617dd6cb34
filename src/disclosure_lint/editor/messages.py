"""What was found of a draft as an editor shows it: diagnostics, hovers and code actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types as lsp

from disclosure_lint.catalogue import using
from disclosure_lint.formatters.wording import WORDS, bases
from disclosure_lint.ruleset import rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pygls.workspace import PositionCodec

    from disclosure_lint.editor.drafts import Judged
    from disclosure_lint.findings import Edit, Finding, Fix
    from disclosure_lint.outline import Place

_LEVELS = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "info": lsp.DiagnosticSeverity.Information,
}
_ALL = {"zh": "修正全部可以放心修正的问题", "en": "Make every safe fix"}
_LOOK = {"zh": "（须核对）", "en": " (look at it)"}
SOURCE = "disclosure-lint"
FIX_ALL = f"{lsp.CodeActionKind.SourceFixAll.value}.{SOURCE}"


class Sheet:
    """The lines of a judged draft, counted as the editor counts them (mostly in UTF-16)."""

    def __init__(self, judged: Judged, uri: str, codec: PositionCodec) -> None:
        self.judged, self.uri, self.codec = judged, uri, codec
        self.language = judged.result.language if judged.result else "zh"

    def diagnostics(self) -> Iterator[lsp.Diagnostic]:
        """Yield the findings, and what kept the draft from a verdict."""
        result = self.judged.result
        for finding in result.findings if result else ():
            yield self.diagnostic(finding)
        if result and result.verdict == "undetermined":
            words = WORDS[self.language]
            gaps = [f"{gap.code} {gap.reason}" for gap in result.not_assessed if gap.severity == "error"]
            told = f"{words['undetermined']}{words['colon']}{words['semicolon'].join(gaps)}"
            yield lsp.Diagnostic(self.range(None), told, lsp.DiagnosticSeverity.Warning, source=SOURCE)

    def diagnostic(self, finding: Finding) -> lsp.Diagnostic:
        """Return a finding; related places in other files, which may not be there, are only told."""
        words = WORDS[self.language]
        level = words["likely"] if finding.confidence == "likely" else ""
        related = [
            lsp.DiagnosticRelatedInformation(lsp.Location(self.uri, self.range(each.place)), each.message)
            for each in finding.related
            if each.place and each.place.line and not each.path
        ]
        return lsp.Diagnostic(
            self.range(finding.place),
            finding.message + level,
            _LEVELS[finding.severity],
            code=finding.code,
            source=SOURCE,
            related_information=related or None,
        )

    def range(self, place: Place | None) -> lsp.Range:
        """Return where a place is, to the end of its line where no end is known; the first line for what has none."""
        if place is None or place.line is None:
            return self._range(1, 1, 1, None)
        end = place.end_column if place.column and place.end_line else None
        return self._range(place.line, place.column or 1, (place.end_line or place.line) if end else place.line, end)

    def _range(self, line: int, column: int, end_line: int, end_column: int | None) -> lsp.Range:
        end = len(self.judged.lines[end_line - 1]) if end_column is None else end_column - 1
        start, stop = lsp.Position(line - 1, column - 1), lsp.Position(end_line - 1, end)
        return self.codec.range_to_client_units(self.judged.lines, lsp.Range(start, stop))

    def touched(self, wanted: lsp.Range) -> Iterator[Finding]:
        """Yield the findings that stand where the editor asks."""
        for finding in self.judged.result.findings if self.judged.result else ():
            own = self.range(finding.place)
            if own.start <= wanted.end and wanted.start <= own.end:
                yield finding

    def hover(self, position: lsp.Position) -> str:
        """Return, as Markdown, what the rules of the findings at a position mean and rest on; "" without any."""
        with using(*self.judged.sources):
            return "\n\n---\n\n".join(map(self._told, self.touched(lsp.Range(position, position))))

    def _told(self, finding: Finding) -> str:
        words, rule = WORDS[self.language], rules().get(finding.code)
        told = [f"**{finding.code} {finding.name}**", finding.message]
        told += [rule.summary[self.language], rule.why[self.language]] if rule else []
        told += [f"{words['basis']}{words['colon']}{bases(finding, self.language)}"] if finding.basis else []
        return "\n\n".join(told)

    def actions(self, wanted: lsp.Range) -> Iterator[lsp.CodeAction]:
        """Yield a quick fix for each finding where the editor asks that has one."""
        for finding in self.touched(wanted):
            fix = finding.fix
            if fix is not None and fix.edits:
                yield lsp.CodeAction(
                    fix.description + ("" if fix.safe else _LOOK[self.language]),
                    lsp.CodeActionKind.QuickFix,
                    diagnostics=[self.diagnostic(finding)],
                    is_preferred=fix.safe,
                    edit=self.change([self._edit(each) for each in fix.edits]),
                )

    def safe(self) -> list[Fix]:
        """Return the safe fixes of the draft."""
        found = self.judged.result.findings if self.judged.result else []
        return [each.fix for each in found if each.fix is not None and each.fix.safe]

    def all_fixed(self, text: str) -> lsp.CodeAction:
        """Return the action that puts another text in place of the draft's."""
        lines = self.judged.lines
        whole = self._range(1, 1, len(lines), None)
        return lsp.CodeAction(_ALL[self.language], FIX_ALL, edit=self.change([lsp.TextEdit(whole, text)]))

    def _edit(self, edit: Edit) -> lsp.TextEdit:
        return lsp.TextEdit(self._range(edit.line, edit.column, edit.end_line, edit.end_column), edit.text)

    def change(self, edits: list[lsp.TextEdit]) -> lsp.WorkspaceEdit:
        """Return edits of the draft."""
        return lsp.WorkspaceEdit(changes={self.uri: edits})
