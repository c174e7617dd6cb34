"""What is read of small documents, whole: data, places, labels as printed, and text that belongs to no key.

A case of tests/readings/ is a document, or what is put into the template of its file; tests/golden/readings-*.json
keeps all that is read of it. `make golden` writes that anew: read the difference.
"""

from __future__ import annotations

import pytest

from tests.outcomes import READINGS, golden, of_reading, readings

CASES = [(path.stem, case) for path in READINGS for case in readings(path.stem)]


@pytest.mark.parametrize(("topic", "case"), [pytest.param(*each, id=f"{each[0]}-{each[1]['name']}") for each in CASES])
def test_what_is_read_of_it(topic: str, case: dict[str, str]) -> None:
    assert of_reading(case) == golden(f"readings-{topic}")[case["name"]], "make golden, and read the difference"


@pytest.mark.parametrize("topic", [path.stem for path in READINGS])
def test_every_case_has_a_name_of_its_own(topic: str) -> None:
    names = [case["name"] for case in readings(topic)]
    assert sorted(names) == sorted(golden(f"readings-{topic}"))
