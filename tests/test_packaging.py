"""What is shipped works: the wheel away from the checkout, the source distribution, the editable install."""

from __future__ import annotations

import json
import marshal
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHIPPED = ("src", "schemas", "rules", "hatch_build.py", "pyproject.toml", "README.md", "LICENSE")
CHECK = "import sys; from disclosure_lint.cli import main; sys.argv[0] = 'disclosure-lint'; main()"

pytest.importorskip("build", reason="needs the build package")
pytest.importorskip("hatchling", reason="needs hatchling beside it, to build without the network")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the package is built from, away from the checkout's own rules and schemas."""
    copy = tmp_path_factory.mktemp("checkout")
    for name in SHIPPED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__", ".mypy_cache"))
        else:
            shutil.copy2(source, copy / name)
    return copy


@pytest.fixture(scope="module")
def built(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command("-m", "build", "--wheel", "--sdist", "--no-isolation", "--outdir", str(folder), str(checkout))
    return folder


def command(*arguments: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def installed(what: Path, target: Path) -> Path:
    command(
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--no-build-isolation",
        "--target",
        str(target),
        str(what),
    )
    return target


def works(where: Path, cwd: Path) -> None:
    """The package in a folder checks a report, with nothing of this checkout in reach."""
    report = cwd / "report.yaml"
    shutil.copy2(ROOT / "examples" / "good" / "garden-bureau.yaml", report)
    # -S and a path of its own keep an editable install of this checkout out.
    paths = os.pathsep.join([str(where), sysconfig.get_paths()["purelib"], sysconfig.get_paths()["platlib"]])
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1", "XDG_CACHE_HOME": str(cwd / "cache")}
    done = subprocess.run(
        [sys.executable, "-S", "-c", CHECK, "check", "report.yaml", "-f", "json"],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert [each["verdict"] for each in json.loads(done.stdout)["reports"]] == ["pass"]
    asked = [sys.executable, "-S", "-c", "import disclosure_lint; print(disclosure_lint.__file__)"]
    assert (
        str(where) in subprocess.run(asked, env=environment, capture_output=True, encoding="utf-8", check=True).stdout
    )
    (data,) = cwd.glob("cache/*/data-*")
    (stamp,), _ = marshal.loads(data.read_bytes()[4:])  # noqa: S302 - made a moment ago
    assert stamp[0].endswith("compiled.json")  # what a wheel brings is compiled already


def test_the_wheel_holds_rules_schemas_and_their_compiled_form(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as file:
        names = set(file.namelist())
        compiled = json.loads(file.read("disclosure_lint/data/compiled.json"))
    for folder in ("rules", "schemas"):
        sources = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert {name.removeprefix("disclosure_lint/data/") for name in names if f"/data/{folder}/" in name} == sources
        assert {name.rpartition(".")[0] for name in sources} <= set(compiled)
    assert "disclosure_lint/py.typed" in names
    assert {f"disclosure_lint/formatters/html_page.{kind}" for kind in ("css", "js")} <= names
    assert {name.partition("/")[0] for name in names} == {
        "disclosure_lint",
        f"{wheel.name.rsplit('-', 3)[0]}.dist-info",
    }


def test_the_wheel_works_elsewhere(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    (tmp_path / "elsewhere 报告").mkdir()
    works(installed(wheel, tmp_path / "site"), tmp_path / "elsewhere 报告")


def test_the_source_distribution_makes_the_same_package(built: Path, tmp_path: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as file:
        file.extractall(tmp_path, filter="data")
    (tmp_path / "cwd").mkdir()
    (unpacked,) = tmp_path.glob("disclosure_lint-*")
    works(installed(unpacked, tmp_path / "site"), tmp_path / "cwd")


def test_an_editable_install_reads_the_checkout(checkout: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    command(
        *("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"),
        *("--target", str(target), "--editable", str(checkout)),
    )
    assert not (target / "disclosure_lint").exists()
    (link,) = target.glob("*.pth")
    assert str(checkout) in link.read_text(encoding="utf-8")
    asked = "from disclosure_lint import resources; print(resources.root())"
    assert command("-S", "-c", asked, PYTHONPATH=str(checkout / "src")).strip() == str(checkout)
