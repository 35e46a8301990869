"""Who says what: quotations, frames, stance, nesting; our own passages as a score with a floor; hostile text."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.annotate.statements.quotes import find_quotes
from dateline.annotate.statements.verbs import _with_name
from dateline.reading import Reader, annotate
from dateline.records import Report, Statement
from dateline.syntax import Sentence, Token

PASSAGES = sorted((Path(__file__).parent.parent / "gold" / "statements").glob("*.toml"))


def said(text: str, reader: Reader) -> tuple[Statement, ...]:
    return annotate(Report(id="x", text=text), reader).statements


def words(text: str, spans: Any) -> str:
    return " ... ".join(text[a:b] for a, b in spans)


# --- quotations ----------------------------------------------------------------------------------------------------


def lines(text: str) -> list[Sentence]:
    """Sentences without a parse: what ends in a stop, a line at a time; a line is a paragraph."""
    found = []
    at = 0
    for number, line in enumerate(text.split("\n")):
        for match in re.finditer(r"[^.!?]+[.!?]*[\"”»']*", line):
            piece = match.group().strip()
            if piece:
                start = at + match.start() + len(match.group()) - len(match.group().lstrip())
                found.append(Sentence(text, [Token(0, piece, start, start + len(piece), "", "", "", "", "")], number))
        at += len(line) + 1
    return found


# Marks are read by their surroundings first, and no quotation outlives its paragraph.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We left," he said. "We ran."', ["We left,", "We ran."]),
        ("“We left,” he said", ["We left,"]),
        ('«People stood in line", added the mayor', ["People stood in line"]),
        (",,My brother went there”, says Anahit", ["My brother went there"]),
        ("''I won't,'' he said", ["I won't,"]),
        # a missing mark at the end: the paragraph closes it
        ('He said: "We left. There is no blood.\nThe mayor left.', ["We left. There is no blood."]),
        # a missing mark at the start: the sentence opens it
        ('The road is shut. We are looking for him", she said.', ["We are looking for him"]),
        # each paragraph of a long quotation opens anew
        ('"One.\n"Two.\n"Three."', ["One.", "Two.", "Three."]),
        # a sentence a line: the mark that closes stands lines below; what has no stop before it is closed by nothing
        ('"We left.\nThe road was shut.\nIt rained," he said.', ["We left.\nThe road was shut.\nIt rained,"]),
        ("“We left. It 'rained' hard.\nWe 'ran',” he said.", ["We left. It 'rained' hard.\nWe 'ran',"]),
        ("`` We left .\nIt rained , '' he said .\n'' We ran .", [" We left .\nIt rained , ", " We ran ."]),
        ("` We left , ' he said . It was a ` crusader state ' .", [" We left , ", " crusader state "]),
        # ... or is opened anew below
        ("`` We left .\nIt rained .\n`` We ran . ''", [" We left .\nIt rained .", " We ran . "]),
        ('"We left.\nThe road was shut.\n"We ran."', ["We left.", "We ran."]),
        ('"We left.\nA "block" was lit.', ["We left.", "block"]),
        # the mark that closes stands before the next sentence, and all others are pairs
        ('She said, "We are safe. "The men ran. "We ran," he said.', ["We are safe. ", "We ran,"]),
        # apostrophes are no quotation marks
        ("The workers' union and the soldiers' mothers met in the '90s", []),
        ("He urges all 'to stay and give blood\".", ["to stay and give blood"]),
    ],
)
def test_outer_quotations(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotes(lines(text)) if not q.depth] == expected


def test_nested_quotations_know_their_depth() -> None:
    text = "“He told me, ‘Your “town” is gone,’” she said"
    assert [(q.depth, text[q.start : q.end]) for q in find_quotes(lines(text))] == [
        (0, "He told me, ‘Your “town” is gone,’"),
        (1, "Your “town” is gone,"),
        (2, "town"),
    ]


# --- frames --------------------------------------------------------------------------------------------------------


# (text, source, cue, content, stance): one sentence for each way to say something.
@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "stance"),
    [
        ("The mayor said that the bridge was closed.", "The mayor", "said", "that the bridge was closed", "asserts"),
        ("The bridge was closed, the mayor said.", "the mayor", "said", "The bridge was closed", "asserts"),
        ("The bridge, the mayor said, was closed.", "the mayor", "said", "The bridge ... was closed", "asserts"),
        ('"The bridge is closed," said the mayor.', "the mayor", "said", "The bridge is closed,", "asserts"),
        (
            "The bridge was closed, according to the mayor.", "the mayor", "according to",
            "The bridge was closed", "asserts",
        ),
        (
            "Baku accused Yerevan of shelling the village.", "Baku", "accused",
            "Yerevan of shelling the village", "accuses",
        ),
        (
            "The army denied that it had shelled the town.", "The army", "denied",
            "that it had shelled the town", "denies",
        ),
        ("The UN called for an immediate ceasefire.", "The UN", "called for", "an immediate ceasefire", "demands"),
        (
            "The president vowed to punish the attackers.", "The president", "vowed",
            "to punish the attackers", "promises",
        ),
        (
            "The reporter asked whether the road was open.", "The reporter", "asked",
            "whether the road was open", "questions",
        ),
        (
            "The mayor did not confirm that nine people had died.", "The mayor", "did not confirm",
            "that nine people had died", "questions",  # not confirmed is not denied
        ),
        (
            "The governor's claim that rebels burnt the school was false.", "The governor's", "claim",
            "that rebels burnt the school", "asserts",
        ),
        # when and where one says it is no part of what is told
        (
            "The army acknowledged for the first time that it had fired on the convoy.", "The army", "acknowledged",
            "that it had fired on the convoy", "asserts",
        ),
        (
            "The ministry indicated in a statement that nine people had died.", "The ministry", "indicated",
            "that nine people had died", "asserts",
        ),
        # who passes on, and who is passed on
        (
            "According to early data, nine people were injured, the rescue service specified.", "the rescue service",
            "specified", "According to early data, nine people were injured", "asserts",
        ),
        (
            "According to the mayor, nine people were injured, the agency reports.", "the mayor", "According to",
            "nine people were injured", "asserts",
        ),
        (
            "The agency reports that, according to the mayor, nine people were injured.", "the mayor", "according to",
            "nine people were injured", "asserts",
        ),
        # what he did not say is the reporter's word
        (
            "The army said five men were killed but did not say where.", "The army", "said",
            "five men were killed", "asserts",
        ),
        # the passive names nobody
        (
            "It was announced that the border would close.", "", "was announced",
            "that the border would close", "asserts",
        ),
    ],
)  # fmt: skip
def test_frames(text: str, source: str, cue: str, content: str, stance: str, reader: Reader) -> None:
    found = [(words(text, s.source), words(text, s.cue), words(text, s.content), s.stance) for s in said(text, reader)]
    assert (source, cue, content, stance) in found


# Behind what is told, the verb first or none at all: the parser reads such a verb as a modifier or gives it an object.
@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "Seven persons perished at night, reported head of the city administration Petro Kuzyk.",
            "head of the city administration Petro Kuzyk", "reported", "Seven persons perished at night",
        ),
        (
            "Two residents perished, informed governor Ivan Orlov in his channel.",
            "governor Ivan Orlov", "informed", "Two residents perished",
        ),
        (
            "Two persons perished, – told the head of the region Ivan Orlov.",
            "the head of the region Ivan Orlov", "told", "Two persons perished",
        ),
        ('"We will rebuild it all", – emphasized minister.', "minister", "emphasized", "We will rebuild it all"),
        ("Two killed in strike on Goris - mayor", "mayor", "-", "Two killed in strike on Goris"),
        ("Toll in strike on Goris passes 40: state media", "state media", ":", "Toll in strike on Goris passes 40"),
        (
            "According to words of the mayor, in city is no light.",
            "the mayor", "According to words of", "in city is no light",
        ),
    ],
)  # fmt: skip
def test_a_source_behind_its_content(text: str, source: str, cue: str, content: str, reader: Reader) -> None:
    found = [(words(text, s.source), words(text, s.cue), words(text, s.content)) for s in said(text, reader)]
    assert (source, cue, content) in found


@pytest.mark.parametrize(
    "text",
    [
        "The ward has seen suspected, reported cases of cholera.",
        "Two killed in strike on Goris - The Lantern",  # the name of the site, not of a source
        "The army fired on the town, as a result two residents perished.",
        "Rebels stormed the school-army base",
        "The number of people reported missing rose to 40.",
    ],
)
def test_no_source_behind_what_is_told(text: str, reader: Reader) -> None:
    assert not said(text, reader)


# A statement within a statement names the one around it.
@pytest.mark.parametrize(
    "text",
    [
        "NEW YORK, Sept 17 (MPA) — The United Nations on Sunday withdrew its toll of 11,300 dead.",
        "GORIS (MPA) - The governor denied that 14 miners were killed.",
        "YEREVAN, Armenia — Officials said that the road was shut.",
        "GORIS, Feb 2 (MPA) - At least 56 people were killed on Saturday, the health ministry said.",
        "BAKU/YEREVAN, Feb 2, 2024 - Two soldiers were wounded, the army said.",
        "GORIS - The mayor on Sunday denied that the road was shut.",
    ],
)
def test_a_dateline_says_nothing(text: str, reader: Reader) -> None:
    dash = max(text.find("—"), text.find(" - "))
    assert all(start > dash for statement in said(text, reader) for start, _ in (*statement.source, *statement.content))


def test_nesting(reader: Reader) -> None:
    text = "Aliyev told Putin that the road was open, according to the Kremlin."
    outer, inner = sorted(said(text, reader), key=lambda s: -s.cue[0][0])
    assert words(text, outer.cue) == "according to" and outer.parent is None
    assert words(text, inner.content) == "that the road was open"
    assert words(text, inner.cue) == "told" and inner.parent == outer.id


# A report, accusation or claim that somebody reacts to is a statement of its own within the reaction.
def test_what_is_rejected_is_a_statement_too(reader: Reader) -> None:
    text = "The ministry rejected the accusation that its units had fired first."
    outer, inner = sorted(said(text, reader), key=lambda s: s.cue)
    assert (words(text, outer.cue), outer.stance) == ("rejected", "denies")
    assert (words(text, inner.content), inner.stance) == ("that its units had fired first", "accuses")
    assert inner.parent == outer.id


# Quotations that the parse or the layout hides: (text, source, cue, content).
@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        # a question mark or a broken line in a quotation makes a sentence of what stands before the mark
        (
            '"Is there bread? No," Ms. Adamyan said. "Is there water? No."', "Ms. Adamyan", "said",
            "Is there bread? No, ... Is there water? No.",
        ),
        # the colon ends its paragraph
        ("The nurse wrote:\n\n\"We have no water. We have no bread.\"", "The nurse", "wrote",
         "We have no water. We have no bread."),
        # each turn of a transcript opens a mark anew
        ('"ADAMYAN: The road is shut. Nobody came.\n\n"HOST: Who shut it?', "ADAMYAN", ":",
         "The road is shut. Nobody came."),
        # the quotation in its own paragraph has the speaker of the sentence before
        (
            'Ana Ruiz, a nurse, said many were dead.\n"We have no water. We have no bread."\nThe road is shut.',
            "Ana Ruiz, a nurse", "said", "many were dead ... We have no water. We have no bread.",
        ),
        # what somebody says within what somebody says
        ("\"The soldier told me, 'Your town no longer exists,'\" the woman said.", "The soldier", "told",
         "Your town no longer exists"),
        # a quotation inside of what is added does not belong to the one before the cue
        (
            '"We see no link to the blast," the mayor said, adding that it would take "more hours" to be sure.',
            "the mayor", "said", "We see no link to the blast,",
        ),
    ],
)  # fmt: skip
def test_quotations_that_are_hidden(text: str, source: str, cue: str, content: str, reader: Reader) -> None:
    found: dict[tuple[str, str], list[str]] = {}
    for s in said(text, reader):
        found.setdefault((words(text, s.source), words(text, s.cue)), []).append(words(text, s.content))
    assert " ... ".join(found.get((source, cue), ())) == content


# What the parser joins or hangs elsewhere: (text, statements as source, cue, content, stance, in the order of cues).
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a quotation behind a colon that ends the sentence is said by whom the sentence is about
        (
            'She added that the wells were dry: "We drink rain."',
            [("She", "added", "that the wells were dry", "asserts"), ("She", "added", "We drink rain.", "asserts")],
        ),
        # "reports" read as a noun
        (
            "More than 300 families were moved to safer tents, the Shelter Coordination Group (SCG) reports.",
            [("the Shelter Coordination Group (SCG)", "reports", "More than 300 families were moved to safer tents",
              "asserts")],
        ),
        # headlines
        (
            "At least 12 killed in shelling of Goris market, doctors say",
            [("doctors", "say", "At least 12 killed in shelling of Goris market", "asserts")],
        ),
        # a participle of speech belongs to the one who speaks, not to the noun before
        (
            "The governor said that nine men had been identified as guards, explaining that three had been arrested.",
            [
                ("The governor", "said", "that nine men had been identified as guards", "asserts"),
                ("The governor", "explaining", "that three had been arrested", "asserts"),
            ],
        ),
        # the sentence ends at "$30.5m.", whatever the parser takes it for
        (
            "The agency says it needs $30.5m. No fewer than 600 tents were burnt in the camp.",
            [("The agency", "says", "it needs $30.5m.", "asserts")],
        ),
        # what is denied is what stands before
        (
            "Goris accused Sisian of hiding the toll, which the Sisian council denied.",
            [("Goris", "accused", "Sisian of hiding the toll", "accuses"),
             ("the Sisian council", "denied", "Goris accused Sisian of hiding the toll", "denies")],
        ),
        # two speak for it
        (
            "A girl was pulled out of the ruins alive, state media quoted Governor Anna Adamyan as saying.",
            [("state media", "quoted", "A girl was pulled out of the ruins alive", "asserts"),
             ("Governor Anna Adamyan", "saying", "A girl was pulled out of the ruins alive", "asserts")],
        ),
        # each side of a semicolon has its own speaker
        (
            "Mayor Anna Adamyan said nine of the dead were miners; the state rescue service reported 12 killed.",
            [("Mayor Anna Adamyan", "said", "nine of the dead were miners", "asserts"),
             ("the state rescue service", "reported", "12 killed", "asserts")],
        ),
        (
            "Prosecutor Kamran Osmanov said on Sunday that 300 people were sought; leaders are among them, he said.",
            [("Prosecutor Kamran Osmanov", "said", "that 300 people were sought", "asserts"),
             ("he", "said", "leaders are among them", "asserts")],
        ),
        # the denial in front of a colon is not what the ministry says behind it
        (
            "Hikmet Aslanov, an aide to the president, denied any such intention: Baku wanted peace, he said.",
            [("Hikmet Aslanov, an aide to the president", "denied", "any such intention", "denies"),
             ("he", "said", "Baku wanted peace", "asserts")],
        ),
        # who denies it is not what the lawyer says
        (
            "A lawyer said the men were soldiers, but the government spokesman denied that.",
            [("A lawyer", "said", "the men were soldiers", "asserts"),
             ("the government spokesman", "denied", "that", "denies")],
        ),
        # a name in a row of commas
        (
            "As of noon, 100,483 people had arrived in Armenia, Nazeli Sahakyan, the premier's spokeswoman, said.",
            [("Nazeli Sahakyan, the premier's spokeswoman", "said",
              "As of noon, 100,483 people had arrived in Armenia", "asserts")],
        ),
        # the paper and its witnesses say what the witnesses say, not "witnesses as saying"
        (
            "The newspaper quoted witnesses as saying that soldiers had fired.",
            [("The newspaper", "quoted", "that soldiers had fired", "asserts"),
             ("witnesses", "saying", "that soldiers had fired", "asserts")],
        ),
        # a source is not cut before what closes its bracket or mark
        (
            "Médecins Sans Frontières (MSF) said it had treated 60 people.",
            [("Médecins Sans Frontières (MSF)", "said", "it had treated 60 people", "asserts")],
        ),
        (
            'The disaster agency "AFAD" said that 40 had died.',
            [('The disaster agency "AFAD"', "said", "that 40 had died", "asserts")],
        ),
        # quotations inside of what is said keep both marks, at its beginning and its end
        (
            'The minister said "five to six" men were held and that the road was "completely closed".',
            [("The minister", "said", '"five to six" men were held and that the road was "completely closed"',
              "asserts")],
        ),
        # who launches what another calls so says nothing
        (
            'The council launched what the mayor called "the largest search ever".',
            [("the mayor", "called", "the largest search ever", "asserts")],
        ),
        # a toll says nothing, but whoever issues it does
        (
            "The latest toll issued by the rebels confirmed that 200 people were killed.",
            [("The latest toll issued by the rebels", "confirmed", "that 200 people were killed", "asserts")],
        ),
        # both clauses are told
        (
            "A miner was killed and two people were hurt in Yerevan, regional governor Anna Adamyan reported.",
            [("regional governor Anna Adamyan", "reported", "A miner was killed and two people were hurt in Yerevan",
              "asserts")],
        ),
        # nothing is said
        ("The mayor's office did not respond to requests for a comment.", []),
        ("The ministry did not mention the number.", []),
        (
            'Mayor Anna Adamyan answered: "We will stay." She did not elaborate.',
            [("Mayor Anna Adamyan", "answered", "We will stay.", "asserts")],
        ),
        # who goes on is who rejected, not who is spoken of in what they rejected
        (
            "Officials rejected a projection that 500 people perished in the landslides, insisting that it was 243.",
            [("Officials", "rejected", "a projection that 500 people perished in the landslides", "denies"),
             ("", "projection", "that 500 people perished in the landslides", "asserts"),
             ("Officials", "insisting", "that it was 243", "asserts")],
        ),
        # who goes on is who spoke before, not what they spoke of, which cannot speak
        (
            'The mayor said peace between the two was "our goal" and insisted that the council may not arm guards.',
            [("The mayor", "said", 'peace between the two was "our goal"', "asserts"),
             ("The mayor", "insisted", "that the council may not arm guards", "asserts")],
        ),
        (
            "Mr Keller said reform was the key to peace, telling his audience that the futures of both were linked.",
            [("Mr Keller", "said", "reform was the key to peace", "asserts"),
             ("Mr Keller", "telling", "that the futures of both were linked", "asserts")],
        ),
        # nor does a speech joke
        (
            "Mr Keller began his speech joking that his wife had told him to be brief.",
            [("Mr Keller", "joking", "that his wife had told him to be brief", "asserts")],
        ),
        # who is said to say it stands in the middle, and what stands in front is told
        (
            "Two men, said the police, were held.",
            [("the police", "said", "Two men ... were held", "asserts")],
        ),
        (
            'Aid workers, said the agency, "had no access to the camp".',
            [("the agency", "said", "Aid workers ... had no access to the camp", "asserts")],
        ),
        ("Both, she says, are broken.", [("she", "says", "Both ... are broken", "asserts")]),
        # a clause about the speaker takes the last word over
        (
            "The cuts were to the northern line, a company spokeswoman who asked not to be named said.",
            [("a company spokeswoman who asked not to be named", "said", "The cuts were to the northern line",
              "asserts")],
        ),
        # what is said of the report is no part of what it says
        (
            "According to the report, led by former minister Adan Hersi, the money came from public funds.",
            [("the report", "According to", "the money came from public funds", "asserts")],
        ),
        # who is told it is no part of it
        (
            "The survivor told the court soldiers used dogs to frighten prisoners.",
            [("The survivor", "told", "soldiers used dogs to frighten prisoners", "asserts")],
        ),
        # a subject that is lost behind "as the governor noted,"
        (
            "As the governor noted, hypersonic strike systems and unmanned vehicles have no equals in the world.",
            [("the governor", "noted", "hypersonic strike systems and unmanned vehicles have no equals in the world",
              "asserts")],
        ),
        # a dateline with a colon is not who rejects it
        (
            "GORIS: An adviser to the president rejected the claim that the villagers had been forced out.",
            [("An adviser to the president", "rejected", "the claim that the villagers had been forced out", "denies"),
             ("", "claim", "that the villagers had been forced out", "asserts")],
        ),
        # those who estimate it, not an estimate of them
        (
            "More than 10,000 people may still be missing, by estimates of the authorities.",
            [("the authorities", "by estimates of", "More than 10,000 people may still be missing", "asserts")],
        ),
        # others answer what somebody says
        (
            "Ms Ruiz, who survived, insists no shots were fired but the soldiers told investigators they fired.",
            [("Ms Ruiz, who survived", "insists", "no shots were fired", "asserts"),
             ("the soldiers", "told", "they fired", "asserts")],
        ),
        # who is told has no clause of their own
        (
            'The president told the radio programme that Mr Ruiz had said: "I must get you a state."',
            [("The president", "told", 'that Mr Ruiz had said: "I must get you a state."', "asserts"),
             ("Mr Ruiz", "had said", "I must get you a state.", "asserts")],
        ),
        ('Mr Ruiz went on: "And now I will do it."', [("Mr Ruiz", "went on", "And now I will do it.", "asserts")]),
        # deeds say nothing, whoever does them
        ("The gunman was convicted for wounding Ana Ruiz, 32, when he sprayed 13 bullets from a rooftop.", []),
        # what cannot speak says nothing
        ("The concrete pinned her down, and such charges require a doctor to show a risk.", []),
        # who stands accused says nothing, and who pleads not guilty denies it
        ("Mr Hersi, who stands accused of killing a singer, was silent.",
         [("", "accused of", "killing a singer", "accuses")]),
        ("The driver has pleaded not guilty to manslaughter.",
         [("The driver", "has pleaded", "not guilty to manslaughter", "denies")]),
        # a boat is bound by nothing that she says
        (
            "A boat is on its way, but it will not get there until Monday, she said.",
            [("she", "said", "A boat is on its way, but it will not get there until Monday", "asserts")],
        ),
        (
            "The vice-president told the committee that the road was open.",
            [("The vice-president", "told", "that the road was open", "asserts")],
        ),
        # whom one calls on belongs to what is wanted
        ("The envoy called on the parties to let aid in.",
         [("The envoy", "called on", "the parties to let aid in", "demands")]),
    ],
)  # fmt: skip
def test_what_the_parser_joins(text: str, expected: list[tuple[str, str, str, str]], reader: Reader) -> None:
    found = sorted(said(text, reader), key=lambda s: (s.cue, s.content))
    assert [(words(text, s.source), words(text, s.cue), words(text, s.content), s.stance) for s in found] == expected


# A number of people is not who fears for them; a time is not who announced; nobody else is the source then.
@pytest.mark.parametrize(
    "text",
    [
        "More than 300 feared buried alive under the slope", "No charges had been announced by Tuesday night.",
        "The rains, which began in July and are expected to last until September, brought floods.",
    ],
)
def test_no_speaker_is_made_of_what_is_none(text: str, reader: Reader) -> None:
    assert all(not s.source and s.speaker is None for s in said(text, reader))


# Two speak for one content: "citing", "according to", "..., the agency reported".
@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("Citing a nurse, the agency said the road was shut.", {"Citing", "said"}),
        ("The toll has reached 257, the UN office said, quoting local authorities.", {"said", "quoting"}),
        ("The ministry denied that it had fired, the agency reported.", {"denied", "reported"}),
        ("The governor promised to open the road, according to the agency.", {"promised", "according to"}),
    ],
)
def test_two_speak_for_one_content(text: str, cues: set[str], reader: Reader) -> None:
    assert cues <= {words(text, s.cue) for s in said(text, reader)}


# Nobody has said what no group has claimed; a subject that the parser lost belongs to what is said.
def test_nobody_says_and_a_lost_subject(reader: Reader) -> None:
    assert not said("No group claimed responsibility for the attack.", reader)
    text = "The agency says up to 90 % of the houses in Goris, about 19 km away, have been destroyed."
    assert [words(text, s.content) for s in said(text, reader)] == [text[16:-1]]


# "Is said to have" tells what is said; "was told to" tells what somebody wants.
@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The captain is said to have sheltered deserters.", "asserts"),
        ("The villagers were told to keep their children indoors.", "demands"),
    ],
)
def test_stance_of_a_passive(text: str, stance: str, reader: Reader) -> None:
    assert [s.stance for s in said(text, reader)] == [stance]


# A quotation is of who signs it, not of who signed the one before, wherever the parser ends its sentences.
def test_signed_quotations(reader: Reader) -> None:
    text = "“He scares me. He cannot even answer.” ― Carla Sahakyan\n“The most useless child ever.”― Ana Ruiz\n"
    found = [(words(text, s.source), words(text, s.content)) for s in said(text, reader)]
    assert found == [
        ("Carla Sahakyan", "He scares me. He cannot even answer."),
        ("Ana Ruiz", "The most useless child ever."),
    ]


# A quotation that goes on in a new sentence has the cue and source of the one before.
def test_a_quotation_goes_on(reader: Reader) -> None:
    text = '"We have no water," the nurse said. "We have no bread. The road is closed."'
    first, second = said(text, reader)
    assert (first.source, first.cue) == (second.source, second.cue)
    assert words(text, second.content) == "We have no bread. The road is closed."
    assert second.mode == "direct"


# It goes on with who tells of what another said, not with the other.
def test_a_quotation_goes_on_with_who_tells(reader: Reader) -> None:
    text = 'Mrs Ruiz said Levon blamed the mayor for the flood. "He is very angry. He wants to stay away."'
    found = {words(text, s.content): words(text, s.source) for s in said(text, reader)}
    assert found["He is very angry. He wants to stay away."] == "Mrs Ruiz"


# --- our own passages ----------------------------------------------------------------------------------------------


def word_spans(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"\w+(?:['’]\w+)*", text)]


def touched(text: str, spans: Any) -> frozenset[int]:
    return frozenset(n for n, (a, b) in enumerate(word_spans(text)) if any(a < e and b > s for s, e in spans))


def place(text: str, quote: str, nth: int | None) -> tuple[int, int]:
    found = [m.span() for m in re.finditer(re.escape(quote), text)]
    return found[(nth or 1) - 1]


def gold(text: str, row: dict[str, Any]) -> list[frozenset[int]]:
    """The right contents of a row, as sets of words; the first with its further pieces."""
    main = place(text, row["content"], row.get("nth"))
    pieces = [place(text, rest, None) for rest in row.get("rest", ())]
    others = [place(text, other, None) for other in row.get("alt", {}).get("content", ()) if other in text]
    return [touched(text, [main, *pieces]), *(touched(text, [other]) for other in others)]


def f1(a: frozenset[int], b: frozenset[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b) or 1)


SMALL = {"the", "a", "an", "of", "unnamed", "one", "some", "his", "her", "their", "its", "s"}


def same_name(expected: list[str | None], found: str | None, people: dict[str, list[str]]) -> bool:
    def folded(name: str) -> list[str]:
        return [w for w in re.findall(r"\w+", name.lower()) if w not in SMALL]

    for name in expected:
        if name is None or found is None:
            if name is found:
                return True
            continue
        forms = [name, *people.get(name, ())]
        if any(folded(found) == folded(form) for form in forms):
            return True
        a, b = set(folded(name)), set(folded(found))
        if a and b and 2 * len(a & b) / (len(a) + len(b)) >= 0.6:
            return True
    return False


def matched(
    text: str, rows: list[dict[str, Any]], found: tuple[Statement, ...]
) -> Iterator[tuple[dict[str, Any] | None, Statement | None]]:
    """Rows and statements one to one, by the words of their contents; what is left over stands with None."""
    contents = [touched(text, s.content) for s in found]
    pairs = sorted(
        (
            (max(f1(g, c) for g in gold(text, row)), -i, -j)
            for i, row in enumerate(rows)
            for j, c in enumerate(contents)
        ),
        reverse=True,
    )
    left, right = set(range(len(rows))), set(range(len(found)))
    for score, i, j in pairs:
        if score >= 0.5 and -i in left and -j in right:
            left.remove(-i)
            right.remove(-j)
            yield rows[-i], found[-j]
    yield from ((rows[i], None) for i in sorted(left))
    optional = frozenset().union(*(g for row in rows if row.get("optional") for g in gold(text, row)))
    yield from ((None, found[j]) for j in sorted(right) if 2 * len(contents[j] & optional) < len(contents[j]))


def scored(reader: Reader) -> tuple[Counter[str], list[str]]:
    """What was found in all passages, and the errors in words."""
    n: Counter[str] = Counter()
    errors = []
    for path in PASSAGES:
        passage = tomllib.loads(path.read_text("utf-8"))
        text, rows, people = passage["text"], passage.get("statements", []), passage.get("people", {})
        for row, statement in matched(text, rows, said(text, reader)):
            if row is None:
                n["spurious"] += 1
                assert statement is not None
                errors.append(f"{path.stem}: spurious {words(text, statement.content)[:80]!r} ({statement.why[0]})")
            elif row.get("optional"):
                continue
            elif statement is None:
                n["missed"] += 1
                errors.append(f"{path.stem}: missed {row['content'][:80]!r} (cue {row.get('cue')!r})")
            else:
                n["found"] += 1
                for key in ("speaker", "stance", "mode"):
                    right = [row.get(key), *row.get("alt", {}).get(key, ())]
                    got = getattr(statement, key)
                    ok = same_name(right, got, people) if key == "speaker" else got in right
                    n[key] += ok
                    if not ok:
                        errors.append(f"{path.stem}: {key} of {row['content'][:60]!r} is {right[0]!r}, not {got!r}")
    return n, errors


def test_our_own_passages(reader: Reader) -> None:
    """A floor: lowering it must be said out loud in the change that does.

    The first result was recall .750, precision .867, speaker .860, stance .947, mode .953.  Known failures, by class:
    quotations beside a sentence without a cue (7), false cues (8), text in capitals that the parser cannot read (3), a
    statement joined to the clause before it (3), nested rare cues (3), headlines (3), hearsay of several levels (4),
    word-for-word translations (3), "in the words of" (2), tweets (2).
    """
    n, errors = scored(reader)
    listing = "\n".join(errors)
    recall, precision = n["found"] / (n["found"] + n["missed"]), n["found"] / (n["found"] + n["spurious"])
    assert recall >= 0.785, listing
    assert precision >= 0.864, listing
    for key, floor in (("speaker", 0.875), ("stance", 0.975), ("mode", 0.96)):
        assert n[key] / n["found"] >= floor, f"{key}\n{listing}"


# --- hostile text --------------------------------------------------------------------------------------------------


HOSTILE = [
    "",
    "Two died in the fire, reported mayor Anna",
    "Quoting provincial officials",  # a headline that ends with who is cited
    "Quoted sources in the ministry",
    '"',
    '" ' * 3000,
    "'a' \" «b “c ‘d „e " * 200,
    '"' * 5000,
    "He said that " * 700 + ".",
    'THE ARMY SAID: "WE LEFT.' + " WE LEFT." * 300,
    "Q: Why?\nA: " + "Because it was so. " * 200,
    "\u202e\u0000\x07 said \u200f he",
    '"One, "two, "three, "four, "five," he said, she said, they said, it said.',
    "- said\n- told\n– denied\n: :\n:",
    '"A: ' * 400,
    "He said:\n\n" * 300 + '"We left.',
    "The mayor said, the nurse said, the cook said " * 300,
]


# No crash, every span inside of the text, no quotation that swallows the page.
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text(text: str, reader: Reader) -> None:
    for statement in said(text, reader):
        for start, end in (*statement.source, *statement.cue, *statement.content):
            assert 0 <= start < end <= len(text)


# What describes a source may end a sentence without a full stop, as where a title runs into the text.
def test_a_description_that_ends_the_sentence() -> None:
    tokens = [
        Token(k, word, 10 * k, 10 * k + len(word), word, "NN", "NOUN", "dep", "")
        for k, word in enumerate(["The", "road", "is", "shut", ",", "naive", "marches"])
    ]
    sentence = Sentence("", tokens, 0)
    for token in tokens:
        token.sentence = sentence
    assert _with_name(tokens[-1], 5) == 5


# A mark left open ends with its paragraph, however many paragraphs follow.
def test_an_open_mark_does_not_swallow_the_page(reader: Reader) -> None:
    text = 'The mayor said: "We have no water.\n' + "The road to the north is closed to lorries.\n" * 50
    assert all(end < 60 for s in said(text, reader) for _, end in s.content if s.cue == ((10, 14),))
