"""What a count of victims is of: by its sentence, by what stands before it, by the head of its report."""

import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from dateline.link.accounts import in_small
from dateline.link.causes import Causes

ENTRIES = tomllib.loads((files("dateline.lexicon") / "en" / "causes.toml").read_text("utf-8"))["cause"]


def causes(text: str) -> Causes:
    """Of a text with one sentence a line."""
    ends = [match.end() for match in re.finditer(r"\n|\Z", text)]
    spans = tuple(zip([0, *ends], ends, strict=False))
    return Causes(in_small(text), spans)


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["cause"] for entry in ENTRIES])
def test_every_example_of_the_vocabulary_is_found(entry: dict[str, Any]) -> None:
    for example in [entry["example"]] if isinstance(entry["example"], str) else entry["example"]:
        text = example.replace("[", "").replace("]", "")
        assert causes(text).named(0) == entry["cause"], text


# (text with one sentence a line; what its last sentence names, what it may be of)
LIKELY: list[tuple[str, str, tuple[str, ...]]] = [
    ("The blast at the depot killed 68.", "explosion", ("explosion",)),
    # nearer is of the number
    ("In the war a blast killed 68 soldiers.", "explosion", ("explosion",)),
    # what stands before it, else what the report begins with
    ("Shelling killed 54.\nTwo died later.", "", ("strikes",)),
    ("The flood swept the town.\nA bus collided with a lorry.\nFive were killed.", "", ("accident", "weather")),
    ("The flood swept the town.\nIt rained on.\nAid came.\nAid went.\nFive were killed.", "", ("weather",)),
    # a war is named beside every deed in it
    ("Shells hit the market, the worst attack since the war began.\nIt put the toll at 54.", "", ("strikes",)),
    ("The war goes on.\nIt put the toll at 54.", "", ("war",)),
    # who helps fights nobody
    ("The rescue operation found 12 dead.", "", ()),
    ("The council met.\nFive were killed.", "", ()),
]


@pytest.mark.parametrize(("text", "named", "likely"), LIKELY)
def test_causes(text: str, named: str, likely: tuple[str, ...]) -> None:
    last = re.search(r"\d+|two|five(?!.*\n)", text.rsplit("\n", 1)[-1], re.IGNORECASE)
    assert last is not None
    at = len(text) - len(text.rsplit("\n", 1)[-1]) + last.start()
    found = causes(text)
    assert (found.named(at), found.likely(at)) == (named, likely)
