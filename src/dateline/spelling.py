"""How alike two words are as spellings of one sound: folding to plain Latin letters, a key for indexes, a cost.

Romanisations differ in few, regular ways (kh and h, ian and yan, ou and u), which lexicon/en/spelling.toml lists with
a cost each.  The distance is that of Levenshtein (1966) with Damerau's swaps, over spellings of up to four letters
instead of single letters, and with vowels cheaper than consonants.  Of the general measures tried on transliterated
names (Jaro-Winkler, Metaphone, token sets) none separates Gegam/Gigham from Gegam/Gagik.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from dateline.lexicon import Entry as LexiconEntry
from dateline.lexicon import read

LONGEST = 40
"""Letters of a word that are compared; the cost of a comparison grows with their square."""
VOWELS = frozenset("aeiouy")
_WIDEST = 4
_SOUNDS = (("tch", "c"), ("sch", "s"), ("dzh", "j"), ("kh", "h"), ("zh", "j"), ("sh", "s"), ("ch", "c"), ("gh", "g"),
           ("ph", "f"), ("th", "t"), ("ts", "c"), ("tz", "c"), ("dj", "j"), ("ck", "k"), ("qu", "k"), ("q", "k"),
           ("x", "h"), ("w", "v"))  # fmt: skip


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """The text in lower-case ASCII letters, digits and spaces: other scripts romanised, accents and controls gone.

    A hyphen or another mark between letters counts as a space, an apostrophe as nothing; a full stop stays, since it
    tells an initial.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        if _TURKIC & set(text):
            text = text.translate(_TURKIC_LETTERS)
        text = text.translate(_LETTERS)
        text = anyascii("".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cc", "Cs")))
    return " ".join(re.sub(r"[^a-z0-9.&%]+", " ", re.sub(r"['`]", "", text.lower())).split())


_TURKIC = frozenset("əƏğĞıİşŞ")
_TURKIC_LETTERS = str.maketrans({"c": "j", "C": "J", "ç": "ch", "Ç": "Ch", "ş": "sh", "Ş": "Sh", "x": "kh", "X": "Kh"})
"""How Azerbaijani and Turkish read letters that other languages read otherwise: Hacıyev is Hajiyev."""
# where anyascii follows another habit than the names in news do
_LETTERS = str.maketrans({"ə": "a", "Ə": "A", "ğ": "gh", "ı": "i", "ö": "o", "ü": "u", "ä": "a", "ø": "o", "ʿ": "",
                          "ʼ": "", "’": "", "‘": "", "ʻ": "", "«": " ", "»": " ", "“": " ", "”": " ", "ь": "",
                          "ъ": ""})  # fmt: skip


@lru_cache(maxsize=50_000)
def key(word: str) -> str:
    """What the usual romanisations of a folded word have in common: its first sound and its consonants, for an index.

    >>> key("hakobyan") == key("khakopian")
    False
    >>> key("stepanyan") == key("stepanian")
    True
    """
    word = word[:LONGEST]
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    word = re.sub(r"c(?=[eiy])", "s", word)
    first = "a" if word[:1] in VOWELS else word[:1]
    rest = re.sub(r"[aeiouyhj]+", "", word[1:]).replace("z", "s").replace("c", "k").replace("v", "b")
    return first + re.sub(r"(.)\1+", r"\1", rest)


def parted(word: str) -> tuple[str, ...]:
    """The words of a folded word of an Arabic name: "servant of" and whom, however they are written.

    >>> parted("abduljalil"), parted("abdallah"), parted("abdul")
    (('abdel', 'jalil'), ('abdallah',), ('abdel',))
    """
    if _SERVANT.fullmatch(word):
        return ("abdel", word[5:])
    return ("abdel",) if word in ("abdul", "abdal", "abdel", "abd") else (word,)


_SERVANT = re.compile(r"abd[aeu]l(?!lah)[a-z]{4,}")


class Entry(LexiconEntry, frozen=True, kw_only=True):
    """Pairs of spellings of one sound ("kh h; ou u"; "us -": may be missing), and what one for the other costs."""

    cost: float
    pairs: str


@dataclass(frozen=True, slots=True, eq=False)
class Spelling:
    """The costs between spellings: `costs[a][b]`, both ways.  Equal only to itself, so that caches can use it."""

    costs: dict[str, dict[str, float]]

    def distance(self, a: str, b: str, limit: float = 99.0) -> float:
        """The cheapest way from one folded word to the other, 0 if they are the same; `limit` if that is dearer."""
        if a == b:
            return 0.0
        a, b = a[:LONGEST], b[:LONGEST]
        if abs(len(a) - len(b)) * 0.3 > limit:
            return limit
        size, width = len(a), len(b)
        ends = self._ends(b)
        without = [_missing(b, j) for j in range(1, width + 1)]
        rows: list[list[float]] = []
        lowest: list[float] = []
        for i in range(size + 1):
            steps = self._steps(a, i, ends)
            rows.append(_row(rows, a[:i], b, without, steps))
            lowest.append(min(rows[i]))
            if i > _WIDEST and min(lowest[-_WIDEST:]) >= limit:
                return limit
        return min(limit, rows[size][width] + _other_ending(a, b))

    def _ends(self, word: str) -> dict[str, list[int]]:
        """Where in the word each spelling that has a cost ends."""
        ends: dict[str, list[int]] = {}
        for j in range(len(word) + 1):
            for m in range(min(j, _WIDEST) + 1):
                if (part := word[j - m : j]) in self.costs:
                    ends.setdefault(part, []).append(j)
        return ends

    def _steps(self, word: str, i: int, ends: dict[str, list[int]]) -> dict[int, list[tuple[int, int, float]]]:
        """Which spellings that end before letter i of the word one of the other may stand for.

        By where the other ends: how many letters of this word, where the other begins, what it costs.
        """
        steps: dict[int, list[tuple[int, int, float]]] = {}
        for n in range(min(i, _WIDEST) + 1):
            for spelling, cost in self.costs.get(word[i - n : i], {}).items():
                m = len(spelling)
                for j in ends.get(spelling, ()) if n or m else ():
                    steps.setdefault(j, []).append((n, j - m, cost))
        return steps

    def apart(self, a: str, b: str, most: float = 1.0) -> float:
        """The distance a letter of two folded words: 0 the same, about 0.1 one name romanised twice, 1 the most; `most`
        or about that if it is more, which takes less time.
        """
        return 0.0 if a == b else _apart(self, a, b, most)


@lru_cache(maxsize=50_000)
def _apart(spelling: Spelling, a: str, b: str, most: float) -> float:
    length = (min(len(a), LONGEST) + min(len(b), LONGEST)) / 2
    return min(1.0, spelling.distance(a, b, most * length) / length) if length else 1.0


def _row(
    rows: Sequence[list[float]],
    a: str,
    b: str,
    without: Sequence[float],
    steps: dict[int, list[tuple[int, int, float]]],
) -> list[float]:
    """The cheapest ways from all of `a` to the first 0, 1, 2 ... letters of `b`; `rows` are those of its beginnings.

    `without` is what leaving out each letter of `b` costs.
    """
    row: list[float] = []
    i = len(a)
    above, letter, lacking = (rows[i - 1], _letter_costs(a[-1], b), _missing(a, i)) if i else ([], [], 0.0)
    for j in range(len(b) + 1):
        best = 0.0 if i == j == 0 else 99.0
        if i:
            best = above[j] + lacking
            if j:
                best = min(best, above[j - 1] + letter[j - 1])
                if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                    best = min(best, rows[i - 2][j - 2] + 0.6)
        if j and (cost := row[j - 1] + without[j - 1]) < best:
            best = cost
        for n, k, price in steps.get(j, ()):
            if (cost := (rows[i - n][k] if n else row[k]) + price) < best:
                best = cost
        row.append(best)
    return row


def _other_ending(a: str, b: str) -> float:
    """What it costs more that two words end in other vowels: Olivera is not Oliveri, but Georgiy may be Georgie."""
    x, y = a[-1:], b[-1:]
    return 0.5 if min(len(a), len(b)) > 2 and x != y and {x, y} <= _FULL_VOWELS else 0.0


_FULL_VOWELS = frozenset("aiou")


def _letter_costs(x: str, word: str) -> list[float]:
    """The cost of one letter for each of the word."""
    if x.isdigit():
        return [0.0 if x == y else 3.0 for y in word]
    vowel, other = (0.4, 1.4) if x in VOWELS else (1.4, 1.1)
    return [0.0 if x == y else vowel if y in VOWELS else 3.0 if y.isdigit() else other for y in word]


def _missing(word: str, end: int) -> float:
    """The cost of leaving out the letter before `end`; a doubled letter costs next to nothing, a first one more."""
    letter = word[end - 1]
    if end > 1 and word[end - 2] == letter:
        return 0.05
    cost = 0.6 if letter in VOWELS else 0.6 if letter == "h" else 3.0 if letter.isdigit() else 0.9
    return cost * 1.3 if end == 1 else cost


def load_spelling() -> Spelling:
    """The costs of lexicon/en/spelling.toml.  Errors: LexiconError."""
    costs: dict[str, dict[str, float]] = {}
    for a, b, cost in _pairs():
        for x, y in ((a, b), (b, a)):
            costs.setdefault(x, {}).setdefault(y, cost)
    return Spelling(costs)


def _pairs() -> Iterator[tuple[str, str, float]]:
    for entry in read("spelling", "spelling", Entry):
        for pair in entry.pairs.split(";"):
            a, b = ("" if spelling == "-" else spelling for spelling in pair.split())
            yield a, b, entry.cost
