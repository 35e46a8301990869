"""Whom a word stands for: names, pronouns, nouns said before, offices, descriptions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from dateline.annotate.speakers.phrases import ISSUED, NAMING, STEM, antecedent, description, stems, teller_of, with_of
from dateline.annotate.speakers.pronouns import agrees, likeliest, topic_of
from dateline.annotate.speakers.scene import FAR, Referent, Scene
from dateline.annotate.speakers.vocabulary import HE, IT, NOBODY, RELATIVE, SELF, SHE, SOME, THEY
from dateline.records import Mention, Statement
from dateline.syntax import Token

WIDE = 150
"""Tokens of a sentence that are searched for a noun."""
BESIDE = 2
"""Sentences within which a government needs no country of its own beside it."""
MEMORY = 60
"""Mentions that a noun reaches back."""
DEFINITE = {"the", "this", "that", "these", "those", "its", "their", "our"}
TIDINGS = {"statement", "information", "data"}
"""What is of whoever spoke last where nothing says whose it is."""


class Reading:
    """Reads the sources of statements one after the other, in the order of the text."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def speaker(self, statement: Statement) -> tuple[Referent | None, str]:
        """The speaker of a statement and how they were found."""
        if not statement.source:
            return None, "the text names nobody"
        head = self.scene.head_at(statement.source[0][0], statement.source[-1][1])
        if head is None:
            return None, "the text names nobody"
        self.scene.own_names = self.names_told(statement, head)
        referent, why = self.read(head, 0)
        self.scene.own_names = set()
        if referent is not None and self.passes_on(statement, head):
            referent.spoke = self.scene.index_of(head)
        elif referent is not None:
            referent.sentence = referent.spoke = self.scene.index_of(head)
            referent.subject = True
            referent.at = max(referent.at, head.start)
            self.scene.referents.append(referent)
            if self.scene.is_told(head.start):
                return referent, why  # what follows goes on from who tells of it
            self.scene.last_source = head.start
            self.scene.last, self.scene.last_sentence, self.scene.last_content = (
                referent,
                referent.spoke,
                statement.content,
            )
        return referent, why

    def names_told(self, statement: Statement, head: Token) -> set[str]:
        """Who is named in what "he" says is not he: ""Ruiz is to blame," he said", "he said that Ruiz was to blame".

        In "Ruiz would resign, he said", where the pronoun comes last and nothing is quoted, he may be.
        """
        if head.lower not in HE | SHE:
            return set()
        direct = statement.mode == "direct"
        return self.scene.names_in(tuple(span for span in statement.content if direct or span[0] > head.start))

    def passes_on(self, statement: Statement, head: Token) -> bool:
        """ "The ministry said five had died, the agency reports.": what follows goes on from the ministry."""
        scene = self.scene
        same = scene.last is not None and scene.last.kind in ("person", "organisation")
        same = same and scene.last_sentence == scene.index_of(head) and scene.last_source < head.start
        return same and any(start <= scene.last_source < end for start, end in statement.content)

    def read(self, head: Token, depth: int) -> tuple[Referent | None, str]:
        """Who a word stands for."""
        lower = head.lower
        if lower in SELF:
            return None, "self"
        if lower in RELATIVE and depth < 3 and head.tag in ("WP", "WDT", "WP$", "IN", "DT"):
            noun = antecedent(head, self.scene.words)
            if noun is not None:
                referent, why = self.read(noun, depth + 1)
                return referent, f"{lower!r} refers to {noun.text!r}; {why}"
        if (head.pos == "PRON" or head.tag == "PRP$") and lower in HE | SHE | IT | THEY:
            return self.pronoun(head)
        if (teller := teller_of(head, self.scene.words)) is not None and depth < 3:
            referent, why = self.read(teller, depth + 1)
            return referent, f"what {teller.text!r} told; {why}"
        if lower in NOBODY or any(c.lower == "what" for c in head.children if c.dep in ("nsubj", "nsubjpass", "dobj")):
            return None, f"{lower!r} is nobody"
        # "among the many who fear that ...": not the people before
        if lower in SOME and head.child("prep", "amod", "compound", "relcl") is None:
            return self.pronoun(head)
        if lower in ("latter", "former") and (pair := self.pair_before(head)) is not None:
            return pair[lower == "latter"], f"the {lower} of the two named before"
        named = self.named(head)
        if named is not None:
            return named, f"the name {named.name!r}"
        known = self.said_to_be(head) or self.author(head) or self.known_noun(head) or self.body(head)
        known = known or self.many_of_them(head)
        if known is not None:
            return known, f"the {head.text!r} that was named before"
        holder = self.holder(head)
        if holder is not None:
            return holder, f"the only {head.text!r} of the kind that the report names: {holder.name!r}"
        return self.described(head)

    def author(self, head: Token) -> Referent | None:
        """Whose "the statement" is: of the institution that spoke last, in the sentences just before."""
        last, determiner = self.scene.last, head.child("det")
        if head.lower not in TIDINGS or determiner is None or determiner.lower not in ("the", "this", "that"):
            return None
        near = last is not None and self.scene.index_of(head) - self.scene.last_sentence <= 3
        told = head.child("acl")  # "the information provided"
        bare = told is None or (told.lemma in ISSUED and told.left == told.right)
        plain = bare and head.child("prep", "relcl", "amod", "compound", "poss") is None
        return last if near and plain and last is not None and last.kind == "organisation" else None

    def said_to_be(self, head: Token) -> Referent | None:
        """ "The UN's assistant secretary, who is acting head of the mission": who was called acting head before."""
        # "the secretary for camps, who is": no camp is a "who"
        within = head.sentence.tokens[head.i + 1 : min(head.right, head.i + WIDE) + 1]
        clauses = (t for t in within if t.dep == "relcl" and t.lemma == "be")
        clause = next((t for t in clauses if head in (t.head, t.head.head.head)), None)
        office = None if clause is None else clause.child("attr")
        who = None if clause is None else clause.child("nsubj")
        if office is None or who is None or who.lower != "who" or office.tag != "NN":
            return None
        article = office.child("det")
        modifiers = {c.lower for c in office.children if c.dep in ("compound", "amod")}
        if (article is not None and article.lower != "the") or not modifiers:
            return None
        said = {office.lemma.lower()} | modifiers
        people = (r for r in reversed(self.scene.referents[-MEMORY:]) if r.kind == "person" and not r.plural)
        return next((r for r in people if said <= r.nouns), None)

    def body(self, head: Token) -> Referent | None:
        """ "The organisation": the institution that spoke last, if it did so not long ago."""
        determiner = head.child("det")
        plain = head.child("prep", "acl", "relcl", "amod", "compound", "poss", "appos") is None
        definite = determiner is not None and determiner.lower == "the"
        if head.lemma.lower() not in self.scene.words.bodies or not definite or not plain:
            return None
        here = self.scene.index_of(head)
        spoke = (r for r in reversed(self.scene.referents[-MEMORY:]) if r.spoke >= 0 and here - r.spoke <= FAR)
        return next((r for r in spoke if r.kind == "organisation" and r.entity is not None), None)

    def holder(self, head: Token) -> Referent | None:
        """ "(The) Kremlin spokesman": the one person of whom all these words are said anywhere in the report."""
        determiner = head.child("det")
        modifiers = {
            c.lower for c in head.children if c.dep in ("compound", "amod", "nmod", "poss") and c.tag != "PRP$"
        }
        definite = determiner is None or determiner.lower == "the"
        noun = head.lemma.lower()
        if head.tag not in ("NN", "NNP") or not head.text.islower() or not definite:
            return None
        single = noun in self.scene.words.single and not any(c.text[:1].isupper() for c in head.children)
        of_state = with_of(head) in self.scene.words.leaders
        if not single and not of_state and (not modifiers or noun not in self.scene.words.people):
            return None
        if self.scene.offices is None:
            self.scene.offices = self.scene.office_words()
        offices = self.scene.offices.items()
        found = [entity for entity, (words, heads) in offices if modifiers <= words and noun in heads]
        if not found and single:
            found = [entity for entity, (words, _) in offices if noun in words]
        if not found and (of_state or noun in self.scene.words.leaders):
            rulers = self.scene.words.rulers  # "the Chadian leader": the Chadian president
            found = [entity for entity, (words, heads) in offices if modifiers <= words and heads & rulers]
        return self.scene.of_entity.get(found[0]) or self.scene.referent_named(found[0]) if len(found) == 1 else None

    def named(self, head: Token) -> Referent | None:
        """The entity whose name the word is, or stands in apposition to."""
        beside = [c for c in head.children if c.dep in ("appos", "nmod")]
        # "the head of state, Kim": the parser hangs the name on the last noun before it
        of = head.child("prep")
        inner = None if of is None else of.child("pobj")
        if inner is not None:
            beside += [c for c in inner.children if c.dep == "appos"]
        # "the team that found the young man, Levon": no person is a team
        several = self.scene.words.institutions | self.scene.words.teams
        many = head.lemma.lower() in several and head.child("relcl") is not None
        for token in [head, *beside]:
            mention = self.scene.mention_at(token)
            if mention is not None and self.is_bare(mention):
                continue
            if mention is not None and mention.entity in self.scene.actors and token is head:
                # a place whose government is named, or has spoken by the name of the place, speaks by it
                mention = replace(mention, entity=self.scene.actors[mention.entity])
            kind = "" if mention is None else self.scene.kind_of(mention)
            if token.dep == "nmod" and token.i < head.i and kind == "organisation" and self.is_somebody(head):
                continue  # "a UN special rapporteur"
            if mention is not None and (token is head or kind == "organisation" or (kind == "person" and not many)):
                office = token is head and {head.lemma.lower()} & self.scene.words.people
                # "the Commissioner of Police, Ibrahim Maikaba": the office is written as a name
                holder = self.behind_comma(head) if office and kind != "person" else None
                return holder or self.scene.referent_of(mention, token)
        if (holder := self.behind_office(head) or self.unknown_name(head)) is not None:
            return holder
        if (beside_comma := self.behind_comma(head) or self.before_comma(head)) is not None:
            return beside_comma
        if self.speaks_for_group(head) or head.lemma.lower() in self.scene.words.institutions:
            # "the Saba news agency" is Saba; "M23 rebels" speak for the M23, "two M23 rebels" for themselves
            for token in head.children:
                mention = self.scene.mention_at(token) if token.dep in ("compound", "nmod") else None
                if mention is not None and self.scene.kind_of(mention) == "organisation":
                    return self.scene.referent_of(mention, token)
        return None

    def behind_office(self, head: Token) -> Referent | None:
        """ "The head of Crimea Sergei Aksyonov": the name that closes a title right behind the name of what it heads.

        Not "the lawyer of President Lopez" nor "the spokesman for Hamas leader Sinwar": there a title opens the name.
        """
        tokens, noun = head.sentence.tokens, {head.lemma.lower(), head.lower} & self.scene.words.people
        for link in (c for c in head.children if noun and c.lower in ("of", "for") and c.i > head.i):
            last = tokens[link.right]
            mention = self.scene.mention_at(last)
            if mention is None or mention.end != last.end or self.scene.kind_of(mention) != "person":
                continue
            first = next(t for t in tokens if t.start >= mention.start)
            headed = self.scene.mention_at(tokens[first.i - 1])
            if headed is None or headed.end >= first.start:
                continue
            if self.scene.kind_of(headed) in ("place", "organisation"):
                return self.scene.referent_of(mention, last)
        return None

    def is_somebody(self, head: Token) -> bool:
        """Is a noun for one person, and for no body of people?"""
        noun, words = head.lemma.lower(), self.scene.words
        return head.tag == "NN" and noun in words.people and noun not in words.institutions | words.teams | words.media

    def speaks_for_group(self, head: Token) -> bool:
        """Whether fighters are all of their group: "M23 rebels", "the M23 rebels", not "two M23 rebels"."""
        some = (c for c in head.children if c.dep in ("det", "nummod", "amod") and c.lower not in ("the", "these"))
        counted = any(c.dep != "amod" or c.lower in ("several", "many", "few", "former", "other") for c in some)
        return head.lemma.lower() in self.scene.words.fighters and head.tag != "NN" and not counted

    def unknown_name(self, head: Token) -> Referent | None:
        """ "The region's president, Olena Marchenko, said": a name between commas of which no mention was made."""
        name = head.child("appos")
        tokens = head.sentence.tokens
        if head.tag != "NN" or head.lemma.lower() not in self.scene.words.people or name is None:
            return None
        words = tokens[name.left : name.right + 1]
        commas = {t.text for t in (tokens[name.left - 1], *tokens[name.right + 1 : name.right + 2])} == {","}
        named = len(words) > 1 and all(t.pos == "PROPN" for t in words)
        if not commas or not named or self.scene.mention_at(name) is not None:
            return None
        text = head.sentence.text[tokens[name.left].start : tokens[name.right].end]
        nouns = {head.lemma.lower(), *(word.lower() for word in text.split())}
        return Referent(text, None, "person", nouns, self.scene.gender_of(nouns))

    def is_bare(self, mention: Mention) -> bool:
        """ "Office", of "the Prosecutor General's Office": a name that is a noun for any institution is none."""
        entity = self.scene.entities.get(mention.entity)
        return entity is not None and entity.name.lower() in self.scene.words.institutions - {"kremlin"}

    def behind_comma(self, head: Token) -> Referent | None:
        """A person's name that ends the noun phrase behind a comma, whatever the parser hangs it on."""
        tokens = head.sentence.tokens
        for i in range(head.i + 1, min(head.right, head.i + 12)):
            if tokens[i].text == "," and tokens[i + 1].pos == "PROPN":
                mention = self.scene.mention_at(tokens[i + 1])
                if mention is None or self.scene.kind_of(mention) != "person" or mention.start != tokens[i + 1].start:
                    return None
                slack = head.lemma.lower() in self.scene.words.teams
                if any(c.dep == "relcl" and c.left <= i <= c.right + slack for c in head.children):
                    return None  # "the team which found the young man, Levon"
                rest = next((t for t in tokens[i + 1 :] if t.start >= mention.end), None)
                ends = rest is None or rest.text == "," or rest.i > head.right
                return self.scene.referent_of(mention, tokens[i + 1]) if ends else None
        return None

    def before_comma(self, head: Token) -> Referent | None:
        """A person's name right before a description set off by commas that the parser hung on something else."""
        tokens = head.sentence.tokens
        first, last = head.left, head.right
        closed = tokens[last].text == "," or (last + 1 < len(tokens) and tokens[last + 1].text == ",")
        if first < 2 or tokens[first - 1].text != "," or not closed:
            return None
        mention = self.scene.mention_at(tokens[first - 2])
        if mention is None or self.scene.kind_of(mention) != "person" or mention.end != tokens[first - 2].end:
            return None
        singular = head.tag == "NN" and {head.lemma.lower(), head.lower} & self.scene.words.people
        return self.scene.referent_of(mention, tokens[first - 2]) if singular else None

    def pair_before(self, head: Token) -> list[Referent] | None:
        """The last two persons or institutions that the sentence before names first, in their order."""
        here = self.scene.index_of(head)
        near = [
            r for r in self.scene.referents[-12:] if here - r.sentence <= 1 and r.kind in ("person", "organisation")
        ]
        distinct = list(dict.fromkeys(map(id, near)))
        by_id = {id(r): r for r in near}
        return [by_id[n] for n in distinct[:2]] if len(distinct) > 1 else None

    def pronoun(self, head: Token) -> tuple[Referent | None, str]:
        """The likeliest of those before: who spoke last, who was a subject, who is near."""
        lower, here = head.lower, self.scene.index_of(head)
        if (topic := topic_of(head)) is not None and (referent := self.read(topic, 2)[0]) is not None:
            return referent, f"{lower!r} is {referent.name!r}, of whom the sentence speaks"
        if lower in HE | SHE and (named := self.introduced_by_colon(head)) is not None:
            return named, f"{lower!r} is {named.name!r}, whom the sentence says to speak"
        if lower in SOME and (many := self.many_before(head)) is not None:
            return many, f"{lower!r} of {many.name!r}, the people before"
        best = likeliest(head, self.scene)
        if lower == "it" and best is not None and self.is_by_the_way(best):
            best = None  # "the visit of the minister of Sudan. It reported that"
        if lower in THEY and best is None and (many := self.many_before(head)) is not None:
            return many, f"{lower!r} are {many.name!r}, the people before"
        read = self.scene.pronouns.get(head.start)
        if best is None and read is not None and read.entity in self.scene.of_entity:
            return self.scene.of_entity[read.entity], f"{lower!r} as the names have it: {', '.join(read.why)}"
        if lower in IT and (body := self.subject_before(head, -1 if best is None else best.at)) is not None:
            return body, f"{lower!r} is the subject before it in the sentence: {body.name!r}"
        if lower in HE | SHE and (holder := self.holder_before(head, best)) is not None:
            return holder, f"{lower!r} is the subject of the sentence before: {holder.name!r}"
        if (spoke := self.institution_that_spoke(lower, here, best)) is not None:
            return spoke, f"{lower!r} speaks for {spoke.name!r}, who spoke last"
        if best is None:
            return None, f"{lower!r} has nobody to refer to"
        return best, f"{lower!r} is {best.name!r}, the likeliest before it"

    def is_by_the_way(self, place: Referent) -> bool:
        """Whether a place was only named: it did not act or speak, nor is it where a body sits ("government in X")."""
        if place.kind != "place" or place.subject or place.spoke >= 0:
            return False
        at = self.scene.sentences[place.sentence].at(place.at)
        if at is None or at.i < 2:
            return True
        body, link = at.sentence.tokens[at.i - 2 : at.i]
        return link.lower != "in" or body.lemma.lower() not in self.scene.words.institutions

    def subject_before(self, head: Token, after: int) -> Referent | None:
        """ "The union gave another number: it speaks of 52": an institution without a name, later than `after`.

        It may be named in the sentence before, where that is all that is there.
        """
        here = self.scene.index_of(head)
        before = self.scene.sentences[max(0, here - 1) : here] if after < 0 else ()
        for tokens in (head.sentence.tokens[max(0, head.i - WIDE) : head.i], *(s.tokens[:WIDE] for s in before)):
            for token in reversed(tokens):
                if token.start <= after:
                    return None
                if token.dep in ("nsubj", "nsubjpass") and token.pos == "NOUN" and token.tag == "NN":
                    known = token.lemma.lower() in self.scene.words.institutions
                    return self.read(token, 2)[0] if known else None
        return None

    def introduced_by_colon(self, head: Token) -> Referent | None:
        """ "Ana Ruiz, who also heads the council, said: "...," she said": who speaks before the colon."""
        tokens = head.sentence.tokens[: head.i]
        colon = next((t.i for t in reversed(tokens) if t.text == ":" and t.i), 0)
        verb = tokens[colon - 1] if colon else None
        subject = None if verb is None else verb.child("nsubj")
        mention = None if subject is None or subject.i > colon else self.scene.mention_at(subject)
        if mention is None or subject is None or self.scene.kind_of(mention) != "person":
            return None
        found = self.scene.referent_of(mention, subject)
        return found if agrees(head.lower, found) else None

    def holder_before(self, head: Token, rival: Referent | None) -> Referent | None:
        """ "The prime minister thanked them.  He said ...": who is described, and the subject of the sentence before.

        Unless the likeliest otherwise was named or spoke in that sentence or this one, or the sentence is told.
        """
        here = self.scene.index_of(head)
        if here == 0 or (rival is not None and max(rival.sentence, rival.spoke) >= here - 1):
            return None
        before = self.scene.sentences[here - 1]
        subject = next((t for t in before.tokens[:WIDE] if t.dep == "nsubj" and t.head.head is t.head), None)
        if subject is None or subject.tag != "NN" or subject.lemma.lower() not in self.scene.words.people:
            return None
        if self.scene.is_told(subject.start) or subject.child("det") is None:
            return None
        found = self.read(subject, 2)[0]
        return found if found is not None and found.kind == "person" and agrees(head.lower, found) else None

    def many_of_them(self, head: Token) -> Referent | None:
        """ "One of them": the people before."""
        of = head.child("prep")
        them = None if of is None or of.lower != "of" else of.child("pobj")
        return self.many_before(head) if them is not None and them.lower == "them" else None

    def many_before(self, head: Token) -> Referent | None:
        """The people who were the subject of the sentence before, or of this one."""
        here = self.scene.index_of(head)
        for sentence in self.scene.sentences[max(0, here - 1) : here + 1][::-1]:
            subjects = [
                t for t in sentence.tokens[:WIDE]
                if t.start < head.start and t.tag == "NNS" and t.dep in ("nsubj", "nsubjpass")
                and t.lemma in self.scene.words.people | self.scene.words.institutions
            ]  # fmt: skip
            # "Many became orphans Police have arrested ten": a caption runs into the sentence, joined by no word
            loose = (t for t in subjects[1:] if t.head.dep == "conj" and t.head.head.child("cc") is None)
            subject = next(loose, next((t for t in subjects if t.lemma in self.scene.words.people), None))
            if subject is not None:
                return self.read(subject, 2)[0]
        return None

    def institution_that_spoke(self, pronoun: str, here: int, rival: Referent | None) -> Referent | None:
        """ "The ministry said ... He added": the last subject since is no person, or one in what was said."""
        last = self.scene.last
        if (
            pronoun not in HE | SHE
            or last is None
            or last.kind != "organisation"
            or here - self.scene.last_sentence > 1
        ):
            return None
        return (
            last
            if rival is None or (rival.spoke < self.scene.last_sentence and not self.stands_outside(rival))
            else None
        )

    def stands_outside(self, referent: Referent) -> bool:
        """Is it a subject since the last statement began, outside of what was said?"""
        since = referent.sentence >= self.scene.last_sentence and referent.subject
        return since and not self.scene.is_told(referent.at)

    def known_noun(self, head: Token) -> Referent | None:
        """The last one of whom the noun was said: "the ministry", "the spokesman"."""
        if head.pos == "PROPN" or head.child("relcl", "appos", "acl") is not None:
            return None
        determiner = head.child("det", "poss")
        if determiner is None or determiner.lower not in DEFINITE:
            return None
        modifiers = {c.lower for c in head.children if c.dep in ("compound", "amod", "nmod")}
        noun = head.lemma.lower()
        if noun in ("people", "person"):
            return None
        several = self.scene.words.teams | (self.scene.words.institutions - self.scene.words.people)
        for referent in reversed(self.scene.referents[-MEMORY:]):
            if noun in referent.nouns and modifiers <= referent.nouns and (head.tag == "NNS") <= referent.plural:
                if referent.kind == "place" and noun in self.scene.words.people:
                    continue  # "in the city of El Fasher, the chief of the agency said"
                if self.is_abroad(referent, head) or (referent.kind == "person" and noun in several):
                    continue  # "the family" is not the one whose family was named, nor "the government" its spokesman
                return referent
        return None if modifiers else self.said_more_fully(head)

    def is_abroad(self, referent: Referent, head: Token) -> bool:
        """ "Thousands died in Lebanon, according to the government": not Israel's, which was named long before."""
        if head.lemma != "government" or self.scene.index_of(head) - referent.sentence <= BESIDE:
            return False
        own = self.scene.country_of(referent.entity)
        told = self.scene.countries_in(head.sentence)
        return own is not None and bool(told) and own not in told

    def said_more_fully(self, head: Token) -> Referent | None:
        """ "The protesters": the last "anti-government protesters" before, if it was said so."""
        here = self.scene.index_of(head)
        for sentence in reversed(self.scene.sentences[max(0, here - 6) : here]):
            for token in sentence.tokens[:WIDE]:
                if token.lemma == head.lemma and token.tag == head.tag and token.child("compound", "amod") is not None:
                    return self.described(token)[0]
        return None

    def described(self, head: Token) -> tuple[Referent | None, str]:
        """A speaker who is not named, in the words of the text."""
        inner = head
        for _ in range(3):
            of = inner.child("prep")
            within = None if of is None or of.lower != "of" else of.child("pobj")
            if within is not None and {inner.lemma.lower(), inner.lower} & self.scene.words.measures:
                inner = within
        if inner is not head and inner.tag != "NNS" and (named := self.named(inner)) is not None:
            return named, f"some of {named.name!r}"
        if (medium := self.medium(inner)) is not None:
            return medium, f"the {inner.text!r} by its name"
        whose = self.possessor(inner)
        name = description(inner, with_possessor=whose is None)
        if not name:
            return None, "the text names nobody"
        if whose is not None:
            name = f"{whose}' {name}" if whose.endswith("s") else f"{whose}'s {name}"
        noun = inner.lemma.lower()
        nouns = {noun, inner.lower, *(c.lower for c in inner.children if c.dep in ("compound", "amod"))}
        own_name = {noun, inner.lower} & (
            self.scene.words.institutions | self.scene.words.documents
        ) or inner.pos == "PROPN"
        animate = {noun, inner.lower} & self.scene.words.people or noun.endswith(("er", "or", "ist", "man", "ian"))
        kind = (
            "group"
            if noun in self.scene.words.teams
            else "person"
            if animate and (not own_name or (inner.pos == "PROPN" and noun not in self.scene.words.institutions))
            else "organisation"
            if noun in self.scene.words.institutions
            else "other"
        )
        plural = inner.tag in ("NNS", "NNPS") or inner is not head
        shown = name if own_name else f"unnamed: {name}"
        return (
            Referent(shown, None, kind, nouns, self.scene.gender_of({noun, inner.lower}), plural),
            "not named; described in the words of the text",
        )

    def introduced(self, told: Sequence[tuple[Statement, Referent | None]]) -> Iterator[tuple[Referent, Referent]]:
        """Who is described when they speak first and named when they speak next, as news introduces its sources.

        "An Italian official said ...  Guido Rossi, the head of Italy's rescue service, said ...": a person not
        mentioned before, of whom a word of the description is said, or after "the head of ..." a name alone.
        """
        for (before, unnamed), (after, person) in pairwise(told):
            if unnamed is None or person is None or person.entity is None or person.kind != "person":
                continue
            if unnamed.entity is not None or unnamed.kind != "person" or unnamed.plural:
                continue
            first = self.scene.head_at(before.source[0][0], before.source[-1][1])
            then = self.scene.head_at(after.source[0][0], after.source[-1][1])
            if first is None or then is None or not 1 <= self.scene.index_of(then) - self.scene.index_of(first) <= 2:
                continue
            if self.scene.first.get(person.entity, -1) >= then.sentence.start and self.fits(first, then):
                yield unnamed, person

    def fits(self, described: Token, named: Token) -> bool:
        """May the description be of the one who is named?"""
        determiner = described.child("det")
        mention = self.scene.mention_at(named)
        if determiner is None or mention is None:
            return False
        of = [c for c in described.children if c.dep in ("compound", "nmod", "poss") and c.entity.endswith("ORG")]
        said = stems(described, described.start, described.end)
        beside = stems(named, mention.start, mention.end)
        if any(token.lower[:STEM] not in beside for token in of):
            return False  # "an AP photographer": not "a photographer with the broadcasting corporation"
        if determiner.lower == "the" and not beside:
            return True
        role = described.lemma.lower()[:STEM]
        if role.startswith("spokes"[:STEM]) and role not in beside:
            return False  # "a railway ministry spokesman said", and next the railway minister
        return bool(beside & (said | {role}))

    def medium(self, head: Token) -> Referent | None:
        """The name of "the Saba news agency", "Egypt's official MENA news agency": Saba, MENA."""
        if not {head.lemma.lower(), head.lower} & self.scene.words.media:
            return None
        tokens = head.sentence.tokens
        last = first = head.i
        while (
            first > head.left and tokens[first - 1].head in (head, tokens[last - 1]) and tokens[first - 1].dep in NAMING
        ):
            first -= 1
        name = [t for t in tokens[first:last] if t.pos == "PROPN" and t.entity[2:] not in ("GPE", "NORP", "LOC")]
        if not name and last - head.left >= 2 and tokens[last - 1].pos == "NUM" and tokens[last - 2].pos == "PROPN":
            name = tokens[last - 2 : last]  # "France 3 television"
        if not name or name[-1].i - name[0].i >= len(name):
            return None
        mention = self.scene.mention_at(name[-1])
        if mention is not None and mention.start == name[0].start and self.scene.kind_of(mention) == "organisation":
            return self.scene.referent_of(mention, name[-1])
        text = head.sentence.text[name[0].start : name[-1].end]
        return Referent(text, None, "organisation", {head.lemma.lower(), text.lower()})

    def possessor(self, head: Token) -> str | None:
        """Whose spokesman, son or lawyer it is."""
        possessor = head.child("poss")
        if possessor is None:
            return None
        if possessor.tag == "PRP$":
            referent = self.pronoun(possessor)[0] if possessor.lower in HE | SHE | IT | THEY else None
            guessed = referent is not None and possessor.lower in HE | SHE and not referent.gender
            return None if referent is None or guessed else referent.name.removeprefix("unnamed: ")
        named = self.named(possessor)
        return None if named is None else named.name
