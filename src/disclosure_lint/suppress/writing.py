"""Findings of a run written into the configuration as suppressions, the rest of the file left as it is."""

from __future__ import annotations

import glob
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from disclosure_lint.config import NAME
from disclosure_lint.readers import drafts
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.yaml_draft import LOADER
from disclosure_lint.records import NamedTuple
from disclosure_lint.selection import ConfigError
from disclosure_lint.suppress.configured import name_of, shown

if TYPE_CHECKING:
    from disclosure_lint.result import Result
    from disclosure_lint.settings import Settings

_KEY = "suppressions"
_MARK = "\ufeff"


class Acceptance(NamedTuple):
    """Why findings are accepted, who answers for it, until when (ISO date)."""

    reason: str
    owner: str | None = None
    until: str | None = None


class Writing:
    """Suppresses the findings of results that come one by one, and writes them at the end."""

    def __init__(self, how: Acceptance) -> None:
        self.how = how
        self.entries: dict[Path, dict[tuple[str, ...], dict[str, str]]] = {}

    def take(self, result: Result, asked: Settings) -> None:
        """Move the findings of a result to its suppressed; raises ConfigError where they cannot be written."""
        from disclosure_lint.baseline import NEVER_KNOWN
        from disclosure_lint.findings import Suppressed
        from disclosure_lint.masking import mask_text
        from disclosure_lint.result import verdict

        taken = [each for each in result.findings if each.code not in NEVER_KNOWN]
        if not taken:
            return
        config, options = asked.of(Path(result.path))
        target = _target(config.path, result.path)
        name = glob.escape(name_of(result.path, target.parent))
        more = {key: value for key, value in self.how._asdict().items() if value}
        reason, owner = mask_text(self.how.reason), self.how.owner and mask_text(self.how.owner)
        for each in taken:
            entry = {"rule": each.code, "path": name, "fingerprint": each.fingerprint, **more}
            self.entries.setdefault(target, {})[tuple(entry.values())] = entry
            result.suppressed.append(Suppressed(each, reason, owner, self.how.until, shown(target)))
        result.findings = [each for each in result.findings if each.code in NEVER_KNOWN]
        result.verdict = verdict(result, options.fail_on)

    def write(self) -> dict[str, int]:
        """Return how many entries went into which configuration file; raises ConfigError for one that takes none."""
        prepared = [(target, _prepared(target, list(new.values()))) for target, new in self.entries.items()]
        for target, raw in prepared:
            write(target, raw)
        return {shown(target): len(new) for target, new in self.entries.items()}


def _target(path: Path | None, report: str) -> Path:
    """Return the file to write to for a report that is configured by `path`."""
    if path is not None and path.name != NAME:
        told = {
            "zh": f"抑制只能写入 {NAME}，这里的配置在别的文件里；请自行添加 suppressions",
            "en": f"suppressions are only written into {NAME}; add them to this file by hand",
        }
        raise ConfigError(told, path)
    return path or home(report)


def home(path: str) -> Path:
    """Return where a file's configuration is made: in the working folder if it is found there, else beside the file."""
    folder, here = Path(os.path.abspath(path)).parent, Path.cwd()  # noqa: PTH100
    between = [each for each in (folder, *folder.parents) if each.is_relative_to(here) and each != here]
    found = folder.is_relative_to(here) and not any((each / ".git").exists() for each in between)
    return (here if found else folder) / NAME


def write(path: Path, raw: bytes) -> None:
    """Write a file whole or not at all; raises ConfigError."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        draft.write_bytes(raw)
        if path.exists():
            draft.chmod(path.stat().st_mode)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        told = {"zh": f"写不了这个文件（{error.strerror}）", "en": f"cannot write it ({error.strerror})"}
        raise ConfigError(told, path) from None


def _prepared(path: Path, entries: list[dict[str, str]]) -> bytes:
    """Return the content of a configuration file with entries added."""
    text = path.read_bytes().decode("utf-8") if path.exists() else ""
    mark, body = (_MARK, text[1:]) if text.startswith(_MARK) else ("", text)
    try:
        new = added(body, entries)
        before, after = _data(body), _data(new)
        listed = before.pop(_KEY, None) or []
        sound = after.pop(_KEY) == [*listed, *entries] and before == after
    except (yaml.YAMLError, ReadError, UnicodeError, ValueError, KeyError):
        sound = False
    if not sound:
        told = {
            "zh": "不能往这个配置里添加抑制；请把 suppressions 改成每项一行、以“- ”开头的列表",
            "en": "suppressions cannot be added to this file; write them as a list with an item to a line",
        }
        raise ConfigError(told, path)
    return (mark + new).encode()


def _data(text: str) -> dict[str, Any]:
    blank = all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines())
    return {} if blank else dict(drafts.read_yaml(text).data)


def added(text: str, entries: list[dict[str, str]]) -> str:
    """Return a configuration with suppressions added to its list; raise ValueError where its form does not allow it."""
    end = "\r\n" if "\r\n" in text else "\n"
    root: Any = yaml.compose(text, Loader=LOADER)
    value = next((value for key, value in root.value if key.value == _KEY), None) if root is not None else None
    if value is None:
        if root is not None and root.flow_style:
            raise ValueError(_KEY)
        start = text if not text or text.endswith(("\n", "\r")) else text + end
        return start + _KEY + ":" + end + _lines(entries, 2, end)
    if isinstance(value, yaml.SequenceNode) and not value.value:
        text = text[: value.start_mark.index] + text[value.end_mark.index :]
        return _insert(text, value.start_mark.index, _lines(entries, 2, end), end)
    if not isinstance(value, yaml.SequenceNode) or value.flow_style:
        raise ValueError(_KEY)
    last = _last(value)
    stop = len(text[: last.end_mark.index].rstrip())
    return _insert(text, stop, _lines(entries, value.start_mark.column, end), end)


def _last(node: Any) -> Any:
    """Return the node in which a collection ends."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        node = node.value[-1] if isinstance(node, yaml.SequenceNode) else node.value[-1][1]
    return node


def _insert(text: str, at: int, lines: str, end: str) -> str:
    """Put lines after the line that holds a character."""
    stop = text.find("\n", at) + 1
    return text[:stop] + lines + text[stop:] if stop else text + end + lines


def _lines(entries: list[dict[str, str]], indent: int, end: str) -> str:
    margin = " " * indent
    rows = []
    for entry in entries:
        for index, (key, value) in enumerate(entry.items()):
            written = value if key in ("rule", "until") else _quoted(value)
            rows.append(f"{margin}{'  ' if index else '- '}{key}: {written}{end}")
    return "".join(rows)


def _quoted(text: str) -> str:
    """Return a text between quotation marks, for YAML."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(each if each.isprintable() else f"\\U{ord(each):08x}" for each in quoted)
