"""Paragraphs are cut as people would: wrapped lines joined, headlines, stamps and bylines alone."""

import pytest

from dateline.annotate.paragraphs import LONGEST, paragraphs

WRAPPED = """The ministry said that the convoy had reached the border
crossing late in the evening, and that everyone on board was
safe and had been given food and water by the local people.

A second convoy is expected."""

WRAPPED_TOP = WRAPPED.split("\n\n")[0]
ONE_LINE = WRAPPED_TOP.replace("\n", " ")
STAMP = "Published Monday 27 May 2024 at 10:15 p.m. BST, updated 12 hours ago"
BYLINE = "By Ana Example and Bo Ek in Velin, Cy Dee in the Orlin valley"
SHORT = "The bridge fell."
CAPITALS = "Thousands wait for food and water on the other bank"
DATED = """The ministry said that the convoy had left the town on
Monday 27 May 2024 with everyone on board, and was to come
By Friday at the latest, according to its driver. It came."""
HEADLINE = "Convoy reaches the border with everyone on board safe"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one paragraph a line, as pages are saved
        ("First line.\nSecond line.", ["First line.", "Second line."]),
        # lines wrapped by hand are joined, the blank line parts paragraphs
        (WRAPPED, [WRAPPED.split("\n\n")[0], "A second convoy is expected."]),
        # a headline above one long paragraph is no line of it
        (f"{HEADLINE}\n{ONE_LINE}", [HEADLINE, ONE_LINE]),
        # a stamp and a byline are no line of the paragraph between which they stand, nor of the headline above them
        (f"{HEADLINE} as the rain goes on\n{STAMP}", [f"{HEADLINE} as the rain goes on", STAMP]),
        (f"{HEADLINE}\n{BYLINE}\n{STAMP}\n{WRAPPED_TOP}", [HEADLINE, BYLINE, STAMP, WRAPPED_TOP]),
        # an agency's dateline opens a paragraph, whatever stands above it, and is parsed apart from what it opens
        (f"{HEADLINE} tonight\nVELIN, May 27 (EX) - {WRAPPED_TOP}",
         [f"{HEADLINE} tonight", "VELIN, May 27 (EX) -", WRAPPED_TOP]),
        *(
            (f"{opening} {SHORT}", [opening, SHORT])
            for opening in (
                "ORLIN, Velia (EX) —", "ORLIN, Velia —", "ORLIN/VELIN, 12 May 2024 —", "ORLIN --", "St. Orlin (EX) –",
                "New Orlin, 25 July 2024 (Ridge Wire) -", "Orlin, Sept. 20, 2023 (EX) –", "3 March 2025, Port Orlin –",
                "MOSCOW, September 20. /EX/.", "KYIV. Sept 20 (Ex-Press) -", "Dec 29 (EX) -", "Wednesday, May 3 (EX) -",
                "San orlin, 10 jan 90 (ex-efe) -- [text]", "ORLIN, 3 APR 90 (RADIO EX 1) -- [REPORT] [A BELL] [TEXT]",
            )
        ),
        # and these are none
        *(
            (line, [line])
            for line in (
                "NATO said 12 men - four of them officers - were hurt.", "Orlin (the old town) – one dead.",
                "The Front, an armed group (banned since May) - says so.", "Anna Bell (left) – The mayor.",
                "Orlin, May 3: one dead.", "At 9 a.m. on 3 May - The bridge fell.",
            )
        ),
        # the second of the first two lines goes on from the first where it begins in lower case
        (f"{HEADLINE}\n{CAPITALS}", [HEADLINE, CAPITALS]),
        (f"{HEADLINE} and then\n{HEADLINE.lower()}", [f"{HEADLINE} and then\n{HEADLINE.lower()}"]),
        # a line that ended although the next word had room; paragraphs that follow each other without a blank line
        (f"{WRAPPED_TOP}\nRain fell.\n{WRAPPED_TOP}", [f"{WRAPPED_TOP}\nRain fell.", WRAPPED_TOP]),
        # a wrapped line that begins with a date or with By is a line of its paragraph all the same
        (DATED, [DATED]),
        # a caption, headline or pull quote that runs into the sentence behind it; no quotation, no title
        ("Call for tents to be sent to Orvin The head of the mission has left.",
         ["Call for tents to be sent to Orvin", "The head of the mission has left."]),
        ("\"I felt the house dancing\" In an interview he told how he fled.",
         ["\"I felt the house dancing\"", "In an interview he told how he fled."]),
        ("He said \"what we need now The army has\" twice.", ["He said \"what we need now The army has\" twice."]),
        ("Mayor Breaks With Party On 9 May Lawsuit", ["Mayor Breaks With Party On 9 May Lawsuit"]),
        ("\"We left the house.\" He ran.", ["\"We left the house.\" He ran."]),
        ("Smoke above the village A lone boat came. He told The BBC about hepatitis A outbreaks in the town.",
         ["Smoke above the village", "A lone boat came. He told The BBC about hepatitis A outbreaks in the town."]),
        ("Tents sent to the village The EU should act.", ["Tents sent to the village", "The EU should act."]),
        # so does a stamp with its clock, but for a time in a sentence
        ("Relatives deny it Thursday 28 July 2005 18.32 BST Ana Ruiz was shot.",
         ["Relatives deny it", "Thursday 28 July 2005 18.32 BST", "Ana Ruiz was shot."]),
        ("It struck on Thursday 28 July 2005 18:32 GMT Friday morning in Fiji.",
         ["It struck on Thursday 28 July 2005 18:32 GMT Friday morning in Fiji."]),
        # short lines are a list, not wrapped prose
        ("Killed: 12\nInjured: 30\nMissing: 4", ["Killed: 12", "Injured: 30", "Missing: 4"]),
        ("  \n\t\n ", []),
        ("", []),
    ],
)  # fmt: skip
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in paragraphs(text)] == expected


def test_what_is_skipped_is_in_no_paragraph() -> None:
    text = "Menu Home\nThe river rose.\nShare this"
    assert [text[s:e] for s, e in paragraphs(text, [(0, 9), (26, 36)])] == ["The river rose."]


def test_an_endless_paragraph_is_cut_after_a_sentence() -> None:
    text = "The water rose again. " * 2500
    pieces = paragraphs(text)
    assert max(e - s for s, e in pieces) <= LONGEST
    assert all(text[s:e].rstrip().endswith(".") for s, e in pieces)
    assert "".join(text[s:e] for s, e in pieces) == text.strip()


# Each line is looked at once; a byline of initials has many readings, none of which may be tried in turn.
def test_lines_without_end() -> None:
    text = "\n".join(["By " + "A. " * 34 + "!", "Monday 27 May 2024 " * 5] * 2000)
    assert len(paragraphs(text)) >= 4000
