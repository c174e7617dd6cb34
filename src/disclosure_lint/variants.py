"""Profiles that an office writes for itself: variants of the tool's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from disclosure_lint import profiles, schema
from disclosure_lint.config.source import check_shape, read, stop
from disclosure_lint.layering import laid_over
from disclosure_lint.packs import parameter_mistakes, pattern_mistake
from disclosure_lint.records import replace
from disclosure_lint.report import join
from disclosure_lint.selection import unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from disclosure_lint.catalogue import Catalogue
    from disclosure_lint.profiles import Profile
    from disclosure_lint.readers.drafts import Draft
    from disclosure_lint.ruleset import Text

_REGULAR = ("match", "content", "mention")


def with_profiles(catalogue: Catalogue, files: Sequence[str]) -> Catalogue:
    """Return a catalogue with the profiles of some files, each laid over one that is known by then.

    Variants come before the tool's own: one that states its `years` is what these years choose.
    Raises ConfigError for what is wrong in a file.
    """
    known, added = dict(catalogue.profiles), dict(catalogue.added)
    variants: dict[str, Profile] = {}
    for name in files:
        path = Path(name)
        draft = read(path)
        check_shape(draft, "profile", path)
        made = _variant(draft, path, {**known, **variants})
        variants[made.id] = made
        added[f"profile {made.id}"] = draft.data
    return replace(catalogue, profiles={**variants, **known}, added=added)


def _variant(draft: Draft, path: Path, known: dict[str, Profile]) -> Profile:
    raw = draft.data
    if raw["id"] in known:
        name = raw["id"]
        words = {"zh": f"已有格式版本“{name}”，请另起代号", "en": f"there is a profile “{name}” already"}
        stop(words, path, draft, "/id")
    if "extends" not in raw:
        words = {
            "zh": "缺少“extends”：写明在哪个格式版本之上修改，如 cn-2021",
            "en": "it lacks “extends”: say which profile it is laid over, such as cn-2021",
        }
        stop(words, path, draft, "/id")
    if raw["extends"] not in known:
        stop(unknown("格式版本", "profile", raw["extends"], known), path, draft, "/extends")
    base = known[raw["extends"]]
    for pointer, message in _mistakes(raw, base):
        stop(message, path, draft, pointer)
    content = laid_over(base.raw, raw)
    return profiles.made(content, base.lineage | {raw["id"]}, by_year="years" in raw)


def _mistakes(raw: dict[str, Any], base: Profile) -> Iterator[tuple[str, Text]]:
    if raw.get("schema", base.schema) != base.schema:
        words = {"zh": f"“schema”只能是 {base.schema}", "en": f"“schema” can only be {base.schema}"}
        yield "/schema", words
    keys = schema.load_schema("profile")["properties"]
    yield from ((join("", key), unknown("键", "key", key, keys)) for key in raw if key not in keys)
    if "annexes" in raw:
        yield from _regular("/annexes", raw["annexes"])
    for key, entry in raw.get("sections", {}).items():
        pointer = join("/sections", key)
        if key not in base.sections:
            yield pointer, unknown("章节", "chapter", key, base.sections)
        for name in _REGULAR:
            if name in entry:
                yield from _regular(f"{pointer}/{name}", entry[name])
    for key, entry in raw.get("tables", {}).items():
        yield from _table_mistakes(join("/tables", key), key, entry, base)


def _table_mistakes(pointer: str, key: str, entry: dict[str, Any], base: Profile) -> Iterator[tuple[str, Text]]:
    """Yield what is wrong with a table: a variant has the rows of its base, under more names or with more rows."""
    if key not in base.tables:
        yield pointer, unknown("表格", "table", key, base.tables)
        return
    own = ("aliases", "extensions", "label", "title")
    for name in entry:
        if name not in own:
            words = {
                "zh": f"本机关的格式版本不能改表格的“{name}”，只能改 {'、'.join(own)}",
                "en": f"a profile of one's own cannot change “{name}” of a table, only {', '.join(own)}",
            }
            yield join(pointer, name), words
    for row in entry.get("aliases", {}):
        if row not in base.tables[key].by_key:
            yield join(f"{pointer}/aliases", row), unknown("行", "row", row, base.tables[key].by_key)


def _regular(pointer: str, value: str) -> Iterator[tuple[str, Text]]:
    message = pattern_mistake(value)
    if message is not None:
        yield pointer, message


def check_settings(catalogue: Catalogue, files: Sequence[str]) -> None:
    """Raise ConfigError where a profile sets a rule that does not exist, or a parameter that it has not."""
    for name in files:
        path = Path(name)
        draft = read(path)
        for code, setting in draft.data.get("rules", {}).items():
            pointer = join("/rules", code)
            if code not in catalogue.rules:
                stop(unknown("规则", "rule", code, catalogue.rules), path, draft, pointer)
            rule = catalogue.rules[code]
            if setting.get("with") and "." in rule.check:
                for below, message in parameter_mistakes(rule.check, setting["with"], whole=False):
                    stop(message, path, draft, f"{pointer}{below}")
