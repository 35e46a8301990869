"""Whose words they are: the word that heads the source of a cue, and the way that leads to it.

The ways: `subject` of the verb itself; `agent` of a passive; `passive` without one; `conj` the subject of a verb that
it is joined to; `governor` that of a verb above ("came out to say"); `object` ("urged him to say"); `noun` that it
modifies ("the report saying"); `inverted` after the verb ("said the mayor"); `possessive`, `of`, `light` for nouns
("his claim", "a claim by", "made the claim"); `according`; `before` a noun right before the verb; `label` a name
that labels or signs a line; `cited` who is cited; `it` and `passive` where nobody is named.
"""

from dateline.annotate.statements.quotes import Quoted
from dateline.annotate.statements.spans import INSIDE, inner_first
from dateline.annotate.statements.vocabulary import CueWords
from dateline.clauses import names_label
from dateline.syntax import Token

Source = tuple[Token | None, str]

UPWARDS = {"xcomp", "advcl", "ccomp", "pcomp", "prep", "dep", "acomp", "oprd", "pobj", "dobj", "attr"}
SPEAKERS = {"PERSON", "ORG", "GPE", "NORP"}
LONGEST_LABEL = 6
"""Tokens before the colon of a label, at most."""
FINITE = {"VBD", "VBZ", "VBP"}
BELOW = UPWARDS | {"conj", "relcl", "acl"}


def verb_source(verb: Token, words: CueWords) -> Source:
    """The word that heads the source of a verb, and how it was reached."""
    if (quoted := quoted_saying(verb)) is not None or _supposed(verb, words):
        return quoted, "passive" if quoted is None else "object"
    if (lost := _swallowed(verb, words) or _asked_before(verb)) is not None:
        return lost, "subject"
    word, path = (verb, "subject") if (above := goes_on_from(verb, words)) is None else (above, "governor")
    for _ in range(8):
        if (found := _own(word, path, words)) is not None:
            return found
        head = word.head
        if head is word or (word.dep == "ccomp" and word.i < head.i and path == "subject"):
            break  # "the agency projects that ..., its chief told reporters": not the chief projects
        if word.dep == "conj" and head.pos in ("VERB", "AUX"):
            word, path = _joined_to(word, words), "conj" if path in ("subject", "conj") else path
        elif word.dep in ("acl", "relcl"):
            goes_on = word.tag == "VBG" and (_set_off(word) or head.lemma in words.occasions)
            if goes_on and (above := _verb_above(head)) is not None:
                word, path = above, "governor"  # "rejected the charge, saying ...", "began his speech saying ..."
            else:
                return _modified(word)
        elif word.dep == "advcl" and path == "subject" and word.child("aux", "mark") is None and _is_passive(word):
            return None, "passive"  # "asked about the visit, she said ..."
        elif word.dep in UPWARDS:
            if path != "conj" and (given := _given_before(word)) is not None:
                return given, "object"
            word, path = head, "governor"
        else:
            break
    found = (shared, "governor") if (shared := _of_headline(verb)) is not None else inverted(verb, None)
    return found if found[0] is not None else _just_before(verb, words)


def _of_headline(verb: Token) -> Token | None:
    """The subject of the clause before, of which the parser makes what is said: "Army retakes town, says 40 died"."""
    tokens = verb.sentence.tokens
    if verb.tag != "VBZ" or verb.i < 3 or tokens[verb.i - 1].text != ",":
        return None
    before = next((c for c in verb.children if c.i < verb.i and c.tag == "VBZ"), None)
    told = any(c.dep == "ccomp" and c.i > verb.i and c.child("nsubj", "nsubjpass") is not None for c in verb.children)
    return before.child("nsubj") if before is not None and told else None


def _given_before(word: Token) -> Token | None:
    """The object of the verb above a clause: "urged him to say"; not "the agency projects that, he told them"."""
    given = word.head.child("dobj") if word.dep in ("xcomp", "ccomp") else None
    return given if given is not None and given.i < word.i else None


def _is_passive(clause: Token) -> bool:
    """A participle; or "when asked", whose tag is that of a past tense."""
    when = clause.child("advmod")
    return clause.tag == "VBN" or (clause.tag == "VBD" and when is not None and when.lower == "when")


def _modified(verb: Token) -> Source:
    """The noun that a verb modifies: "the report saying"; nobody for "the plan announced"."""
    # "included an officer hailed as a hero": the participle may be tagged as a past tense
    past = verb.tag == "VBD" and verb.child("dobj", "ccomp", "xcomp", "nsubj", "aux") is None
    if verb.dep == "acl" and (verb.tag == "VBN" or past):
        return (verb.head, "subject") if _is_told_by_name(verb) else (None, "passive")
    return verb.head, "noun"


def _is_told_by_name(verb: Token) -> bool:
    """ "Ana Ruiz, deputy director, introduced to the press that ...": a name of which the parser makes the sentence."""
    head = verb.head
    alone = head.head is head and head.pos == "PROPN" and _set_off(verb)
    return alone and any(c.dep in ("ccomp", "prep") and c.i > verb.i for c in verb.children)


def quoted_saying(verb: Token) -> Token | None:
    """Who says, in "the agency quoted the mayor as saying", "the mayor was quoted as saying"."""
    above = verb.head.head
    if verb.dep != "pcomp" or verb.head.lower != "as" or above.lemma not in ("quote", "cite", "report"):
        return None
    return above.child("nsubjpass") if above.lemma == "report" else above.child("dobj", "nsubjpass")


def closes(cue: Token) -> bool:
    """ "..., the ministry said.": does the cue end the sentence, its subject behind a comma and before it?"""
    tokens, subject = cue.sentence.tokens, cue.child("nsubj")
    if subject is None or subject.i > cue.i or subject.left == 0 or len(tokens) - cue.i > LAST_TOKENS:
        return False
    return tokens[subject.left - 1].text in {",", "—", "–", "-", "”", '"', "''"}


LAST_TOKENS = 6
"""From the cue that closes a sentence to its end, at most ("the ministry said on Monday")."""


def _supposed(verb: Token, words: CueWords) -> bool:
    """Is all that is told how those it is about are: "2,000 feared buried alive"?"""
    if verb.lemma not in words.supposing or verb.tag != "VBN" or verb.child("agent", "aux") is not None:
        return False
    told = verb.child("xcomp", "oprd", "acomp", "ccomp")
    return told is not None and told.i > verb.i and told.tag != "VBD" and told.child("mark", "nsubj") is None


def goes_on_from(verb: Token, words: CueWords) -> Token | None:
    """The verb of speech that "..., adding that ..." goes on from, where the parser hung it on what is said.

    "The governor said that nine men had been held, adding that ...": not the men add.  Not so where the verb between
    is one of speech too: "said the army had denied the raid, saying that ...".
    """
    goes_on = verb.tag == "VBG" and verb.dep in ("advcl", "conj", "acl")
    # "said reform was the key to peace, telling his audience that": no reform tells
    goes_on = goes_on and (verb.lemma in words.adding or (verb.lemma in words.talking and is_mute(verb.head, words)))
    if not goes_on or not _set_off(verb):
        return None
    below = verb.head
    if below.lemma in words.talking:
        return None
    for _ in range(6):
        above = below.head
        if above is below or below.dep not in BELOW:
            return None
        if below.dep == "acl" and above.lemma in words.settings and above.dep == "pobj":
            above = above.head.head  # "said in a statement that": the clause hangs on the statement
        elif below.dep not in ("ccomp", "dobj"):  # "rejected the charge that ..., saying"
            below = above
            continue
        if above.lemma in words.parenthetical:
            return above if above.i < below.i else None
        below = above
    return None


def _torn_off(verb: Token, words: CueWords) -> Token | None:
    """ "... had crossed the post, the Mayor of Goris, Vahe Aramyan, said": a source that the parser took for an
    apposition of what is told."""
    tokens = verb.sentence.tokens
    if verb.lemma not in words.talking or verb.tag not in ("VBD", "VBZ", "VBP") or verb.i < 4:
        return None
    if tokens[verb.i - 1].text != ",":
        return None
    found = None
    for token in (tokens[verb.i - 2], *tokens[verb.i - 2].ancestors()):
        if token.right > verb.i - 2 or token.pos not in ("NOUN", "PROPN"):
            break
        if token.dep == "appos" and token.left and tokens[token.left - 1].text == ",":
            found = token
    return found


def _swallowed(verb: Token, words: CueWords) -> Token | None:
    """ ", a spokeswoman who asked not to be named said.": the parser makes the verb a part of the clause before it."""
    tokens = verb.sentence.tokens
    if verb.lemma not in words.talking or verb.tag not in FINITE or verb.children or verb.i + 2 < len(tokens):
        return None
    clause = next((t for t in verb.ancestors() if t.dep == "relcl"), None)
    who = None if clause is None else clause.child("nsubj", "nsubjpass")
    if clause is None or who is None or who.lower != "who" or clause.right != verb.i:
        return None
    noun = clause.head
    first = inner_first(noun)
    loose = noun.dep in ("appos", "conj", "dep") or noun.head is noun
    return noun if loose and first and tokens[first - 1].text == "," else None


def _asked_before(verb: Token) -> Token | None:
    """ "The spokesman, asked about the tow, said a rope had been used": the parser lets him ask, and nobody say.

    In "The mayor, speaking as the bridge was opened, confirmed that ..." it lets him be opened with the bridge.
    """
    tokens, asked = verb.sentence.tokens, verb.child("ccomp")
    if verb.tag not in FINITE or asked is None or verb.child("nsubj") is not None or not 0 < asked.i < verb.i:
        return None
    if tokens[verb.i - 1].text != ",":
        return None
    subjects = [c for c in asked.children if c.dep in ("nsubj", "nsubjpass") and c.i < asked.i]
    if len(subjects) > 1 and any(c.dep == "acl" and tokens[c.left - 1].text == "," for c in subjects[0].children):
        return subjects[0]
    return asked.child("nsubj") if asked.lemma == "ask" and tokens[asked.i - 1].text == "," else None


def _just_before(verb: Token, words: CueWords) -> Source:
    """ ", the committee said": a noun right before the verb that the parser hung on something else.

    Also ", Ana Ruiz, the mayor's spokeswoman, said", where the parser takes the name for the last of a list.
    """
    tokens = verb.sentence.tokens
    before = tokens[verb.i - 1] if verb.i else verb
    if verb.tag not in ("VBD", "VBZ", "VBP"):
        return None, "none"
    if before.text == "," and verb.lemma in words.talking and verb.i > 4:
        described = next((t for t in tokens[verb.i - 2].ancestors() if t.entity[2:] == "PERSON"), None)
        return (described, "before") if described is not None and described.right == verb.i - 2 else (None, "none")
    if (named := _before_short_form(verb, words)) is not None:
        return named, "before"
    if before.pos in ("NOUN", "PROPN", "PRON") and before.tag != "WDT":
        return before, "before"
    return None, "none"


def _before_short_form(verb: Token, words: CueWords) -> Token | None:
    """ "... in Goris, the International Rescue League (IRL) said": with a short form in brackets before the verb the
    parser takes the name for an apposition of what stands before its comma."""
    tokens = verb.sentence.tokens
    closed = verb.i > 5 and tokens[verb.i - 1].text == ")" and tokens[verb.i - 3].text == "("
    if not closed or verb.lemma not in words.talking:
        return None
    last = tokens[verb.i - 4]
    around = [t for t in (last, *last.ancestors()) if t.pos in ("NOUN", "PROPN") and t.i <= last.i and t.left]
    return next((t for t in around if tokens[t.left - 1].text == ","), None)


def misjoined(verb: Token, words: CueWords) -> bool:
    """ "Says that trucks may pass and blames": a finite verb is not joined to one under "may" but to the one above.

    Under "has" the two forms may be one: "said the quake has claimed 40 lives and left 90 hurt" is told to its end.

    Nor is one with an object joined to a passive: "denied that the ship was overloaded and blamed a squall".
    """
    head = verb.head
    if verb.tag == "VBN" and verb.dep == "conj" and head.tag == "VBN" and head.dep == "ccomp":
        alone = verb.child("nsubj", "nsubjpass", "aux", "auxpass") is None
        return alone and verb.child("dobj") is not None and head.child("auxpass") is not None and head.head.tag == "VBD"
    if verb.tag == "VBD" and head.tag == "VBN" and verb.lemma not in words.talking | words.demanding:
        return False
    return (
        verb.dep == "conj" and verb.tag in ("VBD", "VBZ", "VBP") and head.tag in ("VB", "VBN", "VBG")
        and verb.child("nsubj", "nsubjpass", "expl", "mark", "aux", "auxpass") is None
        and head.child("aux", "auxpass") is not None
        and head.dep in ("ccomp", "xcomp") and head.head.pos == "VERB" and head.head.tag == verb.tag
    )  # fmt: skip


def _joined_to(verb: Token, words: CueWords) -> Token:
    """The verb that a verb is joined to, where the parser has it right or not."""
    past = joined_past(verb, words)
    return past if past is not None else verb.head.head if misjoined(verb, words) else verb.head


def joined_past(verb: Token, words: CueWords) -> Token | None:
    """The verb of speech that one is joined to, past a clause of which the parser makes it a part.

    "The mayor said peace was the goal and insisted that ...": the parser lets peace insist; "condemned the policy which
    had led to the death and vowed that ...": and the policy vow.
    """
    head, told = verb.head, verb.child("ccomp")
    says = verb.lemma in words.talking or verb.lemma in words.demanding
    if verb.dep != "conj" or head.dep not in ("ccomp", "relcl") or not says or told is None:
        return None
    that = told.child("mark")
    if that is None or that.lower != "that" or verb.child("nsubj", "nsubjpass", "aux", "auxpass") is not None:
        return None
    above = _verb_above(head)
    same = above is not None and above.lemma in words.talking and above.tag == verb.tag and above.tag in FINITE
    return above if same and is_mute(head, words) else None


def is_mute(verb: Token, words: CueWords) -> bool:
    """Has the verb a subject, and one that cannot speak?"""
    subject = verb.child("nsubj", "nsubjpass")
    if subject is not None and subject.tag == "WDT" and verb.dep == "relcl":
        subject = verb.head
    if subject is None or subject.pos != "NOUN" or subject.entity[2:] in SPEAKERS:
        return False
    return not {subject.lemma.lower(), subject.lower} & words.voices


def _own(word: Token, path: str, words: CueWords) -> Source | None:
    if word.lemma == "ask" and word.dep == "ccomp" and _asked_before(word.head) is not None:
        return None, "passive"
    by = None if (agent := word.child("agent")) is None else agent.child("pobj")
    if by is not None and by.entity[2:] not in ("DATE", "TIME"):  # "announced by Wednesday night"
        return by, "agent"
    if path == "subject" and word.lemma in words.feeling and (felt := word.child("nsubjpass")) is not None:
        return felt, path
    if path == "subject" and word.tag == "VBN" and (word.child("nsubjpass") is not None or _stands_charged(word)):
        return None, "passive"
    if path == "subject" and _is_accused(word, words):
        return None, "passive"
    if path == "subject" and word.lemma in words.supposing and word.dep == "conj" and word.child("auxpass") is not None:
        return None, "passive"  # "the rain, which began in July and is expected to last"
    subjects = [c for c in word.children if c.dep in ("nsubj", "nsubjpass")]
    if not subjects and (aux := word.child("aux")) is not None:
        subjects = [c for c in aux.children if c.dep == "nsubj"]  # "the railway had earlier on Monday put the toll at"
    if not subjects:
        return None if (torn := _torn_off(word, words)) is None else (torn, path)
    # of two the one behind a mark: "Landslide: 12 dead, government tells UN", "GORIS: An adviser rejected it"
    tokens = word.sentence.tokens
    subject = next((c for c in subjects[1:] if c.i < word.i and tokens[c.left - 1].text in ",:"), subjects[0])
    if subject.i + 2 < word.i and tokens[subject.i + 1].text == "-" and tokens[subject.i + 2] in subjects:
        subject = tokens[subject.i + 2]  # "the vice-president told": each piece is taken for a subject of its own
    named = next((c for c in subjects if names_label(c) and c.i < word.i), None)
    subject = named if named is not None and tokens[named.left - 1] is subject else subject
    if subject.lower == "it" and path == "subject" and _expletive(word):
        return None, "it"
    if subject.i < LONGEST_LABEL and word.i > subject.i + 1 and tokens[subject.i + 1].text == ":":
        # "RUIZ: A doctor, who gave no name, told me": the parser takes who speaks for the subject of what they say
        subject = next((c for c in subject.children if c.i > subject.i + 1 and c.dep == "appos"), subject)
    return subject, path


def _is_thing(verb: Token, words: CueWords) -> bool:
    """Has the verb a subject that cannot speak, or "it"?"""
    subject = verb.child("nsubj")
    return is_mute(verb, words) or (subject is not None and subject.lower in ("it", "this", "that", "which"))


def _stands_charged(verb: Token) -> bool:
    """ "Stands accused of": who stands so says nothing."""
    return verb.dep in ("acomp", "oprd") and verb.head.lemma in ("stand", "remain")


def _is_accused(verb: Token, words: CueWords) -> bool:
    """ "Driver charged with murder", "Arson suspected in the blaze": the participle of a headline, read as a past."""
    if verb.lemma not in words.accusing or verb.tag not in ("VBD", "VBN") or verb.child("dobj", "aux", "ccomp"):
        return False
    return any(c.dep == "prep" and c.i == verb.i + 1 and c.lower in _CHARGED for c in verb.children)


_CHARGED = frozenset({"in", "of", "over", "with"})


def _expletive(word: Token) -> bool:
    """ "It is clear that", "it seems that": nobody speaks."""
    if word.lemma in ("seem", "appear", "turn", "emerge", "remain", "become", "happen"):
        return True
    return word.lemma == "be" and word.child("acomp", "attr") is not None and word.child("ccomp", "csubj") is not None


def _set_off(word: Token) -> bool:
    return word.left > 0 and word.sentence.tokens[word.left - 1].text in (",", "—", "-", "–")


def _verb_above(token: Token) -> Token | None:
    return next((above for above in token.ancestors() if above.pos in ("VERB", "AUX")), None)


def inverted(verb: Token, quoted: Quoted | None) -> Source:
    """ "... said the mayor": a noun phrase right after the verb that the parser took for something else."""
    for token in verb.sentence.tokens[verb.i + 1 : verb.i + 3]:
        if quoted is not None and quoted.at(token.start):
            break
        if token.entity[2:] in ("DATE", "TIME"):
            continue
        if token.pos in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"):
            head = token
            while head.head is not head and verb.i < head.head.i <= token.i + 12 and head.dep in INSIDE:
                head = head.head
            if head.pos in ("NOUN", "PROPN", "PRON") and verb.dep != "xcomp":
                return head, "inverted"
            break
        if token.pos not in ("PUNCT", "ADV"):
            break
    return None, "none"


def noun_source(noun: Token, words: CueWords) -> Source:
    """Whose claim, hope or order it is."""
    if (possessor := noun.child("poss")) is not None:
        return possessor, "possessive"
    named: Token | None = None
    for child in noun.children:
        inner = child.child("agent") if child.dep == "acl" else child if child.dep == "prep" else None
        who = None if inner is None else inner.child("pobj")
        if inner is not None and who is not None:
            if inner.dep == "agent" or inner.lower in ("by", "from", "among"):
                return who, "of"
            if inner.lower == "of" and who.entity[2:] in SPEAKERS:
                return who, "of"
        if child.dep in ("compound", "amod", "nmod") and child.entity[2:] in SPEAKERS:
            named = named or child
    if named is not None:
        return named, "possessive"
    return _light(noun, words)


def _light(noun: Token, words: CueWords) -> Source:
    """ "made the claim", "in a statement said": the subject of the verb that the noun hangs on."""
    verb = noun.head.head if noun.dep == "pobj" else noun.head
    if verb.lemma in words.reacting or (verb.lemma in words.stirring and _is_thing(verb, words)):
        return None, "none"
    if noun.dep in ("dobj", "attr", "pobj", "oprd") and verb.pos in ("VERB", "AUX"):
        source, path = verb_source(verb, words)
        if path in ("subject", "conj", "noun", "governor"):
            return source, "light"
    return None, "none"
