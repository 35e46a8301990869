"""Reads one numeral: "140,000", "1,00,000", "10 000", "two hundred and six", "half a million", "tens of thousands"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from unicodedata import numeric

from dateline.annotate.figures.words import NumberWords
from dateline.syntax import Token

Form = Literal["digits", "words", "vague", "none", "unreadable"]

DASHES = frozenset({"-", "–", "—", "‐", "‑", "−"})


@dataclass(slots=True)
class Numeral:
    """A numeral without its modifier: its first and last token, its value (None where it has none)."""

    first: int
    last: int
    value: float | None
    form: Form
    grouped: float | None = None
    """What "82.000" means where it counts people: 82000."""
    scale: float = 1
    """The scale word it ends with: the million of "1.5 million", which "1 to 1.5 million" shares."""
    left: str = ""
    """What is glued to the digits: "atleast140,000", "15,000people"."""
    right: str = ""
    end: float | None = None
    """The second end of a range in one token: "13.5-14mm"."""
    share: bool = False


def read_numeral(tokens: Sequence[Token], i: int, words: NumberWords) -> Numeral | None:
    """The numeral that begins at token i, if one does."""
    token = tokens[i]
    if token.text[-1] in _VULGAR:
        return _vulgar(tokens, i, words)
    if _DIGIT.search(token.text):
        return _share(tokens, _digits(tokens, i, words), words)
    lower = token.lower
    if lower in ("a", "an"):
        return _article(tokens, i, words) if i + 1 < len(tokens) else None
    if lower in ("no", "not"):
        return _none(tokens, i, words)
    if lower in words.starts:
        found = _none(tokens, i, words) or _vague(tokens, i, words) or _scaled_fraction(tokens, i, words)
        return found or _share(tokens, _halved(tokens, _cardinal(tokens, i, words), words), words)
    return None


# --- digits ----------------------------------------------------------------------------------------------------------


_DIGIT = re.compile(r"\d")
_PLAIN = re.compile(r"\d+(?:\.\d+)?|\.\d+")
_GROUPED = re.compile(r"\d{1,3}(?:[,’'\u00a0\u202f\u2009]\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_COMMA_DECIMAL = re.compile(r"\d+,\d{1,2}")
_BODY = r"\d[\d.,’'\u00a0\u202f\u2009]*\d|\d"
_TOKEN = re.compile(
    rf"(?P<left>[A-Za-z~+]*?\$?)(?P<digits>{_BODY})(?:[-–—](?P<end>{_BODY}))?(?P<right>\+|[A-Za-zµ°%]*)[.,]?"
)
_LENGTH = frozenset("long wide high tall deep thick away north south east west".split())
_LONGEST = 18
"""Characters of a number that is read: a longer one is an account or a serial number, and no count of anything."""


def _digits(tokens: Sequence[Token], i: int, words: NumberWords) -> Numeral | None:
    match = _TOKEN.fullmatch(tokens[i].text)
    if match is None or match["right"].lower() in ("st", "nd", "rd", "th"):
        return None
    left, digits, right = match["left"].rstrip("$").lower(), match["digits"], match["right"]
    money = (i > 0 and tokens[i - 1].lower in words.currency) or "$" in match["left"] or left in words.currency
    if left and not (left in words.glued or left in ("~", "+") or money):
        return None  # S23, V12, AR15: a name
    if right.isalpha() and len(digits) < 3 and not (right.lower() in words.units or right.lower() in words.letter):
        return None if right.lower() not in ("s", "people") else Numeral(i, i, _value(digits)[0], "digits", right=right)
    value, grouped = _value(digits)
    if value is None and _COMMA_DECIMAL.fullmatch(digits) and _scale_at(tokens, i + 1, words):
        value = float(digits.replace(",", "."))
    if value is None:
        longer = _scale_at(tokens, i + 1, words) is not None
        return Numeral(i, i + longer, None, "unreadable")
    numeral = Numeral(i, i, value, "digits", grouped, left="$" if money else left, right=right)
    if match["end"]:
        numeral.end = _value(match["end"])[0]
        if numeral.end is None or numeral.end <= value or right:
            return numeral if numeral.end is not None and numeral.end > value else None
    if i + 1 < len(tokens) and tokens[i + 1].text in _VULGAR and not right:  # "2 ½ million"
        numeral.value, numeral.last, numeral.grouped = value + numeric(tokens[i + 1].text), i + 1, None
    _letters(tokens, numeral, words, money)
    _spaced(tokens, numeral)
    _scales(tokens, numeral, words, money)
    return numeral


_VULGAR = frozenset("½¼¾⅓⅔⅛⅜⅝⅞⅕")


def _vulgar(tokens: Sequence[Token], i: int, words: NumberWords) -> Numeral | None:
    """½ million, 2½ thousand; "½ of them" is a share without a number, as "half of them" is."""
    whole = tokens[i].text[:-1]
    if whole and not (whole.isdecimal() and len(whole) <= _LONGEST):
        return None
    numeral = Numeral(i, i, (float(whole) if whole else 0) + numeric(tokens[i].text[-1]), "digits")
    _scales(tokens, numeral, words, money=False)
    return numeral if whole or numeral.last > i else None


def _value(digits: str) -> tuple[float | None, float | None]:
    """The value of a run of digits and marks, and what it means if its dots group thousands."""
    if len(digits) > _LONGEST:
        return None, None
    grouped = float(digits.replace(".", "")) if _DOTTED.fullmatch(digits) else None
    if _PLAIN.fullmatch(digits):
        return float(digits), grouped
    if _GROUPED.fullmatch(digits):
        return float(re.sub(r"[^\d.]", "", digits)), None
    return grouped, None


def _letters(tokens: Sequence[Token], numeral: Numeral, words: NumberWords, money: bool) -> None:
    """Applies the letter that is glued to the digits: 25k, 13.6M, and 5m where it is money or counts a noun."""
    letter = words.letter.get(numeral.right.lower())
    if letter is None or numeral.value is None:
        return
    after = tokens[numeral.last + 1] if numeral.last + 1 < len(tokens) else None
    if money or numeral.right in ("k", "K", "M", "mn", "mln", "bn", "tn") or (numeral.right == "m" and _counts(after)):
        numeral.value, numeral.grouped = scaled(numeral.value, letter), None
        numeral.scale, numeral.right = letter, ""


def _counts(after: Token | None) -> bool:
    """Whether what follows "2.7m" is counted ("2.7m sales", "35m of them"), so that the m is a million and no metre."""
    if after is None or after.lower in _LENGTH:
        return False
    return after.pos in ("NOUN", "ADJ") or after.lower == "of" or (after.tag == "VBN" and after.dep == "amod")


def _spaced(tokens: Sequence[Token], numeral: Numeral) -> None:
    """Joins groups of three digits that single spaces keep apart: 10 000; or a comma and a space: 10, 000."""
    digits = tokens[numeral.first].text
    after = [t.text for t in tokens[numeral.first + 1 : numeral.first + 3]]
    if digits.isdigit() and len(digits) <= 3 and after == [",", "000"] and digits[0] != "0":  # "120, 000 people"
        numeral.value, numeral.last = float(f"{digits}000"), numeral.first + 2
        return
    if not (digits.isdigit() and len(digits) <= 3 and not digits.startswith("0")):
        return
    for before, token in zip(tokens[numeral.last :], tokens[numeral.last + 1 : numeral.last + 5], strict=False):
        if not (len(token.text) == 3 and token.text.isdigit() and token.start - before.end == 1):
            break
        digits += token.text
        numeral.value, numeral.last = float(digits), token.i


def _scale_at(tokens: Sequence[Token], i: int, words: NumberWords) -> float | None:
    return words.scale.get(tokens[i].lower) if i < len(tokens) else None


def scaled(value: float, scale: float) -> float:
    """A value times its scale, as it is written: 4.1 times a million is 4100000, though floats make it less."""
    return round(value * scale, 6)


def _scales(tokens: Sequence[Token], numeral: Numeral, words: NumberWords, money: bool) -> None:
    """Applies the scale words after digits: 40 thousand, 1.5 million, 3 lakh, 2.5-million, $13.6 M."""
    while numeral.value is not None and not numeral.right and numeral.last + 1 < len(tokens):
        j = numeral.last + 1
        if tokens[j].text in DASHES and _scale_at(tokens, j + 1, words):
            j += 1
        scale, text = _scale_at(tokens, j, words), tokens[j].text.rstrip(".")
        if scale is None and (text in ("bn", "mn", "mln", "tn", "M") or (money and text in ("m", "b", "B", "k", "K"))):
            scale = words.letter[text.lower()]
        elif scale is None and text == "m" and _counts(tokens[j + 1] if j + 1 < len(tokens) else None):
            scale = words.letter["m"]
        if scale is None or numeral.value * scale > 1e16:
            return
        numeral.value, numeral.last, numeral.scale, numeral.grouped = scaled(numeral.value, scale), j, scale, None
        _rest(tokens, numeral, words)


def _rest(tokens: Sequence[Token], numeral: Numeral, words: NumberWords) -> None:
    """Adds what stands behind a scale as its rest, in translations: 12 thousand 432, 1 million 200 thousand."""
    i = numeral.last + 1
    if numeral.value is None or numeral.value % numeral.scale or i >= len(tokens):
        return
    text, below = tokens[i].text, _scale_at(tokens, i + 1, words)
    if not (text.isdecimal() and len(text) <= _GROUP and int(text)) or numeral.scale not in (1e3, 1e6, 1e9):
        return
    if below is not None and below * 1000 <= numeral.scale:
        numeral.value, numeral.last, numeral.scale = numeral.value + float(text) * below, i + 1, below
        _rest(tokens, numeral, words)
    elif below is None and numeral.scale == 1e3 and len(text) == _GROUP:
        numeral.value, numeral.last, numeral.scale = numeral.value + float(text), i, 1


_GROUP = 3
"""Digits of a group of a number."""


# --- words -----------------------------------------------------------------------------------------------------------


def _cardinal(tokens: Sequence[Token], i: int, words: NumberWords, *, opened: bool = False) -> Numeral | None:
    """A number in words: one hundred and twenty-five thousand.  `opened` by an article, it may begin with its scale."""
    total = current = 0.0
    last, scale, previous = i - 1, 1.0, ""
    for j in range(i, len(tokens)):
        word = tokens[j].lower
        small, large = words.cardinal.get(word), words.scale.get(word)
        if small is not None and _fits(small, previous):
            current, previous, scale, last = current + small, "tens" if small >= 20 else "unit", 1.0, j
        elif large is None and last >= i and _is_scale_of_many(tokens, j, words):  # "fifty thousands pensioners"
            total, current = total + current * words.scale[word[:-1]], 0
            previous, scale, last = "scale", words.scale[word[:-1]], j
        elif large is not None and (last >= i or opened):
            if large < 1000:
                current = current // 1000 * 1000 + (current % 1000 or 1) * large
            else:
                total, current = total + (current or 1) * large, 0
            previous, scale, last = "scale", large, j
        elif not (last >= i and j + 1 < len(tokens) and _joins(tokens, j, previous, words)):
            break
    return Numeral(i, last, total + current, "words", scale=scale) if last >= i else None


def _is_scale_of_many(tokens: Sequence[Token], j: int, words: NumberWords) -> bool:
    """Whether a scale stands in the plural behind its number, as translations have it."""
    word = tokens[j].lower
    behind = tokens[j + 1 : j + 2]
    counts = bool(behind) and (behind[0].pos == "NOUN" or behind[0].lower == "of")
    return counts and word in ("thousands", "millions") and word[:-1] in words.scale


def _fits(small: float, previous: str) -> bool:
    """Whether a small number continues what was read: five after twenty, any after a scale, never two after three."""
    return not previous or previous == "scale" or (previous == "tens" and 0 < small < 10)


def _joins(tokens: Sequence[Token], j: int, previous: str, words: NumberWords) -> bool:
    """Whether the hyphen or "and" at j stands inside a number: twenty-five, two hundred and six."""
    after = tokens[j + 1].lower
    if tokens[j].text in DASHES:
        return (previous == "tens" and 0 < words.cardinal.get(after, 0) < 10) or after in words.scale
    joined = tokens[j].lower == "and" and previous == "scale" and tokens[j - 1].lower != "dozen"
    return joined and after in words.cardinal


def _article(tokens: Sequence[Token], i: int, words: NumberWords) -> Numeral | None:
    """a hundred, a dozen, a few hundred, a quarter of a million, a million and a half, a third."""
    after = tokens[i + 1].lower
    found: Numeral | None = None
    if after in words.scale:
        found = _cardinal(tokens, i + 1, words, opened=True)
        if found and found.value and [t.lower for t in tokens[found.last + 1 : found.last + 4]] == ["and", "a", "half"]:
            found.value, found.last = found.value * 1.5, found.last + 3
    elif after == "few":
        found = _vague(tokens, i + 1, words)
    elif after in words.fraction:
        found = _scaled_fraction(tokens, i + 1, words)
    if found is None and after in words.ordinal and i + 2 < len(tokens) and tokens[i + 2].lower == "of":
        found = Numeral(i, i + 1, 1 / words.ordinal[after], "words", share=True)
    if found is not None:
        found.first = i
    return found


def _scaled_fraction(tokens: Sequence[Token], i: int, words: NumberWords) -> Numeral | None:
    """half a million, half-a-dozen, half million, quarter of a million."""
    value = words.fraction.get(tokens[i].lower)
    if value is None:
        return None
    j = i + 1
    while j < min(len(tokens), i + 5) and (tokens[j].lower in ("a", "of") or tokens[j].text in DASHES):
        j += 1
    scale = _scale_at(tokens, j, words)
    return Numeral(i, j, scaled(value, scale), "words", scale=scale) if scale else None


def _halved(tokens: Sequence[Token], found: Numeral | None, words: NumberWords) -> Numeral | None:
    """two and a half million, five and a half days: half of one of what follows."""
    if found is None or found.value is None or found.scale != 1 or found.value >= _HALVED:
        return found
    j = found.last + 1
    if [t.lower for t in tokens[j : j + 2]] != ["and", "a"] or j + 2 >= len(tokens):
        return found
    part = words.fraction.get(tokens[j + 2].lower)
    if part is None or [t.lower for t in tokens[j + 3 : j + 4]] == ["of"]:
        return found  # "two and a quarter of the crew"
    found.value, found.last = found.value + part, j + 2
    if (scale := _scale_at(tokens, j + 3, words)) is not None:
        found.value, found.last, found.scale = scaled(found.value, scale), j + 3, scale
    return found


_HALVED = 100
"""Whoever counts halves counts no more of them."""


def _share(tokens: Sequence[Token], found: Numeral | None, words: NumberWords) -> Numeral | None:
    """two thirds, one in three, 3 out of 5: a share, no count.  "5 in 10 days" is none."""
    if found is None or not found.value or found.value >= 100 or found.left or found.right:
        return found
    after = [t.lower for t in tokens[found.last + 1 : found.last + 4]]
    k = 1 if after[:1] and after[0] in DASHES else 0
    if len(after) > k and after[k] in words.ordinal and found.value < words.ordinal[after[k]]:
        return Numeral(found.first, found.last + k + 1, found.value / words.ordinal[after[k]], "words", share=True)
    for link in (["in"], ["in", "every"], ["out", "of"]):
        j = found.last + 1 + len(link)
        if after[: len(link)] != link or j >= len(tokens):
            continue
        whole = _cardinal(tokens, j, words) or (_digits(tokens, j, words) if tokens[j].text.isdigit() else None)
        if whole is None or not whole.value or not found.value < whole.value <= 100:
            continue
        then = tokens[whole.last + 1].lemma.lower() if whole.last + 1 < len(tokens) else ""
        if link == ["out", "of"] or (then not in words.units and found.value == 1):
            return Numeral(found.first, whole.last, found.value / whole.value, "words", share=True)
    return found


_DEGREES = frozenset({"as", "how", "so", "too", "this", "that"})
"""Before "many" and "few" they make a question or a comparison of it, no amount."""


def _vague(tokens: Sequence[Token], i: int, words: NumberWords) -> Numeral | None:
    """dozens, tens of thousands, several hundred, many thousands, a small number of."""
    lower, first = tokens[i].lower, i
    if lower in words.opened:
        while first > 0 and tokens[first - 1].lower in words.opened[lower]:
            first -= 1
        if first == i or (lower == "number" and (i + 1 >= len(tokens) or tokens[i + 1].lower != "of")):
            return None
    elif lower not in words.vague or (
        i > 0 and tokens[i - 1].lower in _DEGREES and not _heap(lower, words)
    ) or not _opens(tokens, i, words):
        return None
    last = i
    while last + 1 < len(tokens):
        after = [t.lower for t in tokens[last + 1 : last + 3]]
        if after[0] in words.scale or _heap(after[0], words):
            last += 1
        elif after[0] == "of" and len(after) > 1 and _heap(after[1], words):
            last += 2
        else:
            break
    return Numeral(first, last, None, "vague")


def _opens(tokens: Sequence[Token], i: int, words: NumberWords) -> bool:
    """Whether "some" at i is an amount: "some villagers", not "some 250 people" or "some time"."""
    if tokens[i].lower != "some":
        return True
    following = next((t for t in tokens[i + 1 : i + 4] if t.pos in ("NOUN", "PROPN", "NUM")), None)
    return following is not None and following.tag in ("NNS", "NNPS") and tokens[i + 1].lower not in words.scale


def _heap(word: str, words: NumberWords) -> bool:
    """Whether a word is an amount in the plural: the thousands of "tens of thousands"."""
    return word in words.vague and word.endswith("s")


def _none(tokens: Sequence[Token], i: int, words: NumberWords) -> Numeral | None:
    for length in (3, 2, 1):
        found = tuple(t.lower for t in tokens[i : i + length])
        if found in words.none:  # at the end of a sentence shorter than `length`
            return Numeral(i, i + len(found) - 1, 0.0, "none")
    return None
