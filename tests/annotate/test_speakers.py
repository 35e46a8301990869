"""Who the source of a statement is."""

import pytest

from dateline.reading import Reader, annotate
from dateline.records import Report


# (text, the speaker of its last statement)
@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # a name, and a name behind an office
        ("Anna Petrosyan said the road was open.", "Anna Petrosyan"),
        ("The head of the hospital, Levon Sahradyan, said the ward was full.", "Levon Sahradyan"),
        # an office that is written as a name
        ("The Commissioner of Police, Ibrahim Bello, who confirmed it, said nine were freed.", "Ibrahim Bello"),
        # a government named long before is not that of the country told of
        (
            (
                "Israel denied it. The road was shut. Many fled. The bridge was gone. "
                "Some 4,000 people died in Lebanon in the war, according to the government."
            ),
            "government",
        ),
        # a pronoun is who spoke before
        ("Anna Petrosyan said the road was open. She said the bridge was closed.", "Anna Petrosyan"),
        # or the subject of the sentence before, named or described, if another spoke before that
        (
            (
                "The chief of the council called for a truce. Ibrahim Bello used a rally in Goris to press for it. "
                '"We want it now," he told the crowd.'
            ),
            "Ibrahim Bello",
        ),
        (
            (
                "The poet Levon Sahradyan said the road was shut. The prime minister met those who took part in it. "
                "He said nobody would be left alone."
            ),
            "unnamed: prime minister",
        ),
        (
            "The poet Levon Sahradyan said the road was shut. The road was mined in May. He said nobody had come.",
            "Levon Sahradyan",
        ),
        # whom the sentence itself says to speak, before a colon
        (
            (
                "Anna Ruiz said the road was shut. Levon Petrosyan, who also represents soldiers, said: "
                '"There has been an increase in calls," he said.'
            ),
            "Levon Petrosyan",
        ),
        # a caption that runs into a sentence
        (
            (
                "Many children became orphans in the quake Haitian police have arrested ten people on suspicion of "
                "theft. They say the men were held on the border."
            ),
            "Haitian police",
        ),
        (
            "Soldiers attacked the village and villagers fled to the hills. They said the shelling was heavy.",
            "unnamed: soldiers",
        ),
        # "some" are none of the one who is called an Egyptian
        ('Hafez Bello, an Egyptian who runs it, said: "They are wrong." Some say the plan is a step forward.', None),
        # who labels what is said is the person, not where they work
        ('Ana Ruiz, of the Red Cross: "We have run out of water."', "Ana Ruiz"),
        # a broadcaster by its number
        ("France 3 television said the driver had been arrested.", "France 3"),
        # "as for ..." says of whom its pronoun speaks
        ("The parties met. As for the border guards, they said that two were hurt.", "border guards"),
        ("The Alpine Club met. As for its guides, it said that two were hurt.", "Alpine Club"),
        # whom a quotation names first is not who speaks it
        ('"If anyone is to blame, it is Levon Sahradyan," he said.', None),
        # nor is whom he names in what he does or says, before or behind the verb
        (
            (
                "Judge Ivan Ruiz made the order against Levon Sahradyan. "
                "He also ordered that the licence of Levon Sahradyan be suspended."
            ),
            "Ivan Ruiz",
        ),
        (
            'Ivan Ruiz issued a statement on Levon Sahradyan. He said: "Levon Sahradyan is an inspiration to us."',
            "Ivan Ruiz",
        ),
        # but he may be named in front of "he said" where nothing is quoted
        ("Levon Sahradyan left. Levon Sahradyan would resign, he said.", "Levon Sahradyan"),
        # an agency's photographer is not that of another; what stands with an office is not who holds it
        (
            'An AP photographer said a family had drowned. "I saw it," said Levon Sahradyan, a photographer with Alik.',
            "Levon Sahradyan",
        ),
        ("It was shut by a UN special rapporteur, who accused the army of theft.", "unnamed: UN special rapporteur"),
        # one of them is one of the people before
        ('Inmates of the ward begged for help. "Send the army," one of them said.', "unnamed: inmates of the ward"),
        # a relative pronoun is its antecedent
        ("Levon Sahradyan, who said the ward was full, left.", "Levon Sahradyan"),
        ("Levon Sahradyan, one of the heads of the movement, who claims to be ill, left.", "Levon Sahradyan"),
        # "his spokesman" is somebody else
        ("Levon Sahradyan left. His spokesman said the ward was full.", "unnamed: Levon Sahradyan's spokesman"),
        # nobody is guessed
        ("A resident of the village said the road was open.", "unnamed: resident of the village"),
        # neither an age nor a dateline is who somebody is
        ("A 34-year-old teacher said the road was open.", "unnamed: teacher"),
        ("GOMA/KINSHASA - Rwandan-backed rebels said they had won.", "unnamed: Rwandan-backed rebels"),
        ("It was announced that the border would close.", None),
        ("Nobody believed the rumour that the king had died.", None),
        # what is written speaks for itself
        ("The report said the dam was old.", "report"),
        # a quotation without a cue of its own has the speaker of the one before
        ('"We have no water," Anna Petrosyan said. "The road is closed."', "Anna Petrosyan"),
        # an office is held by the one whom the report names with it, before or after
        (
            "The city hospital's director Levon Sahradyan left. Nobody slept. The hospital director said it was full.",
            "Levon Sahradyan",
        ),
        # an office that one person holds is theirs whom the report names with it, however it is described
        ("Levon Sahradyan, the ombudsman, left. It is shut, the region's rights ombudsman says.", "Levon Sahradyan"),
        ("Two dead in blast, ombudsman says", "ombudsman"),
        # who is said to hold the office of which another was spoken before is that one
        (
            (
                "The acting head of the mission said the dam had burst. Anna Petrosyan said it would take years. "
                "The agency's deputy secretary for camps, who is acting head of the mission, said tents were short."
            ),
            "Anna Petrosyan",
        ),
        # in what one says of another, "he" is the other; what follows goes on from who says it
        ("Levon Sahradyan testified that Arman Ruiz cleaned the ward after he said he was ill.", "Arman Ruiz"),
        (
            "Levon Sahradyan testified that Arman Ruiz said he was ill. He added that the ward was full.",
            "Levon Sahradyan",
        ),
        # the dead are spoken of
        (
            "Levon Sahradyan said the ward was full. Arman Ruiz died at noon. Arman Ruiz was old. He said it was late.",
            "Levon Sahradyan",
        ),
        # "they" are those who speak, not a body that was named in between
        (
            "The experts said the dam was old. It rained. One is of the Alpine Club. They say it will burst.",
            "unnamed: experts",
        ),
        # a government is not its spokesman
        (
            "A spokesman of the eastern government, Arman Ruiz, left. Nine died, according to the eastern government.",
            "eastern government",
        ),
        # whoever leads a state, whatever the office is called
        ("Chadian President Idris Issa left. The Chadian leader said the border was shut.", "Idris Issa"),
        ("President Idris Issa left. As the head of state said, the border was shut.", "Idris Issa"),
        ("President Idris Issa left. The rebel leader said the border was shut.", "unnamed: rebel leader"),
        # the family is not the one whose family was named, and a name of three words is one
        ("The Petrosyan family's lawyer left. The family demanded that the road be opened.",
         "unnamed: Petrosyan family"),
        ("The vice-president said the road was open.", "unnamed: vice-president"),
        # a description that the commas cut from its name
        (
            "Asked about the visit to the ward, Levon Sahradyan, the ministry spokesman, said it was short.",
            "Levon Sahradyan",
        ),
        # a name in a relative clause is not the one who speaks
        (
            "The rescue team which found the young man, Levon Sahradyan, said that the dog had barked.",
            "unnamed: rescue team",
        ),
        # "he" of a ministry, as translations have it, and of whoever spoke outside of what the ministry said
        (
            "Levon Sahradyan left. The defence ministry said two soldiers died. He said the area was mined.",
            "defence ministry",
        ),
        (
            'The High Commission said: "Levon Sahradyan must be released." He added that the trial was unfair.',
            "High Commission",
        ),
        # who tells is behind what was told
        ("The road was shut, according to what the Interior Ministry announced.", "Interior Ministry"),
        ("The road was shut, according to a list issued by the hospital.", "hospital"),
        ("The road was shut, according to what was announced in Goris.", None),
        # whoever reckons says it
        ("Some 4,000 people fled, according to a Red Cross estimate.", "Red Cross"),
        ("Some 4,000 people fled, according to the health ministry's count.", "health ministry"),
        ("According to a tally by Reuters, 4,000 people fled.", "Reuters"),
        ("According to an early estimate, 4,000 people fled.", "unnamed: early estimate"),
        # "the many who" are not the people before, nor is a charity a correspondent
        ("Patients left. Dr Ruiz is among the many who fear that they will be forgotten.", "unnamed: many"),
        ("SOS Villages's Kenya office shut. The teams left. But our correspondent says the rules are clear.",
         "unnamed: correspondent"),
        # "it" is no place named by the way, but the body that the sentence before speaks of; "they" are its people
        ("The paper traced the thaw to a visit of Sudan's minister. It reported that two men were held.", "paper"),
        (("The number of arrivals more than doubled on Monday, figures from the government in Yerevan show. "
          "It counted 2,906 arrivals as of 6 a.m."), "Yerevan"),
        ("Relatives of the dead met. They asked the governor for an inquiry.", "unnamed: relatives of the dead"),
        # an office that is written as a name is somebody's
        ("The Prime Minister said the dam was safe. He said nobody had left.", "Prime Minister"),
        # some of the people before
        ("Protesters gathered in the square. Some said that the army had fired.", "unnamed: protesters"),
        # the medium by its name
        ("The road was shut, according to the Vaqt news agency.", "Vaqt"),
        # rebels speak for the group whose name is before theirs, two of them for themselves
        ("M23 rebels said that they had taken Goma.", "M23"),
        ("Two M23 rebels said that they had taken Goma.", "unnamed: M23 rebels"),
        # a name that closes a long title, and one that has a title of its own
        ("The head of Crimea Sergei Aksyonov said that the bridge was shut.", "Sergei Aksyonov"),
        ("Director of operations for the Red Cross Helen Marsh said the road was shut.", "Helen Marsh"),
        ("The spokesman for Hamas leader Yahya Sinwar said the road was shut.", "unnamed: spokesman"),
        ("The lawyer of President Maria Lopez said the road was shut.", "unnamed: lawyer of President Maria Lopez"),
        # a place whose government is named
        ("The government of Armenia met. Armenia complained that the road was shut.", "government of Armenia"),
    ],
)
def test_speakers(text: str, speaker: str | None, reader: Reader) -> None:
    found = annotate(Report(id="x", text=text), reader).statements
    assert found, "no statement at all"
    assert max(found, key=lambda s: s.content).speaker == speaker


# News describes its source first and names it in the next sentence; another person's name is not taken for it.
@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            (
                "A senior Italian official said it could have been managed better. "
                "Guido Rossi, the head of Italy's rescue service, said there was no leader."
            ),
            "Guido Rossi",
        ),
        (
            "The acting head of the mission said the work would take decades. Edmond Mulard said no road was open.",
            "Edmond Mulard",
        ),
        (
            "A railway ministry spokesman said it could take days. Railway Minister Ashok Rao said the line was shut.",
            "unnamed: railway ministry spokesman",
        ),
        (
            (
                "A resident said it could have been managed better. "
                "Guido Rossi, the head of Italy's rescue service, said there was no leader."
            ),
            "unnamed: resident",
        ),
        (
            (
                "Guido Rossi left. A senior Italian official said it could have been managed better. "
                "Guido Rossi, the head of Italy's rescue service, said there was no leader."
            ),
            "unnamed: senior Italian official",
        ),
    ],
)
def test_a_source_described_first_and_named_next(text: str, speaker: str, reader: Reader) -> None:
    found = annotate(Report(id="x", text=text), reader).statements
    told = {text[slice(*s.content[0])]: s.speaker for s in found}
    assert [who for what, who in told.items() if "could" in what or "decades" in what] == [speaker]


# The entity stands beside the name, and every speaker says how it was found.
def test_the_entity_and_the_reason(reader: Reader) -> None:
    text = "Anna Petrosyan said the road was open. She said the bridge was closed."
    found = annotate(Report(id="x", text=text), reader)
    first, second = found.statements
    assert first.speaker_entity == second.speaker_entity
    assert first.speaker_entity in {entity.id for entity in found.entities}
    assert second.why[-1].startswith("speaker: 'she' is 'Anna Petrosyan'")


# No place is a "who"; "the statement" is of the institution that spoke last; "Office" is nobody's whole name, and a
# people is more than one.
@pytest.mark.parametrize(
    ("text", "cue", "speaker"),
    [
        ("Few had come by noon, said a teacher from Goris who feared reprisals.", "feared",
         "unnamed: teacher"),
        ("The defence ministry said that two posts had been lost. One soldier was killed, according to the statement.",
         "according to", "defence ministry"),
        ("A woman in the border village of Goris, who feared reprisals, said the road was shut.", "feared",
         "unnamed: woman"),
        ("Levon Saroyan, a minister in the council that runs eastern Libya, who expected that number to rise, left.",
         "expected", "Levon Saroyan"),
        ("Azerbaijan's Prosecutor General's Office put the number of dead at six.", "put",
         "Azerbaijani Prosecutor General's Office"),
        ("The Armenians called the town a ruin.", "called", "Armenians"),
        # a region considers nothing, the state right before "which" does
        ("The war shook the whole region, the West and Russia, which said it wanted calm.", "said", "Russia"),
        # a team is no "he", and none of those it found
        ("The team which found the young man, Levon Saroyan, told the agency that he had called out.", "told",
         "unnamed: team"),
        ("Levon Saroyan was found by the team. The team said it had dug all night. He said he had had no food.", "said",
         "Levon Saroyan"),
        # a medium's own people; the information is of whoever spoke last
        ("The BBC's Ana Ruiz visited the hospital. The ward is full, our correspondent says.", "says", "Ana Ruiz"),
        ("The Red Cross said that two posts had been lost. According to the information provided, nine died.",
         "According to", "Red Cross"),
        # the organisation that spoke last; who wrote a statement; no guard is meant by his spokesman's name
        ("The Red Cross said the strike was unlawful. The organisation urged an inquiry.", "urged", "Red Cross"),
        ("A statement by the army spokesman said that the town was calm.", "said", "unnamed: army spokesman"),
        ("Nine people drowned, the coast guard said on Monday. Coast guard spokesman Armand Cruz left.", "said",
         "coast guard"),
        # who passes on what a ministry said is not who goes on
        ("The defence ministry said its forces had left the town, Interfax reports. It claimed the road was open.",
         "claimed", "defence ministry"),
        # an institution without a name, the subject right before
        ("The Red Cross arrived. The miners' union gave another number: it speaks of 52 dead.", "speaks of",
         "miners' union"),
        # a possessor of whom it is not known whether "her" stands for them is not guessed
        ("Sam Kell arrived. The girl was found near the school, her relatives said.", "said", "unnamed: relatives"),
    ],
)  # fmt: skip
def test_places_and_statements_are_no_speakers(text: str, cue: str, speaker: str, reader: Reader) -> None:
    found = annotate(Report(id="x", text=text), reader).statements
    assert speaker in [s.speaker for s in found if text[s.cue[0][0] : s.cue[0][1]] == cue]


# A place in capitals or a storm before a colon says where a report is from, or of what; a body says what follows.
@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("NEW DELHI: At least nine people died, the police said.", ["police"]),
        ("BAKU: Azerbaijan has denied the report.", ["government of Azerbaijan"]),
        ('LAHORE: "We lost everything," said Ahmed Khan, a farmer.', ["Ahmed Khan"]),
        ("NATO: We have no information.", ["NATO"]),
        ("Cyclone Chido: Mozambique's toll passes 90 as searches go on.", []),
    ],
)
def test_a_place_before_a_colon_does_not_speak(text: str, speakers: list[str], reader: Reader) -> None:
    assert [s.speaker for s in annotate(Report(id="x", text=text), reader).statements] == speakers
