"""Figures as wires, local papers, situation reports and translations write them: what reading reports turned up."""

from collections.abc import Callable

import pytest

from dateline.annotate.figures import Numbers

# (text, the figures as (quote, kind, whether it is a part of another))
FIGURES = [
    # bodies are of the dead, whatever is done with them and whoever is listed with them
    ("The clinic received 27 bodies and 180 wounded.", [("27 bodies", "killed", False), ("180", "injured", False)]),
    ("Some 78 bodies had been brought to hospitals by noon.", [("Some 78 bodies", "killed", False)]),
    ("In one day, 6 deaths and 11 injuries were reported.", [
        ("6 deaths", "killed", False), ("11 injuries", "injured", False)]),
    # what the parser takes for an apposition of the place before it is the subject of the verb behind
    ("In North Orvin, nine persons, six of them of one family, died when a house fell.", [
        ("nine persons", "killed", False), ("six of them", "killed", True)]),
    ("The boat sank, leaving at least 79 dead and many more missing.", [
        ("at least 79", "killed", False), ("many", "missing", False)]),
    # parts of a toll are of the toll, not of what is counted next
    ("The toll rose to 34 on Sunday, including two children, and 117 people were wounded.", [
        ("34", "killed", False), ("two children", "killed", True), ("117 people", "injured", False)]),
    ("The previous toll of 70 included 10 women.", [("70", "killed", False), ("10 women", "killed", True)]),
    ("Of the 341 dead, 222 were in the hill district.", [("341", "killed", False), ("222", "killed", True)]),
    ("Among the 40 dead, six were children.", [("40", "killed", False), ("six", "killed", True)]),
    # armies destroy men in translation
    ("As a result were destroyed more than 60 servicemen.", [("more than 60 servicemen", "killed", False)]),
    # numbers that count nobody: of a name, of an age, of whom a reporter did not reach
    ("Rescue 1122 spokesman Bilal Ahmed said 12 people were hurt.", [("12 people", "injured", False)]),
    ("The 25 survivors between the ages of 16 and 49 were hospitalised.", [("25 survivors", "injured", False)]),
    ("A spokesman could not be reached.", []),
    ("Two aftershocks, of 5.2 on Tuesday and 5.6 on Friday, hurt ten people.", [("ten people", "injured", False)]),
    ("The agency planted explosives in 5,000 pagers.", []),
    # "as" before a heap is no degree
    ("The road was shut as tens of thousands fled.", [("tens of thousands", "displaced", False)]),
    # freedom is regained by those who were taken
    ("No fewer than 50 of the pupils have regained their freedom.", [
        ("No fewer than 50 of the pupils", "assisted", False)]),
    # at school is not in a school
    ("There were 90 students at school.", [("90 students", "other", False)]),
    ("Some 90 families sleep in a school.", [("Some 90 families", "displaced", False)]),
    # numbers that sum up to the one before them are its parts, whatever the parse made of them; three days do not
    ("Nine bodies lay in the square; five guards, three drivers and a nurse.", [
        ("Nine bodies", "killed", False), ("five guards", "killed", True), ("three drivers", "killed", True)]),
    ("Some 40 people were hurt. Twelve men were missing: seven from Arda and five from Belo.", [
        ("Some 40 people", "injured", False), ("Twelve men", "missing", False), ("seven", "missing", True),
        ("five", "missing", True)]),
    ("Five guards were killed on Monday, two on Tuesday and three on Friday.", [
        ("Five guards", "killed", False), ("two", "killed", False), ("three", "killed", False)]),
    # an act and those it befell, its day or a dash between them
    ("The murder on the evening of 3 May of six more members shocked the party.", [
        ("six more members", "killed", False)]),
    ("He condemned the assassination of the monks -- five Greeks and a Serb -- in the abbey.", [
        ("five Greeks", "killed", False)]),
    # victims are the dead, but not where a report tells of the hurt alone, nor where they need help
    ("Two hikers were wounded by a bear. The police named the two victims.", [
        ("Two hikers", "injured", False), ("two victims", "injured", False)]),
    ("Some 900 victims of the flood urgently need drinking water.", [("Some 900 victims", "other", False)]),
    # of many lives and murders nobody has a count
    ("The war has taken many lives.", []),
    # whose homes are gone, and who is without one
    ("Some 240 people whose houses were swept away got tents.", [("Some 240 people", "displaced", False)]),
    ("The fire left 410 families without a roof over their heads.", [("410 families", "displaced", False)]),
    # an act that befalls others: its subject says what it was
    ("Pre-emptive evacuations affected 23,800 people.", [("23,800 people", "evacuated", False)]),
    ("By noon 12,000 of the 17,500 displaced had gone back.", [
        ("12,000", "returned", False), ("17,500", "displaced", False)]),
    ("In the north, 9,200 people were newly displaced; in the south, 4,100.", [
        ("9,200 people", "displaced", False), ("4,100", "displaced", False)]),
    ("Aid groups registered 415 newly displaced people in the camp, bringing the total there to 1,870.", [
        ("415 newly displaced people", "displaced", False), ("1,870", "displaced", False)]),
    ("The exodus passed 13,000.", [("13,000", "displaced", False)]),
    ("The rebels put their own losses at 200 or more.", [("200 or more", "killed", False)]),
    ("The minister had spoken of room for 40,000 families.", [("40,000 families", "capacity", False)]),
    # each of two has the state that stands with it
    ("The slide left 430 homes under mud and 1,900 people in emergency housing.", [
        ("430 homes", "other", False), ("1,900 people", "displaced", False)]),
    ("The bulk of the 5,100 evacuees returned.", [("5,100 evacuees", "displaced", False)]),
    # a share of those before it may have met something else; how badly some of the hurt are hurt
    ("Of the 80 detained demonstrators, 65 have been freed. Fifteen people are still in custody.", [
        ("80 detained demonstrators", "detained", False), ("65", "assisted", True),
        ("Fifteen people", "detained", True)]),
    ("Of the 19 hostages, 15 were freed.", [("19 hostages", "detained", False), ("15", "assisted", True)]),
    ("The bus fell into a ravine, injuring 20, four critically.", [
        ("20", "injured", False), ("four", "injured", True)]),
    ("Some 20 were hurt, four of them seriously and three slightly.", [
        ("Some 20", "injured", False), ("four of them", "injured", True), ("three", "injured", True)]),
    # labels
    ("Displaced families: 7,450.", [("7,450", "displaced", False)]),
    ("Houses destroyed: 1,210.", [("1,210", "other", False)]),
    # what stands in quotation marks is a verb all the same
    ("The army said that 14 militants had been “neutralised” there.", [("14 militants", "killed", False)]),
    # headlines, inversion
    ("Bandits abduct over 60 in northern village", [("over 60", "detained", False)]),
    ("Into the republic returned home 95 defenders.", [("95 defenders", "returned", False)]),
    # held in the arms
    ("A woman holding her son was killed.", [("A woman", "killed", False)]),
    # what a toll was, though another number came between
    ("The death toll rose to 204, with 109 missing, up from 188.", [
        ("204", "killed", False), ("109", "missing", False), ("188", "killed", False)]),
    # both are two, where something happened to them
    ("The blast injured both guards.", [("both guards", "injured", False)]),
    ("Two men were seized and both were shot dead.", [("Two men", "detained", False), ("both", "killed", False)]),
    ("Both sides said 12 people died.", [("12 people", "killed", False)]),
    ("Both the army and the rebels killed civilians.", []),
    # nobody is a number
    ("No one was hurt.", [("No one", "injured", False)]),
    # who has escaped or been found is held or missing no more, and who waits is alive
    ("More than 4,000 prisoners escaped from the ruins.", [("More than 4,000 prisoners", "other", False)]),
    ("Two missing girls were found unharmed.", [("Two missing girls", "assisted", False)]),
    ("Police found two girls who went missing on Sunday.", [("two girls", "assisted", False)]),
    ("Rescuers found three missing miners dead.", [("three missing miners", "killed", False)]),
    ("Three missing miners have been found, two of them dead.", [
        ("Three missing miners", "assisted", False), ("two of them", "killed", True)]),
    ("Tens of thousands of victims are still waiting for aid.", [
        ("Tens of thousands of victims", "other", False)]),
    # how many a group has, where something befell it
    ("A five-strong rescue team was killed in May.", [("five-strong rescue team", "killed", False)]),
    ("A five-member panel met in May.", []),
    # to their deaths, and not whoever fled where others died
    ("One Kenyan and one French climber have fallen to their deaths.", [
        ("One Kenyan", "killed", False), ("one French climber", "killed", False)]),
    ("Hundreds tumbled into the river in a panic that led to 1,005 deaths.", [
        ("Hundreds", "other", False), ("1,005 deaths", "killed", False)]),
    ("He was the first to die, along with dozens of his colleagues.", [
        ("dozens of his colleagues", "killed", False)]),
    ("There are at least three foreigners among the dead militants.", [
        ("at least three foreigners", "killed", False)]),
    # of whom it is said: those left dead, not those who left them so; the boy, not his father
    ("Three gunmen left two men dead in Kano.", [("Three gunmen", "other", False), ("two men", "killed", False)]),
    ("The father of a boy abducted in Kano told the police.", [("a boy", "detained", False)]),
    ("The wife of the late Omar Diab, who died in May, was there.", []),
    # what a toll reaches is no aid, also where its verb stands before
    ("The death toll was unchanged on Tuesday, reaching a total of 298 people.", [
        ("298 people", "killed", False)]),
    # a set named first, with words between it and its share; it is no part of those counted before
    ("Some 293 workers returned. Of the newly infected people registered on Monday, 86 came from abroad.", [
        ("Some 293 workers", "returned", False), ("86", "other", False)]),
    # a list by days, of which only the first says what happened
    ("Police reported five men killed on Monday, two guards on Tuesday and a judge on Friday.", [
        ("five men", "killed", False), ("two guards", "killed", False), ("a judge", "killed", False)]),
    # some of those of the sentence before, whatever binary fractions make of 4.1 million
    ("Some 16 million cases were recorded. More than 4.1 million of them are in Brazil.", [
        ("Some 16 million cases", "other", False), ("More than 4.1 million of them", "other", True)]),
    # a share of them fled, and how many is not said
    ("Two-thirds of the city's 300,000 residents fled.", [("300,000 residents", "population", False)]),
    ("Doctors estimate between 4,000 and 6,000 dead, mostly civilians.", [
        ("between 4,000 and 6,000", "killed", False)]),
    ("Two soldiers lost their legs.", [("Two soldiers", "injured", False)]),
    ("Two people were taken to the emergency room.", [("Two people", "injured", False)]),
    ("It has capacity to house up to 10,000 people in tents.", [("up to 10,000 people", "capacity", False)]),
    ("The court ruled to send ten men to pretrial custody.", [("ten men", "detained", False)]),
    # who is in hospital, and who works there
    ("Death toll in attack climbs to 143; 80 in hospital", [("143", "killed", False), ("80", "injured", False)]),
    ("Forty doctors work in the hospital.", [("Forty doctors", "other", False)]),
    # things are missing, shot at, and of no age
    ("Missing are three chainsaws and 60 DVDs.", []),
    ("Missing are three Latvian climbers.", [("three Latvian climbers", "missing", False)]),
    ("A tank shot another tank during training.", []),
    ("Don Shaw and Ann Bright, both 28, are charged with theft.", []),
    ("The gang killed a mom of 12.", [("a mom", "killed", False)]),
    ("There is concern, with thousands of children disappearing each year.", []),
    # how often, set against how many, an age, another wound
    ("Doctors treat two to three gunshot victims a day.", []),
    ("Up to 25 people die of cholera per day.", []),
    ("Up to 25 people died of cholera on that day.", [("Up to 25 people", "killed", False)]),
    ("New infections exceeded 2.5 per 100,000 people.", []),
    ("Ann Berger, 59 and originally from Bonn, remains missing.", []),
    ("The man sustained a wound to the back and one in the leg.", []),
    # whoever shot is not the one who was shot, nor he who watched the one who fell
    ("A former clerk walked into a warehouse on Friday and shot and killed a man.", [("a man", "killed", False)]),
    ("An Australian climber who watched his brother fall to his death said he was waiting for help.", []),
    # the name of a woman is released, not she
    ("Authorities have released the name of a woman who was walking outside when the lorry came.", []),
    ("The navy took 23 pirates into custody.", [("23 pirates", "detained", False)]),
    # one of an age, one of another's, one with a participle
    ("Soldiers shot and killed a 16-year-old.", [("a 16-year-old", "killed", False)]),
    ("He is accused of killing his mother and sister.", [
        ("his mother", "killed", False), ("sister", "killed", False)]),
    ("A soldier's wife was killed.", [("A soldier's wife", "killed", False)]),
    ("A guard interviewing a woman outside a shop was fatally shot on Friday.", [("A guard", "killed", False)]),
    # a noun that the tokeniser cut at its hyphen
    ("A worker shot three ex-colleagues.", [("three ex-colleagues", "injured", False)]),
    # in the capitals of a headline
    ("Blast Leaves Man Dead and 2 Hurt", [("2", "injured", False)]),
    # the whole before a share of it, whatever happened to the share; a passive joined to an active verb
    ("Of the 60 miners, 58 had come out on their own or been rescued.", [
        ("60 miners", "other", False), ("58", "assisted", True)]),
    ("Some 100,000 people have crossed into Chad, UNHCR reports, including 42,300 refugees.", [
        ("Some 100,000 people", "displaced", False), ("42,300 refugees", "displaced", True)]),
    # "them" and "more" of things
    ("Armed men attacked 27 sites, burning many of them down.", []),
    ("Some 40 people died. The number of collapsed buildings stood at 5,775, of which 3,200 were in the north.", [
        ("Some 40 people", "killed", False)]),
    ("Eight bodies were found there. A dam broke in the hills, and 14 more are on alert.", [
        ("Eight bodies", "killed", False)]),
    # what holds them; who was involved
    ("The camp holds 5,293 pregnant women.", [("5,293 pregnant women", "displaced", False)]),
    ("The rebels hold 5,293 women.", [("5,293 women", "detained", False)]),
    ("Ambulances took five people involved to the hospital.", [("five people", "injured", False)]),
    ("30 homes destroyed and 1,200 people displaced.", [
        ("30 homes", "other", False), ("1,200 people", "displaced", False)]),
    # the count of a count; the hurt are in hospital, and no hospital is in a count
    ("The agency raised its estimate of the death toll to more than 670.", [("more than 670", "killed", False)]),
    ("Eleven were in hospital.", [("Eleven", "injured", False)]),
    ("Some 342 were injured, 28 of them in critical condition.", [
        ("Some 342", "injured", False), ("28 of them", "injured", True)]),
    # rows that leave out what they count; a number behind another name is its label
    ("Arda reported 151 cases, Belo 96 and Corin 82.", [
        ("151 cases", "other", False), ("96", "other", False), ("82", "other", False)]),
    ("The crash killed 12 people, Flight 305 was full.", [("12 people", "killed", False)]),
    # local residents are no local time; whatever is done with them, the dead are dead
    ("The dead included four soldiers, 24 local residents and 117 fishermen.", [
        ("four soldiers", "killed", False), ("24 local residents", "killed", False),
        ("117 fishermen", "killed", False)]),
    ("Some 101 of the dead were brought to hospitals.", [("Some 101 of the dead", "killed", False)]),
    # hundreds are no part of eight
    ("They speak of eight killed. There are people on the roofs, hundreds of them.", [
        ("eight", "killed", False), ("hundreds of them", "other", False)]),
    # who held them, where they slept, where they were taken
    ("The prison held 900 women.", [("900 women", "detained", False)]),
    ("Some 1,400 people spent the night at the airport.", [("Some 1,400 people", "displaced", False)]),
    ("Twenty patients were taken to a medical center.", [("Twenty patients", "injured", False)]),
    # a number that was counted before is that again, and a day is nobody
    ("A riot left 41 women dead. Seven inmates are being treated. The teams said they had counted 41.", [
        ("41 women", "killed", False), ("Seven inmates", "assisted", False), ("41", "killed", False)]),
    ("The toll rose to 93 Saturday.", [("93", "killed", False)]),
    ("Some 2,000 survivors have had limbs amputated.", [("Some 2,000 survivors", "injured", False)]),
    ("The court returned 300 parolees to prison.", [("300 parolees", "detained", False)]),
    ("They seized one rifle and one .45-calibre pistol.", []),
    # whoever gives a number has no such population; whom instructions are issued to
    ("The city put the death toll at 40.", [("40", "killed", False)]),
    ("The city issued evacuation instructions to 1,896 households.", [("1,896 households", "evacuated", False)]),
    ("The mud buried a village of 4,500 people.", [("4,500 people", "population", False)]),
    # some of those before, whatever happened to others
    ("The dam killed 131 people. Some 15 survivors clung to a tree. Two of them later died.", [
        ("131 people", "killed", False), ("Some 15 survivors", "other", False), ("Two of them", "killed", True)]),
    # behind a toll, whoever lives in camps; who acts is no victim; beasts; the cases of a court
    ("The toll has risen to 98, with 310 injured and 37,450 people living in relief camps.", [
        ("98", "killed", False), ("310", "injured", False), ("37,450 people", "displaced", False)]),
    ("About 8,000 rebels swiftly captured many towns.", [("About 8,000 rebels", "other", False)]),
    ("The drought killed 2,000 head of cattle.", []),
    ("The two were on a night patrol near the river.", []),
    ("They were charged in two separate cases.", []),
    # what became of them in the end, parsed as their own deed
    ("Five miners abducted off the coast of Benin were released on Friday.", [("Five miners", "assisted", False)]),
    ("Bandits abducted 287 pupils. 28 of them later escaped.", [
        ("287 pupils", "detained", False), ("28 of them", "other", True)]),
    ("Five men were shot dead and two girls burned alive.", [
        ("Five men", "killed", False), ("two girls", "killed", False)]),
    # who picks up whom; what the clause before says is its own; machines are nobody
    ("The boat broke apart off the cape; the coast guard picked up 21.", [("21", "assisted", False)]),
    ("Losses amounted to 340 servicemen, 3 tanks and 12 drones.", [("340 servicemen", "killed", False)]),
    ("Two trawlers capsized; three bodies have washed ashore.", [("three bodies", "killed", False)]),
    # the measure within which the parse hung the "to"; recoveries beside deaths; people by families
    ("A medic told them, bringing the number of those killed since the coup to more than 500.", [
        ("more than 500", "killed", False)]),
    ("The ministry confirmed 12 deaths and 21 recoveries.", [
        ("12 deaths", "killed", False), ("21 recoveries", "other", False)]),
    ("Some 7,800 people in 1,430 families were evacuated.", [
        ("Some 7,800 people", "evacuated", False), ("1,430 families", "evacuated", False)]),
    ("Some 61,453 IDPs (12,291 HH) arrived.", [
        ("Some 61,453 IDPs", "arrived", False), ("12,291 HH", "arrived", False)]),
    # a range that the parse made a place or the subject; who is out of school takes no shelter in one
    ("In El Geneina, between 10,000 and 15,000 people were killed in 2023.", [
        ("between 10,000 and 15,000 people", "killed", False)]),
    ("As many as 1.2 million children are out of school.", [("As many as 1.2 million children", "other", False)]),
    # how badly those are hurt who were counted last; what else victims, families and the unfound are told of
    ("It left 47 people dead and 118 hospitalised, 30 of them in critical condition.", [
        ("47 people", "killed", False), ("118", "injured", False), ("30 of them", "injured", True)]),
    ("Some 98 victims are still on admission in the clinic.", [("Some 98 victims", "injured", False)]),
    ("About 41,000 households had their houses destroyed.", [("About 41,000 households", "other", False)]),
    ("The fate of 11 people remains unknown.", [("11 people", "missing", False)]),
    ("They spoke of the fate of 11 prisoners.", [("11 prisoners", "detained", False)]),
    # friends are not with friends; an aim has nobody in it
    ("The four friends are upbeat about the war.", [("four friends", "other", False)]),
    ("The army signed up recruits, beating its target of 7,450.", []),
    # the deaths beside them are not those of all cases
    ("The agency reported 36 suspected cases, 8 deaths and 5 recoveries.", [
        ("36 suspected cases", "other", False), ("8 deaths", "killed", False), ("5 recoveries", "other", False)]),
    ("The agency reported 36 cases and 8 dead.", [("36 cases", "other", False), ("8", "killed", False)]),
    ("The province has reported the most deaths, 470.", [("470", "killed", False)]),
    # by a half more, before a scale or without
    ("Two and a half million people have fled.", [("Two and a half million people", "displaced", False)]),
    # a share that the parse gave to the next clause is of the whole before it; a whole is no second toll
    ("The quake killed 1,037 people and injured 1,204, 721 of them critically.", [
        ("1,037 people", "killed", False), ("1,204", "injured", False), ("721 of them", "injured", True)]),
    ("State radio said 2,012 people had died, 1,293 of them in Kassala, and 2,059 were hurt.", [
        ("2,012 people", "killed", False), ("1,293 of them", "killed", True), ("2,059", "injured", False)]),
    ("In the village, 90 of 200 residents have been confirmed dead.",
     [("90", "killed", False), ("200 residents", "other", False)]),
    ("Of 40 miners 12 of them were hurt.", [("40 miners", "other", False), ("12 of them", "injured", True)]),
    ("At least 70 people, among them ten women and three infants, were killed when the gang stormed the town.", [
        ("At least 70 people", "killed", False), ("ten women", "killed", True), ("three infants", "killed", True)]),
    # the state of those who are there; whom they are supplied with what they need; how they were found
    ("There are three million people in Haiti in need of aid.", [("three million people", "other", False)]),
    ("The agency is providing 2,000 people in the capital with food.", [("2,000 people", "assisted", False)]),
    ("Teams had pulled 10 people alive from the rubble.", [("10 people", "assisted", False)]),
    ("Another 391 people have been located alive.", [("391 people", "assisted", False)]),
    # tolls behind a verb that was parsed as a noun, and at the end of where it is
    ("The number of people confirmed dead stands at 97, the governor said.", [("97", "killed", False)]),
    ("In the port of Beirut death toll has reached 154.", [("154", "killed", False)]),
    ("Gunmen slit the throats of 12 villagers.", [("12 villagers", "killed", False)]),
    ("The clinic said 622 war-wounded arrived over three days.", [("622 war-wounded", "arrived", False)]),
    # who has lost somebody, who is only touched, any one at all, somebody's loved one, half a number, names
    ("Some people have lost their children.", []),
    ("Nobody can fail to be moved by the plight of the people.", []),
    ("The loss of a partner can mean the end of your home.", []),
    ("The loss of a soldier was confirmed.", [("a soldier", "killed", False)]),
    ("People were searching for a loved one in the debris.", []),
    ("Seveny-three soldiers were killed.", []),
    ("Twenty-three soldiers were killed.", [("Twenty-three soldiers", "killed", False)]),
    ("2208The correspondent says trucks are on their way.", []),
    ("The 60 Parachute Field Hospital treated 3,600 patients.", [("3,600 patients", "assisted", False)]),
    ("The spill killed 1,000 amphibians.", []),
    # of two numbers that are put side by side each has its own
    ("The service put the missing at 299 and the dead at 11.", [("299", "missing", False), ("11", "killed", False)]),
    ("Among the pictures of the disaster, one was taken in Japan.", []),
    ("Among the dead, one came from Kenya.", [("one", "killed", False)]),
    # a range parsed as where it was; what holds those who are trapped
    ("Between 100-150 people are still missing at the mission.", [("Between 100-150 people", "missing", False)]),
    ("Scores more remain trapped under the rubble.", [("Scores", "missing", False)]),
    ("Scores more remain trapped at the airport.", [("Scores", "other", False)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_figures_as_reported(text: str, expected: list[tuple[str, str, bool]], read: Callable[[str], Numbers]) -> None:
    figures = read(text).figures
    assert [(text[f.start : f.end], f.kind, f.part_of is not None) for f in figures] == expected
