"""Who says what as wires, headlines and translations put it: what reading reports of many crises turned up."""

from typing import TYPE_CHECKING

import pytest

from dateline.records import Report, Statement

if TYPE_CHECKING:
    from dateline.reading import Reader


def said(text: str, reader: "Reader") -> tuple[Statement, ...]:
    from dateline.reading import annotate

    return annotate(Report(id="x", text=text), reader).statements


# (text, the statements as (source, cue, content)), in the order of the text.
SAID = [
    # verb first, as in Russian, French and Spanish: behind a day, an auxiliary, whom they told
    ("Two missiles hit the place of a meeting, reported on Monday the Ministry of Defence.", [
        ("the Ministry of Defence", "reported", "Two missiles hit the place of a meeting")]),
    ("The balance has passed to 109 dead, has indicated Monday Anna Petrosyan, mayor of Goris.", [
        ("Anna Petrosyan, mayor of Goris", "has indicated", "The balance has passed to 109 dead")]),
    ('"There were 750 people on board", assured to this newspaper Maria Costa, mayor of Goris.', [
        ("Maria Costa, mayor of Goris", "assured", "There were 750 people on board")]),
    ('"We lack blood", deplores the doctor.', [("the doctor", "deplores", "We lack blood")]),
    # a headline that names its source at the end
    ("At least 70 killed in attack on the town of Goris: UN", [
        ("UN", ":", "At least 70 killed in attack on the town of Goris")]),
    ("Three killed in bus crash near Goris: police", [("police", ":", "Three killed in bus crash near Goris")]),
    # a source with its name in apposition, between commas, is none of what is told
    ("Some 1,200 people had crossed the border post, the Mayor of Goris, Vahe Aramyan, said, adding that all were ill.",
     [("the Mayor of Goris, Vahe Aramyan", "said", "Some 1,200 people had crossed the border post"),
      ("the Mayor of Goris, Vahe Aramyan", "adding", "that all were ill")]),
    # behind a short form in brackets, as before it
    ("Some 170 people died near Goris, the International Relief League (IRL) said.", [
        ("the International Relief League (IRL)", "said", "Some 170 people died near Goris")]),
    # a label and the name behind it, of which the parser makes two subjects
    ("Twelve people were held, the rights group Hengaw said on Monday.", [
        ("the rights group Hengaw", "said", "Twelve people were held")]),
    # what somebody denies is not themselves
    ("The Red Crescent distanced itself from the number on Sunday.", [
        ("The Red Crescent", "distanced", "the number")]),
    # who passes on what was said is none of it
    ('Secretary-General Anna Costa said she was "deeply alarmed", her spokesman Luis Vega told reporters in Geneva.', [
        ("Secretary-General Anna Costa", "said", 'she was "deeply alarmed"')]),
    ('"No strike was carried out," the newspaper quoted an officer as saying.', [
        ("the newspaper", "quoted", "No strike was carried out,"),
        ("an officer", "saying", "No strike was carried out,")]),
    # a ministry that denies is what denies, not what is denied
    ("Baku's foreign ministry, which has denied backing the rebels, said the road was open.", [
        ("which", "has denied", "backing the rebels"),
        ("Baku's foreign ministry, which has denied backing the rebels", "said", "the road was open")]),
    # a charge that somebody rejects is what stands before, as it is before "which"
    ("Its spokesman accused the rebels of hiding arms, a charge that the group rejected.", [
        ("Its spokesman", "accused", "the rebels of hiding arms"),
        ("the group", "rejected", "Its spokesman accused the rebels of hiding arms")]),
    # a toll says nothing
    ("Typhoon death toll in Arvenia passes 200 as anger mounts.", []),
    # how somebody looked while speaking is not said
    ('"They shot us at once," he said, writhing in pain from a wound.', [("he", "said", "They shot us at once,")]),
    # a crash claims lives, not that something is so
    ("Helicopter crash claims five lives.", []),
    # who told is said in a sentence of its own, or by a phrase without a subject (machine translation)
    ("Nine people died in the fire. About this informed governor Ivan Orlov.", [
        ("governor Ivan Orlov", "informed", "Nine people died in the fire")]),
    ("The number of the sick has exceeded 640,000. Such data was provided by the Red Cross on Sunday.", [
        ("the Red Cross", "was provided", "The number of the sick has exceeded 640,000")]),
    ("As stated on Radio Orvin, the attacker has been arrested.", [
        ("Radio Orvin", "stated", "the attacker has been arrested")]),
    ("As inform in the police, the driver fled.", [("the police", "inform", "the driver fled")]),
    ("Nine people died, as reported by the ministry.", [("the ministry", "reported", "Nine people died")]),
    # a denial and what is told instead of it are two statements, wherever "it said" stands
    ("The ministry later denied that 125 people had died there: all of the 125, it said, were killed last week.", [
        ("The ministry", "denied", "that 125 people had died there"),
        ("it", "said", "all of the 125 were killed last week")]),
    # what nobody is said to say
    ("No charges had been announced.", []),
    ("It would be recalled that gunmen attacked the village last week.", []),
    ("The raid, which Yerevan condemned, lasted an hour.", []),
    # what somebody else told the one who tells
    ("Ana Ruiz of the agency said that rescue workers had told her the girl was trapped in the bathroom.", [
        ("Ana Ruiz of the agency", "said",
         "that rescue workers had told her the girl was trapped in the bathroom"),
        ("rescue workers", "had told", "the girl was trapped in the bathroom")]),
    # a name before a description is none of what is told
    ("By noon 100 people had arrived in Goris, Ana Ruiz, the mayor's spokeswoman, said.", [
        ("Ana Ruiz, the mayor's spokeswoman", "said", "By noon 100 people had arrived in Goris")]),
    ("Quoting provincial officials, the station said most of the clashes took place in the old town.", [
        ("provincial officials", "Quoting", "most of the clashes took place in the old town"),
        ("the station", "said", "most of the clashes took place in the old town")]),
    # two who speak in one sentence, and verbs that the parser joins to what is told
    ("The army said that its forces had repelled a raid on Goris, while the rebels accused it of bombing a market.", [
        ("The army", "said", "that its forces had repelled a raid on Goris"),
        ("the rebels", "accused", "it of bombing a market")]),
    ("Orvin Lines denied that the ship was overloaded and blamed a sudden squall.", [
        ("Orvin Lines", "denied", "that the ship was overloaded"),
        ("Orvin Lines", "blamed", "a sudden squall")]),
    ("Amnesty urged the government to suspend the sales and called on the council to renew the mandate.", [
        ("Amnesty", "urged", "the government to suspend the sales"),
        ("Amnesty", "called on", "the council to renew the mandate")]),
    # who labels a line is not who speaks in it
    ("RUIZ: A doctor at the hospital, who asked us not to use his name, told me they had received 63 wounded.", [
        ("A doctor at the hospital, who asked us not to use his name", "told", "they had received 63 wounded")]),
    # nor does a day speak that a chronology tells of
    ("August 4: A soldier died in an accident at Amarah.", []),
    # of two attributions behind each other neither is told by the other
    ("According to preliminary data, four people died, 11 were hurt, informed the head of the region Ivan Orlov.", [
        ("preliminary data", "According to", "four people died, 11 were hurt"),
        ("the head of the region Ivan Orlov", "informed",
         "According to preliminary data, four people died, 11 were hurt")]),
    # who was asked, not who asked
    ("Contacted by the agency, the company denied that the site was its own.", [
        ("the company", "denied", "that the site was its own")]),
    # of two verbs of speech that close a sentence the last is of whoever passes on both
    ("Two miners were killed in the blast, Governor Ana Ruiz said, the Vaqt agency reported.", [
        ("Governor Ana Ruiz", "said", "Two miners were killed in the blast"),
        ("the Vaqt agency", "reported", "Two miners were killed in the blast, Governor Ana Ruiz said")]),
    ('"Nine people died," the mayor said, Reuters reported.', [
        ("the mayor", "said", "Nine people died,"),
        ("Reuters", "reported", '"Nine people died," the mayor said')]),
    # a verb that is joined by no word has what the parser takes for an object as its subject
    ("The ministry said none of the boys, some of them ill, had papers or any proof that they were orphans.", [
        ("The ministry", "said",
         "none of the boys, some of them ill, had papers or any proof that they were orphans")]),
    # how somebody looked, again: an adjective and its clause behind the quotation
    ("``They were all asleep when the roof fell in,'' he said, pale as he remembered how the girl was found.", [
        ("he", "said", "They were all asleep when the roof fell in,")]),
    # a number that is passed on; a report that is handed out is no statement
    ("The figure of 257 dead, which was passed on by the ministry, could not be checked.", [
        ("the ministry", "was passed on", "257 dead")]),
    ("A toll of 31 dead given by the health ministry did not include soldiers.", [
        ("the health ministry", "given", "A toll of 31 dead")]),
    ("Leaflets given by the health ministry were lost.", []),
    # whose reckoning it is
    ("A Red Cross projection that 500 people would flee was too low.", [
        ("Red Cross", "projection", "that 500 people would flee")]),
    # who is asked is not what is asked; who declines to say or discuss a thing says nothing
    ("The embassy declined to discuss the talks, and the army refused to say whether the bridge was safe.", [
        ("the army", "refused", "to say whether the bridge was safe")]),
    # what "that" opens is of the fire; who was praised praises nobody
    ("Firemen are searching for the cause of a blaze Monday morning that badly damaged a house on Lake Road.", []),
    # a noun behind "said" or "reported" is the subject of a clause, though the parser takes it for an object
    ("Neighbors reported construction to replace the home had just recently finished.", [
        ("Neighbors", "reported", "construction to replace the home had just recently finished")]),
    # whom one urges or appeals to belongs to what is asked
    ("Three men who put up posters in Goris urging people to vote were murdered last week.", [
        ("Three men who put up posters in Goris", "urging", "people to vote")]),
    ("The bloc said it had been ignored and appealed to the envoys to ensure its voice was heard.", [
        ("The bloc", "said", "it had been ignored"),
        ("The bloc", "appealed to", "the envoys to ensure its voice was heard")]),
    # what stirs fears has none; whoever is dismayed feels so
    ("The blast raised fears that the dam would burst.", [("", "fears", "that the dam would burst")]),
    ("Secular groups were dismayed at the move, branding it a betrayal.", [
        ("Secular groups", "were dismayed at", "the move"), ("Secular groups", "branding", "a betrayal")]),
    # a hope that is expressed is said once; an operation announces nothing; what is not named is not said
    ("The spokesman expressed hope that the truce would hold.", [
        ("The spokesman", "hope", "that the truce would hold")]),
    ('It was an "anti-terrorist" operation that announced its end on Wednesday.', []),
    ("The ministry did not name the area where the blast occurred.", []),
    # what "as" opens belongs to the clause before it; who is asked does not ask
    ("They say the total may run into thousands as more are rescued and those from afar arrive at the centres here.", [
        ("They", "say",
         "the total may run into thousands as more are rescued and those from afar arrive at the centres here")]),
    ("When asked what this means, Ruiz said that it was nothing.", [
        ("", "asked", "what this means"), ("Ruiz", "said", "that it was nothing")]),
    ("It would be more accurate to talk about a new strain of the virus.", []),
    # what is come upon is not said; nor is where or when somebody speaks
    ("The rescuers found her lying under a table.", []),
    ("The BBC's Ana Ruiz is reporting from Goris.", []),
    # a quotation of several lines goes on in the next
    ("`` The wells are dry , '' the nurse said .\n``We have no bread .\nWe have no salt .\n``We wait for boats.''", [
        ("the nurse", "said", " The wells are dry , "),
        ("the nurse", "said", "We have no bread .\nWe have no salt ."),
        ("the nurse", "said", "We wait for boats.")]),
    # a quotation may be closed some lines below, in texts with a sentence a line
    ("The mayor met the doctors .\n``We have no water .\nThe wells are dry , '' a nurse told the agency .", [
        ("a nurse", "told", "We have no water .\nThe wells are dry , ")]),
    # who closes a sentence says all of it, where what is told has a cue or a quotation of its own
    ("Yerevan believes the truce has failed, Foreign Minister Ana Ruiz said in June.", [
        ("Yerevan", "believes", "the truce has failed"),
        ("Foreign Minister Ana Ruiz", "said", "Yerevan believes the truce has failed")]),
    ("Four drivers were among the dead in Goris, the agency's deputy head, Ana Ruiz, confirmed; it has left.", [
        ("the agency's deputy head, Ana Ruiz", "confirmed", "Four drivers were among the dead in Goris")]),
    ("At least two men have drowned in Goris, its exiled mayor, Ana Ruiz, told the Press Agency by phone.", [
        ("its exiled mayor, Ana Ruiz", "told", "At least two men have drowned in Goris")]),
    ("Detectives suspect that the valve had been opened, the daily Vaqt reported, citing two sources.", [
        ("Detectives", "suspect", "that the valve had been opened"),
        ("the daily Vaqt", "reported", "Detectives suspect that the valve had been opened"),
        ("two sources", "citing", "Detectives suspect that the valve had been opened")]),
    ('"We have been asked to wait, but no one tells us why," a Turkish student said.', [
        ("a Turkish student", "said", "We have been asked to wait, but no one tells us why,")]),
    ("It was held near Goris, the rights group Hengaw said.", [
        ("the rights group Hengaw", "said", "It was held near Goris")]),
    # not so where it denies what was said; nor is a figure with whoever rejects it one speaker
    ("Ruiz claimed that the army had opened the sluice to drown Goris, something Yerevan's ministry denied.", [
        ("Ruiz", "claimed", "that the army had opened the sluice to drown Goris"),
        ("Yerevan's ministry", "denied", "Ruiz claimed that the army had opened the sluice to drown Goris")]),
    ("The mayor said 80 were dead, a figure the government rejects.", [
        ("The mayor", "said", "80 were dead"),
        ("the government", "rejects", "The mayor said 80 were dead")]),
    # who was quoted says it, whoever quotes
    ('"The alley is not safe," the caller was quoted as saying.', [
        ("the caller", "saying", "The alley is not safe,")]),
    # what was begged for stands before the colon, what was said behind it
    ('Men of the second ward begged for help: "Send the army, they are shooting us", said one of them.', [
        ("one of them", "said", "Send the army, they are shooting us")]),
    # both were heard; both are what its staff said
    ("Residents described hearing two shots and then the roar of water.", [
        ("Residents", "described", "hearing two shots and then the roar of water")]),
    ("The agency wrote that its staff were watching the plant and that there was no danger.", [
        ("The agency", "wrote", "that its staff were watching the plant and that there was no danger")]),
    # who is called for a test is asked for nothing; how a speaker wants to be named is not what he says
    ("The man was not called for testing again.", []),
    ("A guard who preferred not to give his name told the agency the men had been armed for weeks.", [
        ("A guard who preferred not to give his name", "told", "the men had been armed for weeks")]),
    ("The mayor left Goris without saying whether the road was open.", []),
    # an appeal that is launched is a demand
    ("The UN has launched an appeal to help three million people.", [
        ("The UN", "appeal", "to help three million people")]),
    # what one fears closes a sentence too; what he expects is of what was announced
    ("The search, slowed by fog, could last days, rescuers fear.", [
        ("rescuers", "fear", "The search, slowed by fog, could last days")]),
    ("Ruiz also announced the purchase of boats, whose arrival she expects in June.", [
        ("Ruiz", "announced", "the purchase of boats, whose arrival she expects in June")]),
    # another clause behind a semicolon is not according to whom the first is
    ("The site was blocked, according to the monitor NetBlocks; a government official denied that it was.", [
        ("the monitor NetBlocks", "according to", "The site was blocked"),
        ("a government official", "denied", "that it was")]),
    # the clause behind who is cited is what the one who cites reports, and what the one cited says
    ("State news agency SANA reported, citing the health ministry, that 12 men had died in the camps.", [
        ("State news agency SANA", "reported", "that 12 men had died in the camps"),
        ("the health ministry", "citing", "that 12 men had died in the camps")]),
    # two who blame, joined by a comma; a rope says nothing; and who directs is who spoke, not the situation
    ("The mine's manager blamed gas, the union blames greed.", [
        ("The mine's manager", "blamed", "gas"), ("the union", "blames", "greed")]),
    ("Government spokesman Ivan Ruiz, asked about the tow, said a rope had been used to hold the boat.", [
        ("", "asked about", "the tow"),
        ("Government spokesman Ivan Ruiz", "said", "a rope had been used to hold the boat")]),
    ('Minister of Health Ana Ruiz said the situation was "of grave concern" and directed that schools remain shut.', [
        ("Minister of Health Ana Ruiz", "said", 'the situation was "of grave concern"'),
        ("Minister of Health Ana Ruiz", "directed", "that schools remain shut")]),
    # what is told goes on behind "and left", whose form may be that of "has left"
    ("The ministry indicated that the quake has claimed 40 lives and left 90 hurt, including two nurses.", [
        ("The ministry", "indicated", "that the quake has claimed 40 lives and left 90 hurt, including two nurses")]),
    ("Costa told the council the agency had offered a plane but got no reply from Goris.", [
        ("Costa", "told", "the agency had offered a plane but got no reply from Goris")]),
    # what a tally is based on is none of what it says, wherever the parser hangs it
    ("According to a tally by the daily Vaqt based on reports from 31 wards, 20 people have died.", [
        ("a tally by the daily Vaqt based on reports from 31 wards", "According to", "20 people have died")]),
    # what is condemned ends before what is then demanded
    ("ASEAN strongly condemned the raid, demanding that all forms of violence end.", [
        ("ASEAN", "condemned", "the raid"), ("ASEAN", "demanding", "that all forms of violence end")]),
    # who believes it says nothing of what somebody else speaks of; how high a number is put
    ("The fire was set by a faulty wire, investigators believe, though the owner's lawyer spoke of arson.", [
        ("investigators", "believe", "The fire was set by a faulty wire"),
        ("the owner's lawyer", "spoke of", "arson")]),
    ("The toll could not be checked, but residents put it as high as 171.", [
        ("residents", "put", "it as high as 171")]),
    ('A day later he backed down, telling the nation: "I concede".', [("he", "telling", "I concede")]),
    # what is told goes on in a quotation behind who tells it
    ('The ward was shut on Monday, the daily Vaqt reported, "because the roof had fallen in".', [
        ("the daily Vaqt", "reported", 'The ward was shut on Monday because the roof had fallen in')]),
    # before he left is when he said it; and who pleads guilty asks for nothing
    ("President Ruiz said before he left to attend a meeting in Goris, that his government harms no one.", [
        ("President Ruiz", "said", "that his government harms no one")]),
    ("Ivan Ruiz pleaded guilty in Goris City Court to a charge of arson.", [
        ("Ivan Ruiz", "pleaded", "guilty in Goris City Court to a charge of arson")]),
    # who is to do what one calls for belongs to it
    ("The UN called for the parties to let aid in.", [("The UN", "called", "the parties to let aid in")]),
    ("He called for western states to help calm the region.", [
        ("He", "called for", "western states to help calm the region")]),
    # behind a quotation and a comma any verb tells who spoke
    ('"It was barbaric", Castro summed up.', [("Castro", "summed up", "It was barbaric")]),
    # a new verb of the same speaker may follow; who puts how many; who goes on is who closed what was told
    ("Health officials confirmed two deaths from fever, Chief Minister Ana Ruiz announced, and urged calm.", [
        ("Health officials", "confirmed", "two deaths from fever"),
        ("Chief Minister Ana Ruiz", "announced", "Health officials confirmed two deaths from fever"),
        ("Chief Minister Ana Ruiz", "urged", "calm")]),
    ("The mayor, Ivan Ruiz, put the number of civilians killed at more than 300.", [
        ("The mayor, Ivan Ruiz", "put", "the number of civilians killed at more than 300")]),
    ("The dead were farmers, assures village chief Ivan Ruiz, adding that none carried arms.", [
        ("village chief Ivan Ruiz", "assures", "The dead were farmers"),
        ("village chief Ivan Ruiz", "adding", "that none carried arms")]),
    ("The league concluded that the school was hit by two aircraft, calling it a clear crime.", [
        ("The league", "concluded", "that the school was hit by two aircraft"),
        ("The league", "calling", "it a clear crime")]),
    ("Local radio Kledu speaks of 40 dead.", [("Local radio Kledu", "speaks of", "40 dead")]),
    # who is reported as saying a thing says it
    ("The head of the mission, Ivan Ruiz, was reported as saying access was refused.", [
        ("", "was reported as", "saying access was refused"),
        ("The head of the mission, Ivan Ruiz", "saying", "access was refused")]),
    # a heading that quotes somebody goes on with nobody's words
    ('"There is no water," the nurse said.\n\n"Nobody Came Here"\n\nThe road is shut.', [
        ("the nurse", "said", "There is no water,")]),
    # what is done, wanted or counted by the way is said by nobody; a stand and a count are
    ("The premier has made first contacts to speed up the aid.", []),
    ("A party of the coalition has set up a team to run the camp.", []),
    ("The premier praised the rescuers for finding the girl.", [
        ("The premier", "praised", "the rescuers for finding the girl")]),
    # a sentence behind a quotation that tells what somebody did tells not who spoke
    ('The poet Ana Ruiz said: "We are tired.\n"But we shall go on."\nMayor Levon Petrosyan organised the event.', [
        ("The poet Ana Ruiz", "said", "We are tired."), ("The poet Ana Ruiz", "said", "But we shall go on.")]),
    # who takes responsibility for an attack says that they did it
    ("A radical group took responsibility for the bombing in a video.", [
        ("A radical group", "took", "responsibility for the bombing in a video")]),
    ("No group has taken responsibility for the blast.", []),
    ("The ministry took responsibility for the children.", []),
    # the verb between a subject with its participle and its verb
    ("Three reporters detained near Goris, the rights group Memorial said, have been released.", [
        ("the rights group Memorial", "said", "Three reporters detained near Goris have been released")]),
    # what is left open or not told is nobody's word, and no denial
    ("The ministry has neither confirmed nor denied the report.", []),
    ("The army would not confirm or deny the strike.", []),
    ("The police did not say who was behind the attack.", []),
    ("Residents did not know whether the dam would hold.", []),
    ("The police did not say that the army was behind the attack.", [
        ("The police", "did not say", "that the army was behind the attack")]),
    # "according to X, citing Y"
    ("According to the ministry, citing local officials, 45 people were killed.", [
        ("the ministry", "According to", "45 people were killed"),
        ("local officials", "citing", "45 people were killed")]),
    # "though Y put it at ..." is none of what X says
    ("The relief agency says 20,000 have fled, though local officials put the figure at half that.", [
        ("The relief agency", "says", "20,000 have fled"),
        ("local officials", "put", "the figure at half that")]),
    ("The ministry says the road is open, though it is mined.", [
        ("The ministry", "says", "the road is open, though it is mined")]),
    # how he said it
    ('"She was there when we left in the snow," he said, emotional as he remembered the moment she was pulled out.', [
        ("he", "said", "She was there when we left in the snow,"),
        ("he", "remembered", "the moment she was pulled out")]),
    # "speaking as the film was shown" comes between
    ("But Levon Ruiz, speaking as his latest epic was given its premiere at Cannes, confirmed that it was about war.", [
        ("Levon Ruiz, speaking as", "confirmed", "that it was about war")]),
    # what a headline calls somebody is not said by them
    ("Levon Ruiz: a modern-day bogeyman?", []),
    # what it is called goes on
    ("President Ivan Ruiz called it the country's worst flood since 1939 and said the state was doing all it could.", [
        ("President Ivan Ruiz", "called", "it the country's worst flood since 1939"),
        ("President Ivan Ruiz", "said", "the state was doing all it could")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_who_says_what_as_reported(text: str, expected: list[tuple[str, str, str]], reader: "Reader") -> None:
    found = said(text, reader)
    words = [tuple(" ".join(text[a:b] for a, b in spans) for spans in (s.source, s.cue, s.content)) for s in found]
    assert sorted(words) == sorted(expected)
