"""`disclosure-lint verify`: receipts of a batch, checked without a network and without its store."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from disclosure_lint.cli.check import fail

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("receipts", type=_FILE)
@click.argument("files", nargs=-1, type=_FILE)
@click.option("--rerun", is_flag=True, help="按回执中的选项重新检查并比对 · Judge again and compare.")
@click.option("--key-file", type=_FILE, help="签名用的密钥文件 · The key that signed the receipts.")
def verify(receipts: Path, files: tuple[Path, ...], *, rerun: bool, key_file: Path | None) -> None:
    """核验回执是否完整、与文件是否一致 · Verify receipts, and that files are what they are about."""
    from disclosure_lint.batch.receipts import is_whole, read_receipts, seals

    try:
        key = key_file.read_bytes() if key_file else None
        found, seal = read_receipts(receipts)
        wrong = [_name(each) for each in found if not is_whole(each, key)]
        for name in wrong:
            click.echo(f"{name}：回执被改动过{_OR_KEY if key else ''} · the receipt is not as it was made")
        if seal is not None and not (is_whole(seal, key) and seals(seal, found)):
            wrong.append(str(receipts))
            click.echo(f"{receipts}：回执有增删或改动 · receipts were added, removed or changed")
        by_hash = {each["report"].get("sha256"): each for each in found}
        for file in files:
            told = list(_file(file, by_hash, found, rerun=rerun))
            wrong += told
            for each in told:
                click.echo(each)
    except FileNotFoundError as error:
        fail(f"没有这个文件或文件夹：{error.filename} · no such file or folder")
    except OSError as error:
        fail(f"读不了 {error.filename}：{error.strerror} · cannot read")
    except ValueError:
        fail(f"{receipts} 里没有回执 · this file holds no receipts")
    if not wrong:
        signed = "签名有效 the signature holds" if key else _UNSIGNED
        click.echo(f"{len(found)} 份回执完整，{len(files)} 个文件一致 · receipts whole, files as judged（{signed}）")
    raise SystemExit(1 if wrong else 0)


_OR_KEY = "，或密钥不对"
_UNSIGNED = "没有核验签名：只说明内容一致，不说明是谁出具的 unsigned: shows consistency, not who made them"


def _name(receipt: dict[str, Any]) -> str:
    return str(receipt["report"].get("path"))


def _file(file: Path, by_hash: dict[Any, dict[str, Any]], found: list[dict[str, Any]], *, rerun: bool) -> Iterator[str]:
    raw = file.read_bytes()
    receipt = by_hash.get(hashlib.sha256(raw).hexdigest())
    if receipt is None:
        named = any(Path(_name(each)).name == file.name for each in found)
        yield (
            f"{file}：内容与检查时不同 · the content is not what was judged"
            if named
            else f"{file}：没有这个文件的回执 · no receipt is about this file"
        )
    elif rerun:
        yield from _again(file, raw, receipt)


def _again(file: Path, raw: bytes, receipt: dict[str, Any]) -> Iterator[str]:
    """Judge a file by the options of its receipt, and tell what comes out otherwise."""
    from disclosure_lint import __version__
    from disclosure_lint.batch.receipts import alone, options_of
    from disclosure_lint.batch.work import ruleset_hash
    from disclosure_lint.config import ConfigError
    from disclosure_lint.engine import lint_bytes

    tool = receipt["tool"]
    try:
        options = options_of(receipt["options"])
        known = (__version__, ruleset_hash(options.sources))
    except (TypeError, KeyError, AttributeError, ConfigError):
        yield f"{file}：回执里的选项不可用 · the options of the receipt cannot be used"
        return
    if (tool.get("version"), tool.get("ruleset")) != known:
        yield f"{file}：回执出自另一版本的程序或规则（{tool.get('version')}），无法重查比对 · other version or rules"
        return
    suppressed = receipt.get("suppressed") or []
    now = alone(lint_bytes(_name(receipt), raw, options), suppressed, options.fail_on)
    if now != receipt["alone"]:
        yield f"{file}：重新检查的结果与回执不同 · judged again, the result differs：{receipt['alone']} → {now}"
