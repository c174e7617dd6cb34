"""Data drafts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from random import Random

    from tests.generator.model import Manuscript

#: The one in C is four times as fast.
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def as_yaml(script: Manuscript, rng: Random) -> bytes:
    """Return a YAML draft, narrow or wide."""
    width = rng.choice((60, 120, 10_000))
    text = yaml.dump(script.data, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=width)
    return text.encode()


def as_json(script: Manuscript, rng: Random) -> bytes:
    """Return a JSON draft, indented or not."""
    return json.dumps(script.data, ensure_ascii=rng.random() < 0.2, indent=rng.choice((None, 2, 4))).encode()
