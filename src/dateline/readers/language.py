"""Which language a report is written in, as far as Dateline must know: English, or which other.

By the share of a text's words that are a language's commonest, or by its letters.  A short text is not judged: names
and numbers make up too much of it.
"""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.records import Evidence, Report

ENOUGH = 25
"""Words (or, in scripts without spaces, letters) below which a text is not judged."""
READ = 20_000
"""Characters from the beginning that are looked at."""
CLEAR = 0.15
"""Share of commonest words that tells a language; running text has 0.25 and more."""


NO_ENGLISH = 0.06
"""Share of English's commonest words below which a text of some length is no English."""


@dataclass(frozen=True, slots=True)
class _Known:
    words: dict[str, frozenset[str]]
    letters: dict[str, re.Pattern[str]]
    names: dict[str, str]
    scripts: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]


@cache
def _known() -> _Known:
    read = tomllib.loads((files(__package__) / "languages.toml").read_text("utf-8"))
    rows = read["language"]
    return _Known(
        {row["code"]: frozenset(row["words"].split()) for row in rows if "words" in row},
        {row["code"]: re.compile(f"[{row['letters']}]") for row in rows if "letters" in row},
        {row["code"]: row["name"] for row in rows},
        tuple((re.compile(f"[{row['letters']}]"), tuple(row["languages"])) for row in read["script"]),
    )


def language_name(code: str) -> str:
    """The English name of a language."""
    return _known().names.get(code, code)


def is_foreign(language: str | None) -> bool:
    """Whether this names another language than English ("en", "en-GB", "eng", "English"); unknown is not another."""
    return bool(language) and not str(language).lower().startswith("en")


def find_language(report: Report) -> Evidence | None:
    """The language of the text (ISO 639-1) and how it was told; None where it cannot be."""
    text = report.text[:READ]
    letters = sum(character.isalpha() for character in text)
    for code, pattern in _known().letters.items():
        own = len(pattern.findall(text))
        # Japanese is written with Chinese letters too; a fifth of its own is enough to tell it.
        if (
            own >= ENOUGH
            and own > letters * (0.2 if code == "ja" else 0.5)
            and not (code == "zh" and _kana(text) > own / 4)
        ):
            return Evidence(
                field="language", value=code, source=f"{own / letters:.0%} of its letters are {language_name(code)}"
            )
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(words) < ENOUGH:
        return None
    counted = Counter(words)
    shares = {code: sum(counted[word] for word in common) / len(words) for code, common in _known().words.items()}
    best = max(shares, key=lambda code: (shares[code], code == "en"))
    if shares["en"] >= CLEAR or shares["en"] >= 0.7 * shares[best]:
        best = "en"
    for pattern, languages in _known().scripts:
        if len(pattern.findall(text)) > letters / 2:
            best = max(languages, key=lambda code: (shares[code], -languages.index(code)))
            told = f"its letters, and {shares[best]:.0%} of its words are the commonest of {language_name(best)}"
            return Evidence(field="language", value=best, source=told)
    if shares[best] < CLEAR:
        return _declared(report, shares["en"], len(words))
    return Evidence(
        field="language",
        value=best,
        source=f"{shares[best]:.0%} of its words are the commonest of {language_name(best)}",
    )


def _declared(report: Report, english: float, words: int) -> Evidence | None:
    """What the page or file says, where the text has next to no common word of English: a language of no list."""
    declared = next((e for e in report.evidence if e.field == "language" and is_foreign(e.value)), None)
    if declared is None or english >= NO_ENGLISH or words < 2 * ENOUGH:
        return None
    code = re.split(r"[-_]", declared.value)[0].lower()
    return Evidence(field="language", value=code, source=f"{declared.source}, and few words are common in English")


def _kana(text: str) -> int:
    return len(_known().letters["ja"].findall(text))
