"""Which words are names: the model's entities with their boundaries put right, and names that it passed over."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from dateline.annotate.entities.vocabulary import Names
from dateline.datelines import find_dateline
from dateline.records import EntityKind
from dateline.syntax import Sentence, Token

KINDS: dict[str, EntityKind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group",
    "EVENT": "other", "PRODUCT": "other", "WORK_OF_ART": "other", "LAW": "other", "LANGUAGE": "other",
}  # fmt: skip
"""The model's types (OntoNotes 5) as kinds of ours; dates and quantities are no names."""
NAME_PARTICLES = frozenset("de del dela della di da do dos das du la las los bin ibn binti van von der den".split())
"""Small words between the parts of one name: María del Carmen, Clan del Golfo."""
_PARTICLES = frozenset("al el bin ibn ben bint van von der den de del la da di dos du abu umm ul - ’ '".split())
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec
    i gmt utc bst est edt cst pst msk cet am pm a.m. p.m. ok covid-19 covid internet god""".split()
)


class Span:
    """A name in the making: tokens `first` up to but not including `last` of a sentence."""

    __slots__ = (
        "again",
        "around",
        "capitals",
        "dateline",
        "first",
        "form",
        "kind",
        "last",
        "model",
        "owner",
        "role",
        "sentence",
        "text",
        "tokens",
        "told",
        "why",
    )  # fmt: skip

    def __init__(self, sentence: Sentence, first: int, last: int, model: str, why: str):
        self.sentence, self.first, self.last, self.model = sentence, first, last, model
        self.kind: EntityKind = KINDS.get(model, "other")
        self.role: str | None = None
        self.form = "name"
        self.dateline = False
        self.capitals = False
        """Does it stand in a line all in capitals?"""
        self.around: Span | None = None
        """The name that it is a part of; `told` says whether it is a mention of its own there."""
        self.told = True
        self.owner = ""
        """Of a body that every state has, whose it is (see owners.py)."""
        self.again = False
        """Was it found only because the report has the name in another place, too?"""
        self.why: list[str] = [why]
        self.settle()

    def settle(self) -> None:
        """Takes up its tokens and text after its ends have moved."""
        self.tokens = self.sentence.tokens[self.first : self.last]
        self.text = self.sentence.text[self.start : self.end] if self.tokens else ""

    @property
    def start(self) -> int:
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        return self.sentence.tokens[self.last - 1].end

    @property
    def head(self) -> Token:
        """The token of the span that the others hang on."""
        first, last = self.first, self.last
        for token in self.tokens:
            head = token.head
            if head is token or not first <= head.i < last:
                return token
        return self.tokens[-1]

    @property
    def before(self) -> Token | None:
        return self.sentence.tokens[self.first - 1] if self.first else None

    @property
    def after(self) -> Token | None:
        return self.sentence.tokens[self.last] if self.last < len(self.sentence.tokens) else None


def find_spans(sentences: Sequence[Sentence], names: Names) -> list[Span]:
    """The names of a report in the order of the text, none overlapping another; kinds are the model's first guess."""
    found = []
    for sentence in sentences:
        capitals = in_capitals(sentence) and sentence.tokens[-1].text not in _DASHES  # "GOMA (DS) -" is a dateline
        for span in _in_sentence(sentence, names, capitals):
            span.capitals = capitals
            found.append(span)
    return found


def _in_sentence(sentence: Sentence, names: Names, capitals: bool) -> Iterator[Span]:
    known = list(_known(sentence, names, capitals))
    known += [s for s in _labelled(sentence, names) if not any(s.first < k.last and k.first < s.last for k in known)]
    taken = {i for span in known for i in range(span.first, span.last)}
    others = (s for s in _by_model(sentence, names, capitals) if taken.isdisjoint(range(s.first, s.last)))
    yield from sorted([*known, *others], key=lambda span: span.first)


def _known(sentence: Sentence, names: Names, capitals: bool) -> Iterator[Span]:
    """Organisations and peoples whose names of several words the vocabulary has: the model parts some of them."""
    end = 0
    for token in sentence.tokens:
        if token.text not in names.long or token.i < end:
            continue
        for name in names.long[token.text]:
            stop = token.start + len(name)
            last = sentence.at(stop - 1) if sentence.text.startswith(name, token.start) else None
            if last is None or last.end != stop:
                continue
            if last is token and (token.entity[2:] in KINDS or (capitals and len(name) < 4)):
                continue  # "OCHA Addis Ababa"; "MAN WHO FLED"
            people = name.lower() in names.peoples
            if people and _is_part(sentence, token.i, last.i + 1):
                continue
            end = last.i + 1
            model, why = ("NORP", "known people") if people else ("ORG", "known organisation")
            yield Span(sentence, token.i, end, model, why)
            break


def _labelled(sentence: Sentence, names: Names) -> Iterator[Span]:
    """Names that are words of the language, right behind what they name: "the aid group Doctors for All".  The model
    sees a part of them or nothing.
    """
    tokens = sentence.tokens
    for label in tokens[1:-1]:
        tells, _ = names.before.get(label.lower, ("", 0.0))
        first = label.i + 1
        if tells != "organisation" or label.tag != "NN" or not _is_worded(tokens[first]):
            continue
        last, at = first + 1, first + 1
        while at < len(tokens) and (tokens[at].lower in _LINKS or tokens[at].text[:1].isupper()):
            at += 1
            last = at if tokens[at - 1].text[:1].isupper() else last
        if last > first + 1 and any(t.lower in _DETERMINED for t in tokens[max(0, label.i - 3) : label.i]):
            yield Span(sentence, first, last, "ORG", f"behind {label.lower!r}")


def _is_worded(token: Token) -> bool:
    return token.text[:1].isupper() and token.text[1:].islower() and token.lower not in _CALENDAR


_LINKS = frozenset("for of without against the and".split())
_DETERMINED = frozenset("the a an another its".split())


def _is_part(sentence: Sentence, first: int, last: int) -> bool:
    """Does the model see a longer name here: "South Korean Foreign Ministry"?"""
    tokens = sentence.tokens
    return tokens[first].entity.startswith("I-") or (last < len(tokens) and tokens[last].entity.startswith("I-"))


def _by_model(sentence: Sentence, names: Names, capitals: bool) -> Iterator[Span]:
    tokens = sentence.tokens
    taken = 0 if capitals else _dateline(sentence)
    if taken and sentence.text[tokens[0].start : tokens[taken - 1].end] in names.known:
        taken = 0  # "NATO: We have no information"
    if taken:
        span = Span(sentence, 0, taken, "", "dateline")
        span.dateline = True
        yield span
    elif len(tokens) > 1 and tokens[1].text == ":" and tokens[0].tag in ("NN", "NNP") and not tokens[0].entity:
        yield Span(sentence, 0, 1, "", "label of a title")
        taken = 1
    for first, last, model in _chunks(tokens):
        first = max(first, taken)
        yield from _passed_over(sentence, taken, first, names, capitals)
        taken = first
        for repaired in _repaired(sentence, first, last, model, names):
            if (kept := _undone(repaired, names)) is None:
                continue
            yield from _passed_over(sentence, taken, kept.first, names, capitals)
            yield kept
            taken = kept.last
        taken = max(taken, last) if model in ("", "other") else taken
    yield from _passed_over(sentence, taken, len(tokens), names, capitals)


def _dateline(sentence: Sentence) -> int:
    """How many tokens at the head of a line are the town in capitals that says where the report is from, else 0.

    The town of a dateline, or one before a colon or a day in digits, as wires of the nineties have it.  A town in small
    letters is left to the model: "Hamilton Field, 27 March 1949 -- 1 April 1950" lists where a squadron was.
    """
    tokens = sentence.tokens
    end = 0
    while end < min(6, len(tokens)) and (
        (tokens[end].text.isupper() and len(tokens[end].text) > 1)
        or (tokens[end].text == "-" and end > 0 and tokens[end].start == tokens[end - 1].end)
    ):
        end += 1
    if not end or tokens[end - 1].text == "-" or end == len(tokens) or not any(len(t.text) > 2 for t in tokens[:end]):
        return 0
    labels = tokens[end].text == ":" or re.match(r"(?:19|20)\d\d", tokens[end].text) is not None
    return end if labels or find_dateline(sentence.text, sentence.start) is not None else 0


def shared_noun(span: Span, plurals: Mapping[str, str]) -> str:
    """The noun that a list shares: "county" in "Clay, Becker and Wilkin counties", "village" in "the villages of X, Y".

    `plurals` gives the nouns by their plurals.  Empty where the name stands in no such list.
    """
    tokens = span.sentence.tokens
    i, parted = span.last, False
    while i < min(len(tokens), span.last + LIST) and _in_list(tokens[i]):
        parted = parted or not tokens[i].text[:1].isupper()
        i += 1
    listed = parted and any(token.text[:1].isupper() for token in tokens[span.last : i])
    parted = parted or (span.before is not None and span.before.text in _BETWEEN)
    if parted and i < len(tokens) and (noun := plurals.get(tokens[i].lower, "")):
        return noun
    i = span.first - 1
    if i > 1 and tokens[i].lower == "the":
        i -= 1
    while i > max(1, span.first - LIST) and _in_list(tokens[i]):
        i -= 1
        listed = True
    # "two districts of Gaza City" is no list
    return plurals.get(tokens[i - 1].lower, "") if listed and i > 0 and tokens[i].lower == "of" else ""


LIST = 24
"""Tokens of a list that shares a noun."""
_BETWEEN = frozenset(", and or &".split())


def _in_list(token: Token) -> bool:
    return token.text in _BETWEEN or token.text[:1].isupper()


_DASHES = frozenset("-- - – —".split())


def in_capitals_lines(
    sentences: Sequence[Sentence], spans: Sequence[Span], sure: Callable[[str], bool], longest: int = 5
) -> list[Span]:
    """Names in lines of capitals: those that the rest of the report writes with small letters, and well-known ones.

    `sure` tells whether a name is well known; the model sees little in such lines.
    """
    written = {span.text.lower() for span in spans if not span.capitals}
    written |= {span.tokens[-1].lower for span in spans if not span.capitals and span.model == "PERSON"}
    taken = {(id(span.sentence), i) for span in spans for i in range(span.first, span.last)}
    found = []
    for sentence in sentences:
        tokens = sentence.tokens
        if not in_capitals(sentence):
            continue
        i = 0
        while i < len(tokens):
            for n in range(min(longest, len(tokens) - i), 0, -1):
                text = sentence.text[tokens[i].start : tokens[i + n - 1].end].lower()
                if not (tokens[i].text.isalpha() and tokens[i + n - 1].text.isalpha()):
                    continue
                free = not any((id(sentence), k) in taken for k in range(i, i + n))
                if free and (text in written or (len(text) > 3 and sure(text))):
                    span = Span(sentence, i, i + n, "", "in capitals")
                    span.capitals = True
                    found.append(span)
                    i += n - 1
                    break
            i += 1
    return found


def in_capitals(sentence: Sentence) -> bool:
    """Is it a line in capitals, where they tell nothing?"""
    words = small = 0
    most = 0.3 * len(sentence.tokens)
    for token in sentence.tokens:
        text = token.text
        if len(text) > 1 and text.isalpha():
            words += 1
            if not text.isupper():
                small += 1
                if small > most:
                    return False  # as nearly all lines are
    return words > 1 and words - small > 0.7 * words


def _chunks(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """(first, last, type) of the model's entities that are names."""
    first, model = 0, ""
    for i, token in enumerate(tokens):
        if not model and not token.entity:
            continue  # as with most words
        if (token.text == "-" or (i and tokens[i - 1].text == "-")) and _joins(tokens, i):
            continue
        if not token.entity.startswith("I-") or token.entity[2:] != model:
            if model in KINDS:
                yield first, i, model
            first, model = i, token.entity[2:]
        elif model in KINDS and _parts(tokens, i, model):
            # names run together: "Suite / Amika", "Iglesias & others", "Goris, Armenia"
            yield first, i, model
            first = i + 1
    if model in KINDS:
        yield first, len(tokens), model


def _parts(tokens: Sequence[Token], i: int, model: str) -> bool:
    """Does the token part two names inside one entity?  Brackets and dashes do, a hyphen inside a word does not."""
    token = tokens[i]
    if token.text in _PARTING or token.text == {"PERSON": "&", "GPE": ","}.get(model, "/"):
        return True
    if token.text not in _DASHES:
        return False
    return tokens[i - 1].end < token.start and i + 1 < len(tokens) and token.end < tokens[i + 1].start


_PARTING = frozenset("/ ; | : ( ) [ ] -LRB- -RRB-".split())


def _joins(tokens: Sequence[Token], i: int) -> bool:
    """Does a hyphen tie the token to a name of which the model saw only the first half: "Nagorno-Karabakh"?"""
    if not 0 < i < len(tokens) or tokens[i].entity.startswith("B-"):
        return False
    hyphen = i if tokens[i].text == "-" else i - 1
    if not 0 < hyphen < len(tokens) - 1 or tokens[hyphen].text != "-" or not tokens[hyphen - 1].entity:
        return False
    left, right = tokens[hyphen - 1], tokens[hyphen + 1]
    return (
        left.end == tokens[hyphen].start
        and tokens[hyphen].end == right.start
        and right.text[:1].isupper()
        and not right.entity
    )


def _repaired(sentence: Sentence, first: int, last: int, model: str, names: Names) -> Iterator[Span]:
    """The entity without what does not belong to a name, or the names it consists of."""
    tokens = sentence.tokens
    role_first = first
    if model == "PERSON" and last - first > 2 and _of_an_office(tokens, first, names):
        # "President of Azerbaijan Ilham Aliyev"
        yield Span(sentence, first, first + 1, "", "of an office")
        first = role_first = first + 1
    while first < last and _no_beginning(tokens[first], model, names, last - first, KINDS[model]):
        first += 1
    while first < last and _no_end(tokens[last - 1], model):
        last -= 1
    if first >= last or not any(t.text[:1].isupper() or t.text[:1].isdigit() for t in tokens[first:last]):
        return
    if last - first == 1 and tokens[first].text.isdigit():
        return  # "1428 children": a number alone is nobody
    if model == "ORG" and last - first == 1 and _of_an_office(tokens, first, names):
        return  # "Secretary of State"
    if model == "ORG" and last - first == 1 and tokens[first].lower in names.title_parts:
        return  # "Defence Minister"
    if (
        model == "ORG"
        and tokens[first].lower in names.offices
        and not any(t.lower in names.organisation_words for t in tokens[first:last])
    ):
        return  # "Ombudsman for Human Rights": an office, no organisation
    if model == "PERSON" and last - first == 1 and tokens[first].lower in names.peoples:
        model = "NORP"
    while model == "PERSON" and last - first > 1 and _second_syllable(tokens, last):
        last += 2
    span = Span(sentence, first, last, model, f"model: {model}")
    if span.kind == "person" and first > role_first:
        span.role = sentence.text[tokens[role_first].start : tokens[first - 1].end]
    yield span


def _second_syllable(tokens: Sequence[Token], i: int) -> bool:
    """Do a hyphen and small letters belong to the given name before them: "Ban Ki-moon", "Lee Hsien-loong"?"""
    if i + 1 >= len(tokens) or tokens[i].text != "-" or not tokens[i + 1].text.isalpha():
        return False
    return tokens[i + 1].entity == "I-PERSON" and tokens[i].end == tokens[i + 1].start


def _of_an_office(tokens: Sequence[Token], i: int, names: Names) -> bool:
    """Does "president of" or the like stand before the token?"""
    if i < 2 or tokens[i - 1].lower != "of":
        return False
    return tokens[i - 2].lower in names.offices or tokens[i - 2].lower in names.titles


def _no_beginning(token: Token, model: str, names: Names, left: int, kind: EntityKind) -> bool:
    """Can no name of this kind begin with the token, if others follow?"""
    if token.tag in ("DT", "PRP$", "POS", "IN", "CC", "WDT", "RB") and not token.text[:1].isupper():
        return True
    if token.lower in ("the", "a", "an", "every", "’s", "'s", "née") or not any(c.isalnum() for c in token.text):
        return True
    if token.text in ("-LRB-", "-RRB-"):
        return True
    if kind == "place" and left > 1 and token.tag in ("VBN", "VBG"):
        return True
    if kind == "organisation" and left > 1 and token.text.islower() and token.tag in ("JJ", "NN", "NNS", "VBN"):
        return token.lower not in _PARTICLES  # "paramilitary Rapid Support Forces"
    if kind == "person" and left > 1:
        return token.lower in names.titles or token.lower in names.title_parts or token.lower in names.offices or (
            token.lower in names.peoples and names.peoples[token.lower] != "") or (
            token.text.islower() and token.lower not in _PARTICLES)  # fmt: skip
    return False


def _undone(span: Span, names: Names) -> Span | None:
    """The name without what happened there and how many it befell, where it stands for a place: "in Iran Kills 10"."""
    tokens, last = span.sentence.tokens, span.last
    behind = span.first > 0 and tokens[span.first - 1].lower in _WHERE
    if span.kind == "place" or (behind and span.model in ("", "EVENT")):
        while span.first < last and _is_deed(tokens, span.first, last, names):
            last -= 1
    if last == span.last:
        return span
    model = span.model if span.kind == "place" else ""
    return Span(span.sentence, span.first, last, model, "without what happened there") if span.first < last else None


_WHERE = frozenset({"in", "at", "near", "outside"})


def _is_deed(tokens: Sequence[Token], first: int, last: int, names: Names) -> bool:
    end = tokens[last - 1]
    counts = end.text.isdigit() and last - 1 > first and tokens[last - 2].lower in names.deeds
    return counts or end.lower in names.deeds


def _no_end(token: Token, model: str) -> bool:
    """Can no name end with the token?"""
    if token.text in _NOT_LAST or (token.tag in _NOT_LAST_TAGS and token.text != ")"):
        return True
    if token.lower in _WARDS:
        return False
    if token.tag == "CD" and token.dep == "nummod" and token.head.i > token.i:
        return True  # "in Derna 210 houses were hit"
    lower = token.text.islower() and token.text.isalpha() and token.tag not in ("FW", "CD")
    return KINDS[model] in ("person", "place", "organisation") and lower


_NOT_LAST = frozenset("-LRB- -RRB- & 's ’s ( \" ” “ - –".split())
_NOT_LAST_TAGS = frozenset("POS CC IN DT , : '' `` -LRB- HYPH VBD VBZ".split())


def _passed_over(sentence: Sentence, first: int, last: int, names: Names, capitals: bool) -> Iterator[Span]:
    """Runs of proper nouns that the model took for no name; their kind is found out later, or they are let go."""
    tokens = sentence.tokens
    i = first if not capitals else last
    while i < last:
        if not (
            _proper(tokens[i], capitals, i == 0, names)
            or (i > 2 and tokens[i - 1].text == "(" and _abbreviates(tokens, i))
        ):
            i += 1
            continue
        j = i + 1
        while j < last and (_proper(tokens[j], capitals, False, names) or _tied(tokens, j) or _small(tokens, j, last)):
            j += 1
        if (span := _undone(Span(sentence, i, j, "", "capitals"), names)) is not None:
            yield span
        i = j


def _abbreviates(tokens: Sequence[Token], i: int) -> bool:
    """Is the token the initials of the name before its brackets, whatever the parser takes it for: "(WHO)"?"""
    text = tokens[i].text
    if not (
        1 < len(text) < 8 and text.isupper() and text.isalpha() and tokens[min(i + 1, len(tokens) - 1)].text == ")"
    ):
        return False
    initials = [t.text[0] for t in tokens[max(0, i - 1 - 2 * len(text)) : i - 1] if t.text[:1].isupper()]
    return "".join(initials).endswith(text)


def _small(tokens: Sequence[Token], i: int, last: int) -> bool:
    """Is the token a particle inside a name: "Clan del Golfo"?"""
    return tokens[i].text in NAME_PARTICLES and i + 1 < last and tokens[i + 1].text[:1].isupper()


def _tied(tokens: Sequence[Token], i: int) -> bool:
    """Do hyphens tie the token into a name: Port-au-Prince, Carrefour-Feuilles, Shonai-cho?"""
    if tokens[i].text == "-":
        nxt = tokens[i + 1] if i + 1 < len(tokens) else None
        if nxt is None or tokens[i - 1].end != tokens[i].start or tokens[i].end != nxt.start or nxt.entity:
            return False
        more = i + 2 < len(tokens) and tokens[i + 2].text == "-" and nxt.end == tokens[i + 2].start
        return nxt.text[:1].isupper() or (nxt.text.isalpha() and (more or nxt.lower in _WARDS))
    return tokens[i - 1].text == "-" and tokens[i - 1].end == tokens[i].start and tokens[i].text.isalpha()


_WARDS = frozenset("cho shi ku gun machi mura dong ri gu myeon eup do si".split())
"""What Japanese and Korean names of towns and wards end in, behind a hyphen."""


def _initials(token: Token) -> bool:
    """Are they initials that the parser takes for a common noun: "the FARDC"?"""
    text = token.text
    if not (2 < len(text) < 8 and text.isupper() and text.isalpha() and token.tag.startswith("NN")):
        return False
    return token.sentence.tokens[token.i - 1].lower == "the"


def _proper(token: Token, capitals: bool, opens: bool, names: Names) -> bool:
    """Does the token look like (part of) a name?"""
    if (
        not token.text[:1].isupper()
        or token.lower in _CALENDAR
        or token.lower in names.titles
        or token.entity[2:] in KINDS
    ):
        return False
    if token.lower in names.peoples or (_initials(token) and not capitals and not opens):
        return True
    return token.tag in ("NNP", "NNPS") and bool(re.search(r"\w\w|\w\.", token.text))
