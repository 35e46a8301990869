"""Reads every number of a sentence: numerals in digits and words, ranges, vague amounts, and how they are meant.

Libraries lose what news is full of: "tens of thousands", "half a million", "five to six", "1,00,000", "between 159,000
and 192,000", "atleast140,000".  A number is never given a value that the text does not carry: "dozens" has neither low
nor high, and what cannot be read ("1.5.2") is handed on as unreadable.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.annotate.figures.numerals import DASHES, Form, Numeral, read_numeral, scaled
from dateline.annotate.figures.words import NumberWords
from dateline.records import Modifier
from dateline.syntax import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in a sentence: its tokens (`first` to `last` with the modifier, `core` to `core_last` without), its code
    points in the report with the modifier, its value and how it is meant."""

    first: int
    last: int
    core: int
    core_last: int
    start: int
    end: int
    low: float | None
    high: float | None
    modifier: Modifier
    form: Form
    grouped: float | None = None
    """What "82.000" means where it counts people: 82000."""
    glued: str = ""
    """The word that is glued to the digits: the "people" of "15,000people"."""
    currency: bool = False
    share: bool = False
    """A part of something: two thirds, one in three."""
    why: tuple[str, ...] = ()


def find_numbers(tokens: Sequence[Token], words: NumberWords) -> Iterator[Number]:
    """The numbers of a sentence, in order; dates written in digits are among them, the caller knows them."""
    i, floor = 0, 0
    starts, count = words.starts, len(tokens)
    while i < count:
        token = tokens[i]
        if token.text.isalpha() and token.lower not in starts:
            i += 1
            continue
        numeral = read_numeral(tokens, i, words)
        if numeral is not None and numeral.form == "words" and _is_half_a_word(tokens, i):
            numeral = replace(numeral, value=None, form="unreadable")  # "Seveny-three"
        if numeral is None:
            i += 1
            continue
        number = _number(tokens, numeral, words, floor)
        yield number
        i = floor = number.last + 1


def _is_half_a_word(tokens: Sequence[Token], i: int) -> bool:
    """Whether a numeral in words is glued by a hyphen to a word before it that is none."""
    if i < 2 or tokens[i - 1].text not in DASHES or not tokens[i - 2].text.isalpha():
        return False
    return tokens[i - 2].end == tokens[i - 1].start and tokens[i - 1].end == tokens[i].start


def _number(tokens: Sequence[Token], one: Numeral, words: NumberWords, floor: int) -> Number:
    """The number that begins with this numeral: with its second end, if it is a range, and its modifier."""
    two = _second(tokens, one, words)
    edge = two or one
    modifier, first, last, why = _meant(tokens, one, edge.last, words, floor)
    low = high = one.value
    if two is not None and two.value is not None and one.value is not None:
        low, high, modifier, why = scaled(one.value, _shared_scale(one, two)), two.value, "range", (*why, "range")
        first -= first > floor and tokens[first - 1].lower == "between"
    elif one.end is not None:
        high, modifier, why = scaled(one.end, max(1, one.scale)), "range", (*why, "range")
        low = scaled(one.value or 0, _shared_thousands(one, one.end))
    elif one.form == "vague":
        low, high, modifier = None, None, "vague"
    elif modifier in ("at least", "more than"):
        high = None
    elif modifier in ("up to", "less than"):
        low = None
    money = one.left == "$" or (one.first > 0 and tokens[one.first - 1].lower in words.currency)
    return Number(
        first=first, last=last, core=one.first, core_last=edge.last, start=tokens[first].start, end=tokens[last].end,
        low=low, high=high, modifier=modifier, form=one.form, grouped=None if two else one.grouped,
        glued="" if edge.right == "+" else edge.right, currency=money, share=one.share, why=why,
    )  # fmt: skip


# --- ranges ----------------------------------------------------------------------------------------------------------


def _shared_scale(one: Numeral, two: Numeral) -> float:
    """The scale that the first end of a range takes from the second: 1 to 1.5 million, two or three hundred."""
    small = one.scale == 1 and one.value is not None and one.value < 1000 and two.scale >= _SMALLEST
    if small and one.value and two.value and one.value <= two.value / two.scale:
        return two.scale
    return _shared_thousands(one, two.value)


_SMALLEST = 12
"""The smallest scale: a dozen."""


def _shared_thousands(one: Numeral, high: float | None) -> float:
    """The thousands that a small first end leaves to the second: "10-15,000 people", "between 10 and 15,000".

    Only where the two are of one order of magnitude: "between 2 and 5,000" may mean two.
    """
    if one.form != "digits" or one.value is None or not one.value < 1000 or one.value % 1 or one.scale != 1:
        return 1
    thousands = (high or 0) / 1000
    return 1000 if not thousands % 1 and one.value < thousands <= one.value * _ONE_ORDER else 1


_ONE_ORDER = 5


def _second(tokens: Sequence[Token], one: Numeral, words: NumberWords) -> Numeral | None:
    """The second end of a range: five to six, 40-50, between 5 and 6, 7 km to 8 km."""
    j = one.last + 1
    if one.value is None or one.form == "none" or one.right not in ("", "%") or one.share or one.end is not None:
        return None
    while j < min(len(tokens), one.last + 3) and _is_unit(tokens[j], words):
        j += 1
    if j + 1 >= len(tokens) or not _links(tokens, j, one):
        return None
    if one.first and tokens[one.first - 1].lower in ("from", "by") and _changes(tokens, one.first - 1, words):
        return None
    k = j + 1
    while k + 1 < len(tokens) and k < j + 3 and (tokens[k].lower in words.currency or tokens[k].lower in _SKIPPED):
        k += 1
    two = read_numeral(tokens, k, words)
    if two is None or two.value is None or two.form not in ("digits", "words") or one.value >= two.value:
        return None
    if _like_year(tokens[one.first]) and not _like_year(tokens[two.first]):
        return None  # "rose in 2018 to 3.9 million"
    if tokens[j].lower == "or" and two.value > one.value * _shared_scale(one, two) * 4:
        return None  # "12 or 100 of them": no range
    if j > one.last + 1 and not (two.last + 1 < len(tokens) and _is_unit(tokens[two.last + 1], words)):
        return None
    return two


def _like_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdigit() and 1900 <= int(token.text) <= 2100


_SKIPPED = frozenset({"about", "around", "perhaps", "maybe", "even", "to", "up"})


def _is_unit(token: Token, words: NumberWords) -> bool:
    return token.lower in words.units or token.lemma.lower() in words.units or token.lower in ("%", "per")


def _links(tokens: Sequence[Token], j: int, one: Numeral) -> bool:
    """Whether the word at j joins the two ends of a range that begins with `one`."""
    link = tokens[j].lower
    if link == "and":
        return one.left == "between" or any(t.lower == "between" for t in tokens[max(0, one.first - 3) : one.first])
    return link in ("to", "or") or tokens[j].text in DASHES


def _changes(tokens: Sequence[Token], i: int, words: NumberWords) -> bool:
    """Whether a word of change governs the "from" at i: "rose from 5 to 12" names two numbers, no range.  So does the
    verb before a count: "raised its count of people killed in the raid from 5 to 12".
    """
    near, far = tokens[max(0, i - 5) : i], tokens[max(0, i - _FAR) : i]
    if any(t.lemma.lower() in words.change for t in near):
        return True
    verbs = (t for t in far if t.lemma.lower() in words.change and t.pos == "VERB")
    return any((count := verb.child("dobj")) is not None and count.child("prep") is not None for verb in verbs)


_FAR = 14


# --- modifiers -------------------------------------------------------------------------------------------------------


_GIVING_OVER = frozenset({"hand", "turn", "give"})
"""Verbs that "over" belongs to, whatever the parser makes of it: "handed over 200 prisoners"."""


_SPEAKING = frozenset({"speak", "talk", "inform", "warn", "ask", "worry", "write"})
_KNOWN = frozenset({"the", "those", "these", "its", "their", "his", "her"})


def _meant(
    tokens: Sequence[Token], one: Numeral, last: int, words: NumberWords, floor: int
) -> tuple[Modifier, int, int, tuple[str, ...]]:
    """How a numeral is meant, the first and last token of the whole expression, and the words that say so."""
    modifier: Modifier | None = None
    why: tuple[str, ...] = ()
    first = edge = one.first
    if one.left not in ("", "$"):
        glued = {"least": "at least", "than": "more than", "to": "up to"}.get(one.left, one.left)
        modifier = words.before.get(tuple(glued.split()))
        why = (f"glued: {one.left}",)
    if edge > floor and tokens[edge - 1].lower in words.currency:
        first = edge = edge - 1
    while modifier in (None, "about") and edge > floor:
        length = _length_before(tokens, edge, floor, words)
        if not length:
            break
        if tokens[edge - 1].lower == "over" and edge > 1 and tokens[edge - 2].lemma.lower() in _GIVING_OVER:
            break
        if tokens[edge - 1].lower == "than" and tokens[edge].lower in _KNOWN:
            break  # "fewer than the 43,059 of a week before" is no bound but a comparison
        spoken = edge > 1 and tokens[edge - 2].lemma.lower() in _SPEAKING
        if length == 1 and tokens[edge - 1].lower == "about" and (tokens[edge].lower in _KNOWN or spoken):
            break  # "spoke about these two men", "spoke about nine dead"
        edge -= length
        phrase = tuple(t.lower for t in tokens[edge : edge + length])
        if (meant := words.before[phrase]) is not None:  # "more than an estimated 200": the outer word decides
            modifier, first, why = meant, edge, (f"modifier: {' '.join(phrase)}",)
    if one.right == "+":
        return "more than", first, last, (*why, "modifier: +")
    opens = modifier is None and last + 1 < len(tokens) and tokens[last + 1].lower in words.after_opens
    for length in (3, 2, 1) if opens else ():
        phrase = tuple(t.lower for t in tokens[last + 1 : last + 1 + length])
        if len(phrase) == length and phrase in words.after:
            return words.after[phrase] or "exact", first, last + length, (f"modifier: {' '.join(phrase)}",)
    return modifier or "exact", first, last, why


def _length_before(tokens: Sequence[Token], edge: int, floor: int, words: NumberWords) -> int:
    """How many tokens the longest known phrase before `edge` has; 0 where there is none."""
    if tokens[edge - 1].lower not in words.before_ends:
        return 0
    lower = tuple(t.lower for t in tokens[max(floor, edge - 4) : edge])
    return next((len(lower) - k for k in range(len(lower)) if lower[k:] in words.before), 0)
