"""`disclosure-lint batch` as an office meets it."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest

from disclosure_lint.batch.batch import Batch
from disclosure_lint.batch.roster import Roster
from tests.batch.folders import content, report, roster, write
from tests.cli.run import Done, run

WATER, SCHOOLS = "临江市水务局", "临江市教育局"


def batch(folder: Path, *more: str | Path) -> Done:
    return run("batch", folder / "in", "-o", folder / "out", "--no-progress", *more)


def roles(folder: Path) -> dict[str, tuple[str | None, str]]:
    found = content(folder / "out" / "batch.sqlite")
    return {Path(path).name: (kept[0][4], kept[0][5]) for path, kept in found.items() if path}


def told(folder: Path, code: str) -> list[tuple[str, str]]:
    with (folder / "out" / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        return [(Path(each["文件"]).name, each["问题"]) for each in csv.DictReader(file) if each["代码"] == code]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "in", {"a.yaml": report(WATER), "b.yaml": report(SCHOOLS)})
    return tmp_path


def test_everybody_submitted(folder: Path) -> None:
    names = roster(folder / "roster.csv", [{"id": "1", "name": WATER}, {"id": "2", "name": SCHOOLS}])
    done = batch(folder, "--roster", names)
    assert done.status == 0, done.out
    assert "已报送 2，未报送 0，迟报 0，重复 0，认不出单位 0" in done.out
    assert roles(folder) == {"a.yaml": ("1", "current"), "b.yaml": ("2", "current")}
    assert (folder / "out" / "findings.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_somebody_did_not(folder: Path) -> None:
    names = roster(folder / "roster.csv", [{"id": "1", "name": WATER}, {"id": "3", "name": "临江市档案馆"}])
    done = batch(folder, "--roster", names)
    assert done.status == 1
    assert "没有找到“临江市档案馆”2025年度的报告" in done.out
    assert "未报送 1" in done.out and "认不出单位 1" in done.out
    assert told(folder, "B705") == [("roster.csv", "没有找到“临江市档案馆”2025年度的报告")]
    assert batch(folder, "--roster", names, "--ignore", "B705").status == 0


def test_a_unit_that_submits_nothing_itself(folder: Path) -> None:
    rows = [{"id": "0", "name": "临江市", "expected": "无"}, {"id": "1", "name": WATER, "parent": "0"}]
    assert batch(folder, "--roster", roster(folder / "roster.csv", [*rows, {"id": "2", "name": SCHOOLS}])).status == 0


def test_a_format_that_is_expected(folder: Path) -> None:
    names = roster(folder / "roster.csv", [{"id": "1", "name": WATER, "expected": "yaml;pdf"}])
    done = batch(folder, "--roster", names)
    assert done.status == 0
    assert told(folder, "B705") == [("roster.csv", f"“{WATER}”2025年度的报告缺少 pdf 格式的文件")]
    assert "未报送 0" in done.out


def test_unreadable_files_may_be_the_missing_ones(folder: Path) -> None:
    (folder / "in" / "c.docx").write_bytes(b"PK\x03\x04")
    batch(folder, "--roster", roster(folder / "roster.csv", [{"id": "3", "name": "临江市档案馆"}]))
    ((_, message),) = told(folder, "B705")
    assert "有 1 个文件读不出或认不出单位" in message


def test_equal_names_are_not_called_missing(folder: Path) -> None:
    rows = [
        {"id": "e", "name": "东城区人民政府", "expected": "无"},
        {"id": "w", "name": "西山县人民政府", "expected": "无"},
        {"id": "e1", "name": "城关镇人民政府", "parent": "e"},
        {"id": "w1", "name": "城关镇人民政府", "parent": "w"},
    ]
    write(folder / "in", {"c.yaml": report("城关镇人民政府")})
    batch(folder, "--roster", roster(folder / "roster.csv", rows))
    assert told(folder, "B705") == []
    with_parent = report("城关镇人民政府", title="东城区城关镇人民政府2025年政府信息公开工作年度报告")
    write(folder / "in", {"c.yaml": with_parent})
    batch(folder, "--roster", folder / "roster.csv")
    assert roles(folder)["c.yaml"] == ("e1", "current")
    assert told(folder, "B705") == [("roster.csv", "没有找到“城关镇人民政府”2025年度的报告")]


def test_one_file_under_two_names(folder: Path) -> None:
    write(folder / "in", {"copy.yaml": report(WATER)})
    done = batch(folder)
    assert roles(folder)["copy.yaml"] == (WATER, "duplicate")
    ((name, message),) = told(folder, "B706")
    assert name == "copy.yaml" and "同一个文件" in message and "a.yaml" in message
    assert "重复 1" in done.out


@pytest.mark.parametrize(
    ("first", "second", "later", "said"),
    [
        ({"signed_on": "2026-01-12"}, {"signed_on": "2026-01-21"}, "z2", "日期较晚的"),
        ({"signed_on": "2026-01-21", "published_on": "2026-01-25"}, {"signed_on": "2026-01-20"}, "z1", "2026-01-25"),
        ({}, {"title": f"{WATER}2025年政府信息公开工作年度报告（更正）"}, "z2", "注明更正"),
        ({"contact": None}, {"document_number": None}, "z2", "文件时间较晚"),
    ],
)
def test_two_reports_of_one_unit(
    tmp_path: Path, first: dict[str, str], second: dict[str, str], later: str, said: str
) -> None:
    texts = {"z1.yaml": report(WATER, **first), "z2.yaml": report(WATER, **second)}
    write(tmp_path / "in", texts)
    os.utime(tmp_path / "in" / "z1.yaml", (1, 1))
    batch(tmp_path)
    found = roles(tmp_path)
    assert found.pop(f"{later}.yaml")[1] == "current"
    ((other, (_, role)),) = found.items()
    assert role == "superseded"
    ((name, message),) = told(tmp_path, "B706")
    assert name == other and said in message and f"{later}.yaml" in message


def test_what_is_replaced_does_not_fail(folder: Path) -> None:
    wrong = report(WATER, signed_on="2026-01-05").replace("新收政府信息公开申请41件", "新收政府信息公开申请42件")
    write(folder / "in", {"old.yaml": wrong})
    done = batch(folder)
    assert roles(folder)["old.yaml"][1] == "superseded"
    assert done.status == 0 and "不合格 0" in done.out


def test_formats_of_one_report(folder: Path) -> None:
    examples = Path(__file__).parents[2] / "examples" / "good"
    for suffix in ("yaml", "md", "html"):
        (folder / "in" / f"garden.{suffix}").write_bytes((examples / f"garden-bureau.{suffix}").read_bytes())
    batch(folder)
    found = roles(folder)
    assert [found[f"garden.{each}"][1] for each in ("yaml", "html", "md")] == ["current", "version", "version"]
    assert told(folder, "B706") == []


def test_an_office_is_not_its_government(tmp_path: Path) -> None:
    names = ("临江市人民政府", "临江市人民政府办公室")
    write(tmp_path / "in", {f"{index}.yaml": report(name) for index, name in enumerate(names)})
    batch(tmp_path, "--roster", roster(tmp_path / "roster.csv", [{"id": "g", "name": names[0]}]))
    assert roles(tmp_path) == {"0.yaml": ("g", "current"), "1.yaml": (None, "unmatched")}
    assert told(tmp_path, "B706") == []


@pytest.mark.parametrize(
    ("deadline", "late"), [("01-15", True), ("2026-01-15", True), ("2025-01-15", False), ("02-28", False), ("", False)]
)
def test_the_deadline_of_the_roster(folder: Path, deadline: str, late: bool) -> None:
    rows = [{"id": "1", "name": WATER, "deadline": deadline}, {"id": "2", "name": SCHOOLS}]
    done = batch(folder, "--roster", roster(folder / "roster.csv", rows))
    assert bool(told(folder, "D403")) == late
    assert f"迟报 {int(late)}" in done.out
    assert done.status == int(late)


def test_the_deadline_of_the_roster_goes_before_the_law(folder: Path) -> None:
    write(folder / "in", {"a.yaml": report(WATER, signed_on="2026-02-03", published_on="2026-02-05")})
    rows = [{"id": "1", "name": WATER, "deadline": "02-10"}, {"id": "2", "name": SCHOOLS}]
    assert batch(folder).status == 1
    done = batch(folder, "--roster", roster(folder / "roster.csv", rows))
    assert (done.status, told(folder, "D403")) == (0, [])
    assert "2 个没有变化" in done.out


def test_the_kind_of_the_roster(folder: Path) -> None:
    write(folder / "in", {"a.yaml": report(WATER, signed_on="2026-02-03", published_on="2026-02-05")})
    rows = [{"id": "1", "name": WATER, "kind": "政府"}, {"id": "2", "name": SCHOOLS}]
    assert batch(folder, "--roster", roster(folder / "roster.csv", rows)).status == 0


def waivers(folder: Path, text: str) -> Path:
    path = folder / "waivers.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_waivers(folder: Path) -> None:
    write(folder / "in", {"a.yaml": report(WATER, signed_on="2026-02-03", published_on="2026-02-05")})
    text = f"- {{rule: D403, unit: {WATER}, reason: 系统故障, owner: 王主任, until: 2026-12-31}}\n"
    done = batch(folder, "--waivers", waivers(folder, text), "--as-of", "2026-12-31")
    assert done.status == 0 and "豁免 1" in done.out and "迟报 0" in done.out
    with (folder / "out" / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = (each for each in csv.DictReader(file) if each["代码"] == "D403")
    assert (row["状态"], row["豁免理由"], row["责任人"]) == ("waived", "系统故障", "王主任")
    done = batch(folder, "--waivers", folder / "waivers.yaml", "--as-of", "2027-01-01")
    assert done.status == 1 and "已于 2026-12-31 到期" in done.out
    assert "没有用上" in batch(folder, "--waivers", waivers(folder, text.replace("D403", "T201"))).out
    missing = roster(folder / "roster.csv", [{"id": "9", "name": "临江市档案馆"}])
    text = "- {rule: B705, unit: '9', reason: 今年新设, owner: 王主任}\n"
    assert batch(folder, "--roster", missing, "--waivers", waivers(folder, text), "--ignore", "D403").status == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {rule: D403, unit: 某局, reason: a, owner: b}\n", "第 1 条：名单里没有单位“某局”"),
        ("- {rule: D999, path: a.yaml, reason: a, owner: b}\n", "第 1 条："),
        ("- {rule: D403, path: a.yaml, owner: b}\n", "没有写明理由"),
        ("- {rule: D403, reason: a, owner: b}\n", "没有写明单位"),
        ("- {rule: D403, path: a, reason: a, owner: b, until: 明年}\n", "until"),
        ("- {rule: D403, path: a, reason: a, owner: b, paht: c}\n", "path"),
        ("waivers: 3\n", "列表"),
        ("- - -\n", "键"),
    ],
)
def test_waivers_that_cannot_be_used(folder: Path, text: str, said: str) -> None:
    done = batch(folder, "--waivers", waivers(folder, text))
    assert done.status == 2
    assert said in done.err and len(done.err.splitlines()) == 1


def test_reports_of_other_years_are_counted_apart(folder: Path) -> None:
    assert "年度的报告" not in batch(folder).out
    write(folder / "in", {"w.yaml": report(WATER).replace("2025", "2024").replace("2026", "2025")})
    out = batch(folder).out
    assert "另有 1 份不是 2025 年度的报告" in out
    assert "已报送 2" in out


@pytest.mark.parametrize("how", ["folder", "output", "store"])
def test_last_years_reports(folder: Path, how: str) -> None:
    last = folder / "last"
    write(last / "in", {"w.yaml": report(WATER).replace("2025", "2024").replace("2026", "2025")})
    batch(last)
    path = {"folder": last / "in", "output": last / "out", "store": last / "out" / "batch.sqlite"}[how]
    assert batch(folder, "--previous", path).status == 0
    with_store = Batch(folder / "out" / "batch.sqlite", Roster())
    water, schools = sorted(with_store.submissions(), key=lambda each: each.path)
    before = with_store.previous(water)
    assert before is not None and (before.agency, before.year) == (WATER, 2024)
    assert before.get("/tables/requests/new_received/total") == water.get("/tables/requests/new_received/total") == 41
    assert with_store.previous(schools) is None
    with_store.close()


def test_receipts(folder: Path) -> None:
    batch(folder)
    receipts = folder / "out" / "receipts.jsonl"
    files = [folder / "in" / "a.yaml", folder / "in" / "b.yaml"]
    assert run("verify", receipts, *files, "--rerun").status == 0
    assert len(receipts.read_text(encoding="utf-8").splitlines()) == 3
    files[0].write_text(report(WATER, signed_on="2026-01-05"), encoding="utf-8")
    done = run("verify", receipts, *files)
    assert done.status == 1 and "a.yaml：内容与检查时不同" in done.out


def test_receipts_that_were_touched(folder: Path) -> None:
    (folder / "key").write_bytes(b"secret")
    batch(folder, "--key-file", folder / "key")
    receipts = folder / "out" / "receipts.jsonl"
    first, second, seal = receipts.read_text(encoding="utf-8").splitlines()
    assert run("verify", receipts, "--key-file", folder / "key").status == 0
    receipts.write_text(f"{first}\n{seal}\n", encoding="utf-8")
    assert run("verify", receipts).status == 1
    forged = json.loads(second)
    forged["alone"]["verdict"] = "fail"
    receipts.write_text(json.dumps(forged), encoding="utf-8")
    assert run("verify", receipts).status == 1
    receipts.write_text(second, encoding="utf-8")
    assert run("verify", receipts).status == 0
    (folder / "key").write_bytes(b"other")
    assert run("verify", receipts, "--key-file", folder / "key").status == 1
    receipts.write_text("{}", encoding="utf-8")
    assert run("verify", receipts).status == 2
    assert run("verify", folder / "none.jsonl").status == 2


def test_personal_values_reach_no_output(folder: Path) -> None:
    number = "110101199003071233"
    text = report(WATER).replace("申请41件，上年结转3件", f"申请41件，上年结转3件，申请人身份证号{number}")
    write(folder / "in", {"a.yaml": text})
    batch(folder)
    found = content(folder / "out" / "batch.sqlite")
    assert number not in repr(found) and "申请人身份证号" in repr(found)
    for path in (each for each in (folder / "out").rglob("*") if each.is_file()):
        assert number.encode() not in path.read_bytes()


def test_nothing_is_read_again(folder: Path) -> None:
    batch(folder)
    assert "本次检查 0 个文件，2 个没有变化" in batch(folder).out
    write(folder / "in", {"a.yaml": report(WATER, signed_on="2026-01-05")})
    assert "本次检查 1 个文件，1 个没有变化" in batch(folder).out
    assert len(content(folder / "out" / "batch.sqlite")) == 3
    assert "本次检查 2 个文件" in batch(folder, "--ignore", "T201").out
    assert "本次检查 2 个文件" in batch(folder, "--fresh").out


def test_a_file_that_is_gone(folder: Path) -> None:
    batch(folder)
    (folder / "in" / "b.yaml").unlink()
    batch(folder)
    assert roles(folder) == {"a.yaml": (WATER, "current")}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--roster", "none.csv"), "none.csv"),
        (("--previous", "none"), "none"),
        (("--select", "T999"), "T999"),
        (("--as-of", "tomorrow"), "--as-of"),
        (("--engine", "dask"), "--scheduler"),
        (("--key-file", "none"), "none"),
        (("--waivers", "none"), "none"),
    ],
)
def test_the_job_cannot_be_done(folder: Path, more: tuple[str, ...], said: str) -> None:
    done = batch(folder, *more)
    assert done.status == 2
    assert said in done.err and len(done.err.splitlines()) == 1


def test_the_output_cannot_be_written(folder: Path) -> None:
    (folder / "out").write_text("a file", encoding="utf-8")
    assert batch(folder).status == 2


def test_a_broken_store_is_made_anew(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "batch.sqlite").write_bytes(b"no database at all" * 100)
    assert batch(folder).status == 0


def test_odd_folders(folder: Path) -> None:
    inside = folder / "in"
    (inside / "loop").symlink_to(inside)
    (inside / "self.yaml").symlink_to(inside / "self.yaml")
    for name in ("caf\u00e9局.yaml", "cafe\u0301局.yaml"):
        write(inside, {name: "今天天气很好\n"})
    write(inside, {"notes.txt": "开会记录\n", "picture.jpg": "\n"})
    os.close(os.open(os.fsencode(inside) + b"/\xb1\xa8\xb8\xe6.yaml", os.O_CREAT))
    done = batch(folder)
    assert done.status == 1
    assert "loop 是指向文件夹的链接，没有进入" in done.out
    assert "看起来相同、编码不同" in done.out
    assert {"self.yaml", "\\xb1\\xa8\\xb8\\xe6.yaml"} <= {name for name, _ in told(folder, "X001")}
    assert "已报送 2" in done.out and "不是报告 3" in done.out


def test_files_of_other_kinds_are_counted(folder: Path) -> None:
    write(folder / "in", {"stamp.jpg": "", "more/seal.JPG": "", "more/old.rar": "", ".hidden": ""})
    assert "in 里有 3 个其他类型的文件没有检查（.jpg 2、.rar 1）" in batch(folder).out
    inside = run("batch", folder, "-o", folder / "out", "--no-progress").out
    assert "3 个其他类型的文件" in inside, "the batch's own output is none of them"


def test_folders_without_permission(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = folder / "in" / "closed"
    closed.mkdir(mode=0)
    look = os.scandir

    def refuse(path: str) -> object:
        # Root, and Windows, may read it all the same.
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", path)
        return look(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert "closed 读不了" in batch(folder).out
    closed.chmod(0o700)


def suppressions(folder: Path, *entries: str) -> None:
    text = "suppressions:\n" + "".join(f"  - {{{each}}}\n" for each in entries)
    write(folder / "in", {".disclosure-lint.yaml": text})


def test_what_the_configuration_suppresses(folder: Path) -> None:
    write(folder / "in", {"a.yaml": report(WATER, signed_on="2026-02-03", published_on="2026-02-05")})
    suppressions(folder, "rule: D403, reason: 系统故障, owner: 王主任, until: 2026-12-31", "rule: B706, reason: 已核对")
    write(folder / "in", {"copy.yaml": (folder / "in" / "a.yaml").read_text(encoding="utf-8")})
    assert batch(folder, "--as-of", "2026-12-31").status == 0
    with (folder / "out" / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [(each["代码"], each["状态"], each["豁免理由"]) for each in csv.DictReader(file)]
    assert sorted(row for row in rows if row[0] in ("B706", "D403")) == [
        ("B706", "suppressed", "已核对"),
        ("D403", "suppressed", "系统故障"),
        ("D403", "suppressed", "系统故障"),
    ]
    receipts = folder / "out" / "receipts.jsonl"
    assert run("verify", receipts, folder / "in" / "a.yaml", "--rerun").status == 0
    assert batch(folder, "--as-of", "2027-01-01").status == 1


def test_a_result_that_ends_is_judged_again_on_another_day(folder: Path) -> None:
    text = f"# disclosure-lint: ignore D403 [owner=王主任, until=2026-12-31] -- 系统故障\n{report(WATER)}"
    late = text.replace("signed_on: 2026-01-20", "signed_on: 2026-02-03").replace("2026-01-22", "2026-02-05")
    write(folder / "in", {"a.yaml": late})
    batch(folder, "--as-of", "2026-12-30")
    assert "本次检查 0 个文件" in batch(folder, "--as-of", "2026-12-30").out
    assert "本次检查 1 个文件，1 个没有变化" in batch(folder, "--as-of", "2026-12-31").out
    assert "本次检查 1 个文件，1 个没有变化" in batch(folder, "--as-of", "2027-01-01").out
