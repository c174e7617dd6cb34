"""Files that want to get out of the page, and values that must not get into it."""

from __future__ import annotations

import json
import unicodedata

import pytest
import yaml
from lxml import html

from disclosure_lint.formatters.html_text import tag, text
from tests.html.page import FAULTY, judged, parsed, written
from tests.test_leaks import MOBILE, NAME, RESIDENT, draft, holds

ATTACK = "</script></td></textarea><img src=x onerror=alert(1)>\"'><!--"
CARD = "6222020200012345675"


def contents(page: html.HtmlElement) -> str:
    """Return all that a page says, attributes included, in a form in which figures are found."""
    parts = [*page.itertext(), *page.xpath("//@*")]
    return "".join(each for each in unicodedata.normalize("NFKC", "\n".join(parts)) if each.isalnum() or each == "\n")


@pytest.mark.parametrize(
    "path",
    [
        ("title",), ("agency",), ("preface",), ("signed_on",), ("contact", "phone"), ("sections", "overview", "heading"),
        ("sections", ATTACK), (ATTACK,), ("tables", "requests", "carried_over", "total"), ("tables", "requests", ATTACK),
    ],
)  # fmt: skip
def test_text_stays_text(path: tuple[str, ...]) -> None:
    for value in (ATTACK, [ATTACK], {ATTACK: ATTACK}):
        raw = json.dumps(draft(path, value)).encode()
        page = parsed(judged(raw, f"{ATTACK}.json"))
        assert not page.xpath("//img | //@onerror")
        assert len(page.xpath("//script")) == 1
        assert page.xpath("//body/*")[-1].tag == "script"


def test_control_characters_are_shown_as_points() -> None:
    raw = FAULTY.read_text(encoding="utf-8").replace("局办公室", "局\u202e办\u2066公\x1b[31m室\u200b").encode()
    page = written(judged(raw, "a.html"))
    assert not set(page) & {"\u202e", "\u2066", "\x1b", "\x00", "\u200b"}


def test_every_character_keeps_its_place() -> None:
    """One for one, so that marks stay where they are; surrogates can be written to a file."""
    for plain in ("\x00\x7f\u2028\ud800\ue000", "a\u3000b\tc\nd", "<&>\"'"):
        shown = html.fragment_fromstring(tag("p", text(plain))).text
        assert len(shown) == len(plain)
        shown.encode()


@pytest.mark.parametrize("secret", [MOBILE, RESIDENT, CARD])
@pytest.mark.parametrize(
    "path",
    [
        ("title",), ("agency",), ("SECRET",), ("preface",), ("signed_by",), ("contact", "SECRET"), ("sections", "SECRET"),
        ("sections", "overview", "heading"), ("tables", "requests", "SECRET"), ("tables", "requests", "carried_over", "total"),
        ("tables", "requests", "extra_rows"), ("tables", "disputes", "administrative_review", "SECRET"),
    ],
)  # fmt: skip
def test_drafts_leak_nothing(path: tuple[str, ...], secret: str) -> None:
    keys = tuple(key.replace("SECRET", secret) for key in path)
    for value in (
        secret,
        int(secret),
        [secret, secret],
        {secret: 1},
        f"手机：{secret}。",
        [{"label": secret, "values": [int(secret)]}],
    ):
        raw = yaml.safe_dump(draft(keys, value), allow_unicode=True).encode()
        assert not holds(contents(parsed(judged(raw, "a.yaml"))), secret), value


@pytest.mark.parametrize("secret", [MOBILE, RESIDENT, CARD])
def test_documents_leak_nothing(secret: str) -> None:
    """In paragraphs, cells, headings, captions, lists, glued or split."""
    parts = (f"<p>联系{secret}</p>", f"<table><tr><td>{secret}</td><td>{secret[:7]}<b>{secret[7:]}</b></td></tr></table>",
             f"<h3>{secret}</h3>", f"<p>手机{secret[:3]}</p><p>{secret[3:]}</p>", f"<ul><li>{secret[:6]}-{secret[6:]}</li></ul>")  # fmt: skip
    for part in parts:
        raw = FAULTY.read_text(encoding="utf-8").replace("</body>", f"{part}</body>").encode()
        assert part.encode() in raw
        assert not holds(contents(parsed(judged(raw, "a.html"))), secret), part


def test_a_name_is_masked_where_its_label_is_missing() -> None:
    changed = draft(("preface",), [f"申请人{NAME}不服答复。", f"{NAME}另行来信。"])
    assert NAME not in written(judged(json.dumps(changed).encode(), "a.json"))
