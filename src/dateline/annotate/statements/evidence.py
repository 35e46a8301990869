"""What speaks for and against a candidate, each circumstance with a name; what each weighs is data."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, islice

from dateline.annotate.statements.quotes import Quote, Quoted
from dateline.annotate.statements.sources import closes, goes_on_from, quoted_saying
from dateline.annotate.statements.spans import Candidate
from dateline.annotate.statements.vocabulary import CueWords
from dateline.records import Span
from dateline.syntax import Token

MODALS = {
    "can",
    "could",
    "may",
    "might",
    "must",
    "shall",
    "should",
    "will",
    "would",
    "'ll",
    "’ll",
    "'d",
    "’d",
    "ca",
    "wo",
}
SELF = {"i", "we", "me", "us", "my", "our"}
NOBODY = {"nobody", "none", "neither", "noone"}
OPENERS = {"that", "to", "whether", "if", "how", "what", "why", "who", "where", "when", "for"}
BESIDE = 40
"""Characters between a cue and a quotation that may be its content."""
CLOSE = 25
"""Characters between a quotation that ends in a comma and the cue that it belongs to, at most."""
ALL = 0.9
"""The share of a content in quotation marks from which it counts as all quoted."""
SPEAKERS = {"PERSON", "ORG", "GPE", "NORP"}


@lru_cache(maxsize=2048)
def kind_of(frame: str) -> str:
    """The kind of a frame: without its preposition."""
    return frame.split(" ")[0] if frame.startswith(("adj", "noun")) else frame.split(":")[0].rstrip(",")


def source_key(token: Token | None, path: str) -> str:
    """What a source is counted under: the kind of a name, a pronoun, a noun's lemma, or how it is missing."""
    if token is None:
        return f"<{path}>"
    kind = token.entity[2:]
    if kind in SPEAKERS:
        return f"<{kind.lower()}>"
    if token.pos == "PRON" or token.tag in ("PRP", "PRP$", "WP", "WDT"):
        return token.lower
    return "<name>" if token.pos == "PROPN" else token.lemma.lower()


def content_key(candidate: Candidate, kind: str) -> str:
    """What a content is counted under: the kind of its frame and the lemma of its head."""
    head = candidate.head
    if head is None:
        return f"{kind} <none>"
    if head.pos in ("VERB", "AUX"):
        return f"{kind} {head.tag} {head.lemma.lower()}"
    if head.entity:
        return f"{kind} <{head.entity[2:].lower()}>"
    return f"{kind} <{head.pos.lower()}>" if head.pos in ("PRON", "PROPN", "NUM") else f"{kind} {head.lemma.lower()}"


def governor_key(candidate: Candidate, kind: str) -> str:
    """What the word above a cue is counted under: the kind of frame, how the cue hangs on it, its lemma."""
    cue = candidate.cue
    above = "<root>" if cue.head is cue else cue.head.lemma.lower()
    return f"{kind} {cue.dep} {above}"


def object_key(candidate: Candidate, kind: str) -> str:
    """What an object of the cue beside the content is counted under: "made [a plea] for"."""
    head = candidate.head
    for child in candidate.cue.children:
        if child.dep in ("dobj", "acomp", "prt") and child is not head:
            return f"{kind} {child.lemma.lower()}"
    return f"{kind} <none>"


def evidence(candidate: Candidate, content: list[Span], quoted: Quoted, words: CueWords) -> list[str]:
    """The circumstances of a candidate, by name; `content` is its content with quotations whole."""
    kind = kind_of(candidate.frame)
    return list(chain(
        _frame(candidate, kind, words), _around_cue(candidate.cue, kind), _quotation(candidate, content, quoted, kind),
        _source(candidate, quoted, kind), _content(candidate, content, kind), _sentence(candidate.cue),
    ))  # fmt: skip


def _frame(candidate: Candidate, kind: str, words: CueWords) -> Iterator[str]:
    tag = candidate.cue.tag
    if _says_nothing(candidate.cue, words):
        yield "says nothing"
    if quoted_saying(candidate.cue) is not None:
        yield "quoted as saying"
    if candidate.cue.pos == "VERB" and closes(candidate.cue):
        yield "cue closes the sentence"
        yield f"{kind} cue closes the sentence"
    if candidate.source is not None and candidate.cue.lemma in words.talking and _behind_semicolon(candidate.source):
        yield "source behind a semicolon"
    if candidate.frame == "ccomp<" and candidate.cue.lemma in words.talking and _passes_on(candidate.cue):
        yield "passes on"
    if candidate.cue.pos == "VERB":
        yield from _by_vocabulary(candidate, kind, words)
    if kind == "noun" and words.entry(candidate) is None:
        yield "noun not of speech"
    yield from _names_of_frame(candidate.frame, kind, candidate.path, tag, candidate.cue.dep)
    if kind in TOLD and candidate.path == "subject" and candidate.cue.lemma in words.talking and _speaks(candidate):
        yield "somebody tells"
        if candidate.cue.lemma == "tell" and candidate.cue.child("dobj", "dative") is not None:
            yield "somebody is told"
    if kind == "noun" and candidate.cue.dep == "dobj" and candidate.cue.head.lemma in words.reacting:
        yield "noun reacted to"


@lru_cache(maxsize=8192)  # to write the same names again and again took longer than to weigh them
def _names_of_frame(frame: str, kind: str, path: str, tag: str, dep: str) -> tuple[str, ...]:
    return (f"frame {frame}", f"kind {kind}", f"path {path}", f"{kind} path {path}", f"cue is {tag}",
            f"{kind} cue is {tag}", f"cue as {dep}")  # fmt: skip


TOLD = {"ccomp", "ccomp<", "ccomp&", "ccomp|", "all<"}
HELD_BACK = MODALS | {"to", "not", "n't", "n’t", "never"}


def _speaks(candidate: Candidate) -> bool:
    """ "The rescue workers had told her that": a noun or name, and nothing that makes less than speech of it."""
    source, cue = candidate.source, candidate.cue
    if source is None or source.pos not in ("NOUN", "PROPN") or cue.tag not in ("VBD", "VBZ", "VBP", "VBN", "VBG"):
        return False
    return all(c.lower not in HELD_BACK and (c.dep != "mark" or c.lower == "that") for c in cue.children)


def _by_vocabulary(candidate: Candidate, kind: str, words: CueWords) -> Iterator[str]:
    """What words say that the counted text does not hold often enough."""
    cue = candidate.cue
    if cue.tag == "VBG" and kind == "ccomp" and candidate.path == "governor" and goes_on_from(cue, words):
        yield "goes on from speech"
    if cue.lemma == "go" and kind in ("colon", "quote") and any(c.lower == "on" for c in cue.children):
        yield "goes on speaking"
    if cue.lemma not in words.talking and _cannot_speak(candidate, words):
        yield "source cannot speak"
    if cue.lemma in words.deeds and kind in DONE:
        yield "cue is a deed"
    elif kind in HELD and cue.lemma not in words.speaking and not _opens_with_that(candidate.head):
        yield "cue not of speech"


def _opens_with_that(clause: Token | None) -> bool:
    """ "Relates that the road was shut": whatever the verb is, it tells."""
    that = None if clause is None else clause.child("mark")
    return that is not None and that.lower == "that"


DONE = {"xcomp", "obj", "obj+", "obj++", "oprd", "prep", "subj", "acl<", "rel"}
HELD = DONE | {"ccomp", "ccomp<", "colon", "aside", "aside-conj", "aside-advcl"}
"""Kinds in which political news holds much to be told that is only done or wanted: "wants to end", "has set up"."""
LIVING = ("er", "or", "ist", "man", "men", "ian", "ant", "ent", "ee", "body", "one")
"""Ends of words for people, plural or not."""


def _cannot_speak(candidate: Candidate, words: CueWords) -> bool:
    """ "The concrete pinned her": a noun for nobody, no body and no paper."""
    source = candidate.source
    if source is None or source.pos != "NOUN" or source.entity or not source.text.islower():
        return False
    if ("noun", source.lemma) in words.entries or candidate.path not in ("subject", "conj"):
        return False
    return not ({source.lemma.lower(), source.lower} & words.voices or source.lower.removesuffix("s").endswith(LIVING))


def _behind_semicolon(source: Token) -> bool:
    return source.left > 0 and source.sentence.tokens[source.left - 1].text == ";"


def _passes_on(cue: Token) -> bool:
    """ "According to the mayor, nine died, the agency reports.": whoever closes the sentence passes it on."""
    tokens = cue.sentence.tokens
    return tokens[0].lower == "according" and cue.i + 2 >= len(tokens)


DECLINING = {"decline", "refuse"}
ABLE = {"could", "can", "ca"}
GIVING = {"give", "provide", "offer", "make"}


def _says_nothing(cue: Token, words: CueWords) -> bool:
    """ "Did not elaborate", "asking not to be named", "sharing footage", "it would be recalled that"."""
    if cue.tag == "VBN" and (nobody := cue.child("nsubjpass")) is not None and nobody.lower == "it":
        if any(c.dep == "aux" and c.lower in MODALS for c in cue.children):
            return True
    elif cue.dep == "dobj" and cue.head.lemma in GIVING and _is_negated(cue.head):
        return True
    if cue.dep == "xcomp" and cue.tag == "VB" and cue.head.lemma == "be" and cue.head.child("acomp") is not None:
        subject = cue.head.child("nsubj")
        if subject is not None and subject.lower == "it":
            return True  # "it would be better to talk of"
    if cue.dep == "xcomp" and cue.head.lemma in DECLINING and cue.lemma in words.unsaid:
        return True  # "declined to say whether"
    if cue.dep == "pcomp" and cue.head.lower == "without" and cue.lemma in words.withheld:
        return True  # "left without saying whether"
    if cue.lemma in words.silent or (cue.lemma in words.naming and cue.dep != "xcomp"):
        return cue.pos == "VERB" and _is_negated(cue)
    silence = SAYING_NOTHING.get(cue.lemma)
    return cue.lemma in words.shown if silence is None else silence(cue, words)


def _is_negated(word: Token) -> bool:
    return any(c.dep == "neg" for c in word.children)


def _not_known(cue: Token, _words: CueWords) -> bool:
    """ "Could not verify", "neither confirmed nor denied"."""
    if (denied := cue.child("conj")) is not None and denied.lemma == "deny" and _left_open(denied, _words):
        return True
    return any(c.lower in ABLE for c in cue.children) and _is_negated(cue)


def _left_open(cue: Token, _words: CueWords) -> bool:
    """ "Neither confirmed nor denied", "would not confirm or deny"."""
    above = cue.head
    if cue.dep != "conj" or above.lemma not in ("confirm", "verify"):
        return False
    joining = (c for c in above.children if c.dep in ("preconj", "cc"))
    return _is_negated(above) or any(c.lower in ("neither", "nor") for c in joining)


def _not_told(cue: Token, _words: CueWords) -> bool:
    """ "Did not say who had fired": nothing is said of it."""
    clause = cue.child("ccomp", "xcomp")
    opening = None if clause is None else cue.sentence.tokens[clause.left]
    asks = opening is not None and (opening.tag in ("WP", "WRB", "WDT", "WP$") or opening.lower in ("whether", "if"))
    return asks and opening is not None and opening.i > cue.i and _is_negated(cue)


def _declined(cue: Token, words: CueWords) -> bool:
    clause = cue.child("xcomp")
    if clause is None:
        return False
    unsaid = clause.lemma in words.unsaid and cue.lemma in words.withholding
    return unsaid or clause.lemma in words.naming | words.silent


def _asked_in_vain(cue: Token, words: CueWords) -> bool:
    """ "Did not respond to requests for a comment", "asked us not to use his name", "insisted on anonymity"."""
    if cue.pos == "NOUN":
        return any(t.lemma in words.silent and _is_negated(t) for t in islice(cue.ancestors(), 2))
    if any(c.dep == "prep" and (on := c.child("pobj")) is not None and on.lemma == "anonymity" for c in cue.children):
        return True
    clause = cue.child("xcomp", "ccomp")
    if clause is None:
        return False
    named, told = clause.child("nsubjpass"), clause.child("dobj")
    if named is not None and named.lemma == "name":
        return True
    only = any(c.lower == "only" for c in clause.children)
    if only or _is_negated(clause):
        return clause.lemma in words.naming or (told is not None and told.lemma == "name")
    return False


def _showed(cue: Token, words: CueWords) -> bool:
    """ "Sharing footage"."""
    shown = cue.child("dobj")
    return shown is not None and shown.lemma in words.shown


SAYING_NOTHING: Mapping[str, Callable[[Token, CueWords], bool]] = {
    **dict.fromkeys(("verify", "confirm"), _not_known),
    "deny": _left_open,
    **dict.fromkeys(("say", "explain", "reveal", "disclose", "know"), _not_told),
    **dict.fromkeys(DECLINING, _declined),
    **dict.fromkeys(("ask", "insist", "prefer", "request", "speak"), _asked_in_vain),
    **dict.fromkeys(("share", "post", "publish"), _showed),
}
"""When a cue says nothing, by its lemma."""


def _around_cue(cue: Token, kind: str) -> Iterator[str]:
    for child in cue.children:
        dep = child.dep
        if dep == "neg":
            yield "cue negated"
        elif dep == "aux":
            plain = child.lower in MODALS or child.lower == "to"
            yield f"cue after {child.lemma.lower()}" if plain else f"cue after {child.lemma.lower()} {cue.tag}"
        elif dep == "mark":
            yield f"cue in clause of {child.lower}"
        elif dep == "prt":
            yield "cue with particle"
        elif dep == "dobj":
            yield f"{kind} cue with object"
        elif dep == "ccomp":
            yield f"{kind} cue with clause"
        elif dep == "advmod" and child.i < cue.i and child.lower in OPENERS:
            yield "cue asked for"


def _quotation(candidate: Candidate, content: list[Span], quoted: Quoted, kind: str) -> Iterator[str]:
    cue = candidate.cue
    if quoted.at(cue.start) is not None and candidate.path != "label":
        if _quotes_within(cue, content, quoted):
            yield "quotation told within a quotation"
        yield "cue in quotation"
        if candidate.source is not None and candidate.source.lower not in SELF | {"you", "it", "that", "which"}:
            yield "somebody else in quotation"
        yield f"{kind} cue in quotation"
        return
    text = cue.sentence.text
    touched = [(piece, quote) for piece in content for quote in quoted.within(piece)]
    near = (max(cue.sentence.start - 1, cue.start - BESIDE), min(cue.sentence.end, cue.end + BESIDE))
    others = [q for q in quoted.within(near) if q.end - q.start > 8 and all(q is not taken for _, taken in touched)]
    if others:
        where = _where(cue, others)
        yield f"another quotation {where}"
        yield f"{kind} another quotation {where}"
    if any(q.right <= cue.start and cue.start - q.right < CLOSE and text[q.end - 1] == "," for q in others):
        yield "leaves out what was spoken"
    if not touched:
        yield f"{kind} content not quoted"
        return
    inside = sum(min(b, quote.end) - max(a, quote.start) for (a, b), quote in touched)
    share = inside / (sum(b - a for a, b in content) or 1)
    mode = "all" if share > ALL else "most" if share > 0.5 else "part"
    yield f"content {mode} quoted"
    yield f"{kind} content {mode} quoted"
    length = sum(quote.end - quote.start for _, quote in touched)
    yield "long quotation" if length > 40 else "middling quotation" if length > 16 else "short quotation"
    if text[touched[-1][1].end - 1] in ".,!?":
        yield "quotation with stop"
    if share > ALL:
        yield from _spoken(candidate, touched[0][1], touched[-1][1], kind)
    gap = min(_gap(cue, quote) for _, quote in touched)
    yield "cue touches quotation" if gap < 3 else "cue near quotation" if gap < 30 else "cue far from quotation"


def _quotes_within(cue: Token, content: list[Span], quoted: Quoted) -> bool:
    """ "He told me, 'Your town is gone,'" inside of what somebody says: is the content the inner quotation?"""
    touched = [(piece, q) for piece in content for q in quoted.inside(piece) if not q.left <= cue.start < q.right]
    inside = sum(min(b, quote.end) - max(a, quote.start) for (a, b), quote in touched)
    return inside > ALL * sum(b - a for a, b in content)


def _where(cue: Token, others: list[Quote]) -> str:
    """Where the nearest other quotation stands, and whether a verb between may be the one that it belongs to."""
    quote = min(others, key=lambda q: _gap(cue, q))
    first, last = (quote.right, cue.start) if quote.right <= cue.start else (cue.end, quote.left)
    between = (t for t in cue.sentence.tokens[max(0, cue.i - 12) : cue.i + 12] if first <= t.start < last)
    side = "before cue" if quote.right <= cue.start else "behind cue"
    return f"{side}, verb between" if any(t.pos == "VERB" for t in between) else side


def _spoken(candidate: Candidate, first: Quote, last: Quote, kind: str) -> Iterator[str]:
    """How print marks who speaks: ""Words," who cue", ""Words," cue who", "who cue: "words"": whatever the parse is."""
    cue, source = candidate.cue, candidate.source
    text = cue.sentence.text
    if cue.start >= first.right:
        between = text[first.right : cue.start].split()
        whose = "source first" if source is not None and first.right <= source.start < cue.start else "cue first"
        near = len(between) <= (6 if whose == "source first" else 1)
        mark = text[first.end - 1]
        ends = "comma" if "," in (mark, text[first.right : first.right + 1]) else "stop" if mark in "?!.…" else "open"
        if near:
            yield f"spoken before, {whose}, {ends}"
            yield f"{kind} spoken before, {ends}"
    else:
        told = cue.child("dobj", "dative") if cue.lemma == "tell" else None  # "telling the nation: "We leave""
        end = cue.end if told is None else cue.sentence.tokens[told.right].end
        gap = text[end : last.left].strip() if last.left > end else "?"
        if len(gap) < 2:
            yield f"spoken behind {gap or 'nothing'}"
            yield f"{kind} spoken behind {gap or 'nothing'}"


def _gap(cue: Token, quote: Quote) -> int:
    return cue.start - quote.right if cue.start >= quote.right else quote.left - cue.end


def _source(candidate: Candidate, quoted: Quoted, kind: str) -> Iterator[str]:
    source = candidate.source
    if source is None:
        return
    if source.lower in SELF:
        yield "source is self"
    if source.lower in NOBODY or any(c.lower == "no" and c.dep == "det" for c in source.children):
        yield "source is nobody"
    if source.tag in ("NNS", "NNPS"):
        yield "source is many"
    if source.i > candidate.cue.i:
        yield f"{kind} source after cue"
    yield "source in quotation" if quoted.at(source.start) else "source outside"
    if source.entity[2:] in ("PERSON", "ORG"):
        yield f"{kind} source named"
    if source.tag == "NN" and source.pos == "NOUN" and source.child("det", "poss") is None:
        yield "source bare noun"


def _content(candidate: Candidate, content: list[Span], kind: str) -> Iterator[str]:
    head, cue = candidate.head, candidate.cue
    if candidate.tail:
        yield f"tail {candidate.tail}"
        yield f"{kind} tail {candidate.tail.split(' ')[0]}"
    if head is not None:
        opener = cue.sentence.tokens[head.left].lower
        if opener in OPENERS:
            yield f"{kind} content opens with {opener}"
        yield from _names_of_head(kind, head.pos, head.tag)
        if kind.startswith("ccomp") and head.child("nsubj", "nsubjpass", "expl") is None:
            yield f"{kind} content without subject"
        if head.i < cue.i:
            yield f"{kind} content before cue"
    words = sum(b - a for a, b in content) // 6
    size = "1" if words < 1 else "2-3" if words < 4 else "4-10" if words < 11 else "11-"
    yield f"{kind} content of {size} words"


@lru_cache(maxsize=2048)
def _names_of_head(kind: str, pos: str, tag: str) -> tuple[str, str]:
    return f"{kind} content head {pos}", f"content head {tag}"


def _sentence(cue: Token) -> Iterator[str]:
    last = cue.sentence.tokens[-1].text
    if last == "?":
        yield "in a question"
    elif last not in (".", "!", '"', "”", "''"):
        yield "in a line without stop"
