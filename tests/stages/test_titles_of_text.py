"""Titles of sentences as reporters write them, read by the shipped pipeline: a sentence that an editor prints."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conllu import ENGLISH, untold

from timeline_service.model import Document, creation_time
from timeline_service.pipeline import read
from timeline_service.stages.write_titles import MAX_WORDS, write_titles

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("pipeline")]


def title(text: str, trigger: str) -> str:
    """The title of an event where it has a row and no other event has one."""
    document = read(Document(id="d1", text=text, dct=creation_time("2026-05-06")), ENGLISH)
    story = untold(document)
    (entry,) = (e for e in story.entries if story.event(e.chain.mentions[0]).text == trigger)
    return write_titles(replace(story, entries=(entry,)), ENGLISH).entries[0].title


def titles_in_order(text: str, *triggers: str) -> list[str]:
    """The titles of several events of a text where only these have rows, which stand in this order."""
    document = read(Document(id="d1", text=text, dct=creation_time("2026-05-06")), ENGLISH)
    story = untold(document)
    known = {story.event(entry.chain.mentions[0]).text: entry for entry in story.entries}
    rows = tuple(replace(known[trigger], rank=n) for n, trigger in enumerate(triggers, start=1))
    return [entry.title for entry in write_titles(replace(story, entries=rows), ENGLISH).entries]


@pytest.mark.parametrize(("text", "triggers", "expected"), [
    (
        "Tarn Motors had also reported that it had spent ten million crowns in an effort to prevent bankruptcy.",
        ("spent", "reported"),
        [
            "Tarn Motors had spent ten million crowns in an effort to prevent bankruptcy",
            "Tarn Motors had reported that it had spent ten million crowns",
        ],
    ),
    (
        "Tresk confirmed they used at least 20 flares inside the harbour during the drill.", ("used", "confirmed"),
        [
            "They used at least 20 flares inside the harbour during the drill",
            "Tresk confirmed they used at least 20 flares inside the harbour during the drill",
        ],
    ),
    (
        "On Friday, fishermen rescued 40 sailors whose boat had sunk.", ("sunk", "rescued"),
        ["40 sailors whose boat had sunk", "Fishermen rescued 40 sailors whose boat had sunk"],
    ),
    (
        "Mayor Olav Brun has announced plans to withdraw the town from the Tarn accord.", ("withdraw", "announced"),
        ["Plans to withdraw the town from the Tarn accord", "Mayor Olav Brun has announced plans"],
    ),
    (
        "Officials issued warnings for the coast of Orsa which were later cancelled.", ("cancelled", "issued"),
        [
            "Officials issued warnings for the coast of Orsa which were cancelled",
            "Officials issued warnings for the coast of Orsa",
        ],  # not "The coast of Orsa which were cancelled"
    ),
])  # fmt: skip
def test_what_hangs_from_another_row_has_a_title_of_its_own_where_it_can(text, triggers, expected):
    assert titles_in_order(text, *triggers) == expected


@pytest.mark.parametrize(("text", "trigger", "kept"), [
    ("Bank chairman Olav Brun announced on Monday that two branches in Orsa would close.", "announced", "would close"),
    ("The regulator responded on Tuesday by offering a refund.", "responded", "by offering a refund"),
    ("On Monday the parents tried to have their son released.", "tried", "tried to have their son released"),
    ("Luis Maro, brother of Rosa Maro, was sentenced for her murder to life in prison.", "sentenced", "to life"),
    ("The relatives of the jailed former finance minister blocked the court entrance.", "blocked", "of the jailed"),
    ("Some of the parrots living at the zoo died in the fire.", "died", "Some of the parrots"),
    ("The company introduced a train capable of 400 kilometres an hour.", "introduced", "capable of 400 kilometres"),
    ("The minister told the council on Friday that the pier was sold.", "told", "that the pier was sold"),
    ("The tour was due to open in Orsa and close in Tarn on May 9.", "close", "was due to close in Tarn"),
])  # fmt: skip
def test_what_makes_it_true_is_kept(text, trigger, kept):
    assert kept in title(text, trigger)


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "Norvald and Tresk defeated Kelmark to win an order for 40 trams from the city of Orsa last month.", "defeated",
        "Norvald and Tresk defeated Kelmark to win an order for 40 trams",
    ),
    (
        "The airline had approached its rival Vela regarding a merger of their arms.", "approached",
        "The airline had approached its rival Vela regarding a merger of their arms",
    ),
    (
        "The head of the harbour, Ola Brekke, resigned on Tuesday.", "resigned",
        "The head of the harbour, Ola Brekke, resigned",
    ),
    (
        "The central bank of Kestria raised its forecast for the year in response to the unexpectedly strong figures.",
        "raised", "The central bank of Kestria raised its forecast",
    ),
    (
        "The new ferry will use 20 percent less fuel per voyage than similarly sized ships of other lines.", "use",
        "The new ferry will use 20 percent less fuel per voyage",
    ),
    (
        "Those who had bought a ticket for the cancelled concert received a refund.", "received",
        "Those who had bought a ticket for the cancelled concert received a refund",
    ),
])  # fmt: skip
def test_what_there_is_room_for_comes_back_whole(text, trigger, expected):
    assert title(text, trigger) == expected


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "The ferry will sail to Orsa, then Lund and Brill with its new crew.", "sail",
        "The ferry will sail to Orsa, Lund and Brill with its new crew",
    ),
    (
        "Under a pact signed on Monday, each side shall pull back its troops.", "signed",
        "A pact signed on Monday",
    ),
    (
        "In the new novel by Iva Toma, published in Orsa on Tuesday, a nurse poisons a senator.", "published",
        "The new novel by Iva Toma published in Orsa on Tuesday",
    ),
    (
        "Norvald Air said it will lease six planes from Vela, then in the spring it will buy two helicopters.", "buy",
        "Norvald Air will buy two helicopters",
    ),
    (
        "Energy minister Rosa Quill told the council of the island that the old power station would be sold.", "told",
        "Rosa Quill told the council that the old power station would be sold",
    ),
    (
        "The code did not call for sprinklers at the time the old tower was built in 1983.", "built",
        "The old tower was built",
    ),
    (
        "The village had been cut off by a landslide near Lund for a week.", "landslide",
        "The village had been cut off by a landslide near Lund for a week",
    ),
    (
        "When Ines Corvo opened the pier in Orsa, she praised the divers.", "praised",
        "Ines Corvo praised the divers",
    ),
    (
        "The delivery of the ferry, originally due in May, will be delayed until the end of October.", "delayed",
        "The delivery of the ferry will be delayed until the end of October",
    ),
    (
        "The tram line of Orsa lost money for years, with two cars scrapped in May.", "scrapped",
        "Two cars scrapped in May",
    ),
    (
        "Beside it will be a copy carved in 1951, which was itself stolen in 1987.", "stolen",
        "A copy carved in 1951 was itself stolen",
    ),
])  # fmt: skip
def test_a_title_tells_its_own_event_and_no_other(text, trigger, expected):
    assert title(text, trigger) == expected


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    ("In a letter sent to the mayor, the union rejected the offer.", "sent", "A letter sent to the mayor"),
    ("The bill, passed by the senate in March, would lapse.", "passed", "The bill passed by the senate in March"),
    ("The truce, signed on October 13, held for a week.", "signed", "The truce, signed on October 13"),
    (
        "The Orsa Company violated an accord reached between the two firms in 1991.", "reached",
        "An accord reached between the two firms in 1991",
    ),
    (
        "Letters exchanged among port officials regarding the sale were read out in court.", "exchanged",
        "Letters exchanged among port officials regarding the sale",
    ),
    (
        "The firm described its plan in a press release released earlier on Monday.", "released",
        "A press release released on Monday",
    ),
])  # fmt: skip
def test_a_noun_and_what_was_done_with_it_make_a_headline(text, trigger, expected):
    assert title(text, trigger) == expected


@pytest.mark.parametrize(("why", "text", "trigger", "expected"), [
    (
        "there is room", "Photos taken at the mill showed a wide breach.", "taken",
        "Photos taken at the mill showed a wide breach",
    ),
    (
        "it is said what it was", "The song performed at the opening was a march by Ida Holm.", "performed",
        "The song performed at the opening was a march by Ida Holm",
    ),
    (
        "it may not be so", "The bill passed by the council of Orsa may become law.", "passed",
        "The bill passed by the council of Orsa",
    ),
    (
        "somebody says so", "Olav Brun said the photos taken at the mill showed a breach.", "taken",
        "The photos taken at the mill",
    ),
    (
        "a list would be cut",
        "Other candidates elected in the north of Orsa were Ida Holm of the Greens, Nils Dahl of the Farmers and Anton "
        "Dell of the Harbour League.", "elected", "Other candidates elected in the north of Orsa",
    ),
])  # fmt: skip
def test_what_is_told_of_a_noun_goes_with_what_was_done_with_it(why, text, trigger, expected):
    assert title(text, trigger) == expected, why


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "Prosecutor Ida Holm accused the harbour board of Orsa on Monday of dumping oil near the beaches of the island "
        "for many years.", "accused",
        "Ida Holm accused the harbour board of Orsa of dumping oil for many years",
    ),
    (
        "Kestria Steel said on Monday that it would sign a contract to buy a dozen of the newest tugs of the yard in "
        "Orsa for 90 million crowns.", "said", "Kestria Steel said that it would sign a contract",
    ),
    (
        "The mill's owner has agreed to buy 60 looms from Vela in a deal worth 7.2 million crowns.", "agreed",
        "The mill's owner has agreed to buy 60 looms from Vela",
    ),
    (
        "Chief engineer Ola Brekke reported that nine men were trapped underground in the old mine, ranging from 17 to "
        "62 years old.", "reported", "Ola Brekke reported that nine men were trapped underground in the old mine",
    ),
    (
        'Ida Holm defended her choice on Monday by saying, "The tram has the lowest cost and will run for years."',
        "defended", "Ida Holm defended her choice",
    ),
    ("The index fell on Monday to lows not seen since 1982.", "fell", "The index fell to lows"),
    (
        "The tram has been named the Harbour Runner by the Orsa Company to mark the fact it can climb the steepest "
        "street.", "named", "The tram has been named the Harbour Runner by the Orsa Company",
    ),
    (
        "Norvald Air said on Monday that it had signed a contract to purchase a score of the newest jets from Vela.",
        "said", "Norvald Air said that it had signed a contract",
    ),
    (
        "The delivery of the ferry, originally due later this year, will be delayed until October 2027.", "delayed",
        "The delivery of the ferry will be delayed until October 2027",
    ),
    (
        "A survey of 1,700 pupils - aged 8 to 10 years, from 88 schools - was carried out in Orsa, Lund, Brill, Marle, "
        "Tresk and Ulvsund.", "carried", "A survey was carried out in Orsa, Lund, Brill, Marle, Tresk and Ulvsund",
    ),
    ("The gauge reached 2,020 points after gaining two percent.", "reached", "The gauge reached 2,020 points"),
])  # fmt: skip
def test_no_stump_of_a_phrase_is_left(text, trigger, expected):
    found = title(text, trigger)
    assert found.startswith(expected)
    assert not found.endswith(("fact", "score", "ranging", "seen"))


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "The old yard in Orsa built wooden ferries, tugs, barges, lighters, pilot boats, dredgers, yachts and Marle "
        "cranes in 2020.", "built", "The old yard in Orsa built wooden ferries",
    ),
    (
        "The gala was attended by 300 people including dancers, divers, bakers and officials from the ministry.",
        "attended", "The gala was attended by 300 people including dancers, divers, bakers and officials",
    ),
])  # fmt: skip
def test_a_list_is_told_whole_or_not_at_all(text, trigger, expected):
    assert title(text, trigger).startswith(expected)
    assert "Marle" not in title(text, trigger)


@pytest.mark.parametrize(("text", "trigger", "kept"), [
    ("The yard in Orsa launched the largest wooden ferry of the southern coast of the island.", "launched", "largest"),
    ("The new tram was praised by Ida Holm as the biggest leap that Orsa has taken.", "praised", "praised by Ida Holm"),
    ("Norvald Steel rolled out the first that was ordered by Tresk.", "rolled", "the first that was ordered by Tresk"),
    (
        "The Department of Health and Senior Services has referred the milk to the centre for disease control for "
        "tests.", "referred", "The Department of Health and Senior Services",
    ),
])  # fmt: skip
def test_what_says_which_of_all_is_kept(text, trigger, kept):
    assert kept in title(text, trigger)
    assert not title(text, trigger).endswith("leap")


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "Tom Arle, a farmer intending to sell his herd, watched the auction.", "intending",
        "Tom Arle, a farmer intending to sell his herd, watched the auction",
    ),
    (
        "The council hired two engineers to inspect the dam.", "inspect",
        "The council hired two engineers to inspect the dam",
    ),
    (
        "The ferry turned back after being hit by a wave.", "hit",
        "The ferry turned back after being hit by a wave",
    ),
    (
        "Arriving at the port, the crew found the gates locked.", "Arriving",
        "Arriving at the port, the crew found the gates locked",
    ),
])  # fmt: skip
def test_a_fragment_gives_way_to_its_sentence(text, trigger, expected):
    assert title(text, trigger) == expected


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "The deal follows months of talks with Kestria, which introduced steel tariffs in October.", "introduced",
        "Kestria introduced steel tariffs",
    ),
    (
        "The ringleaders, whose families were told on Monday, were freed.", "told",
        "The ringleaders, whose families were told, were freed",
    ),
    ("Anna Berg, the mayor of Lund, and her aide, Nils Holm, were charged by a prosecutor.", "charged", None),
    (
        "The Treaty of Orsa, which ended the war, was signed here.", "ended",
        "The Treaty of Orsa, which ended the war, was signed here",
    ),
    ("Rosa Quill, who led the inquiry, resigned on Monday.", "led", "Rosa Quill led the inquiry"),
    (
        "The crisis marked the end of the popular Vela line of ferries, which has carried over 2,400 cars.", "carried",
        "The popular Vela line of ferries has carried over 2,400 cars",
    ),
    (
        "The stop took place due to an order of the Federal Service for the Financial Markets, which demanded the "
        "suspension.", "demanded", "The Federal Service for the Financial Markets demanded the suspension",
    ),
    ("WHO has sent two teams to Orsa.", "sent", "WHO has sent two teams to Orsa"),
    ("THE MAN WHO SHOT THE MAYOR WAS ARRESTED ON MONDAY IN ORSA.", "SHOT", "THE MAN SHOT THE MAYOR"),
])  # fmt: skip
def test_a_subject_is_the_right_one_and_whole(text, trigger, expected):
    found = title(text, trigger)
    assert found == expected if expected else not found.startswith("Anna Berg were")


@pytest.mark.parametrize(("text", "trigger", "start"), [
    ("Kestria said on Monday it would expel two diplomats.", "expel", "Kestria said it would expel"),
    ("The probe lifted off in 2019. It reached the comet on Monday.", "reached", "The probe reached"),
    ("Ines Corvo opened the hearing. She called two witnesses. She left at noon.", "left", "Ines Corvo left"),
    ("Striking drivers blocked the bridge. They left at dusk.", "left", "Striking drivers left"),
    ("The mayor and the abbot met. They signed a lease.", "signed", "The mayor and the abbot signed"),
    ("Rosa Maro claims that she was held for a week.", "held", "Rosa Maro claims that she was held"),
    (
        "Olav Brun has left the council, but Ines Corvo has said her party will stay in the cabinet.", "stay",
        "Ines Corvo's party will stay",
    ),
    (
        "The Orsa Front have recently met a crackdown by authorities, but are going on with raids. Last month they "
        "shelled the headquarters in Lund.", "shelled", "The Orsa Front shelled",
    ),
    (
        "The Kestria Times unveiled Tarn, the new version of their paper system for desks and halls that brings colour "
        "to the pages. They also printed maps, a new part of the paper.", "printed", "The Kestria Times printed",
    ),
    (
        "On Tuesday an eleven-month-old boy, identified only as Ivo, was rescued alive and flown to Orsa for treatment "
        "of injuries including frostbite and head trauma. He was found under rubble, still in his cot.", "found",
        "An eleven-month-old boy was found",
    ),
    (
        "A Kestrian court sentenced Olav Brun. Brun denied theft. Brun fled in May. A judge in Orsa sentenced activist "
        "Olav Brun to ten years on charges of treason, associating himself with an unlawful body, and spreading lies "
        "about the fleet. He was also fined 400 crowns.", "fined", "Olav Brun was fined",
    ),
    ("Ann Ode moved to Orsa in 1990. She and Karl Lund divorced in 1995.", "divorced", "Ann Ode and Karl Lund"),
    ("Olav Brun was born in Orsa. He studied law there. He became a judge in 1990.", "became", "Olav Brun became"),
])  # fmt: skip
def test_a_pronoun_gives_way_to_a_name_that_is_known(text, trigger, start):
    assert title(text, trigger).startswith(start)


@pytest.mark.parametrize(("text", "trigger", "start"), [
    ("The judge praised the nurse. She left early on Monday.", "left", "She left"),
    ("The bank sued the port. The port denied the claim. It was rejected on Monday.", "rejected", "It was"),
    ("The nurse and the judge spoke. She called two witnesses.", "called", "She called"),
    ("The crew reached the shore. It rained on Monday.", "rained", "It rained"),
    ("The mayor praised the nurses and the guards. They left at dusk.", "left", "They left"),
])  # fmt: skip
def test_a_pronoun_in_doubt_stays(text, trigger, start):
    assert title(text, trigger).startswith(start)


@pytest.mark.parametrize(("text", "trigger", "kept"), [
    ("The union will strike if the board sells the yard.", "sells", "if the board sells the yard"),
    ("The court asked whether the guard had left the gate open.", "left", "whether the guard had left"),
    ("The army denied that it had shelled the town.", "shelled", "denied that"),
    (
        "Key questions remain, including whether the ferry line will be allowed to keep its port.", "keep",
        "Whether the ferry line will be allowed to keep its port",
    ),
    ("Unless the pier is repaired, the ferry will stop.", "repaired", "Unless the pier is repaired"),
    ("The bridge would close if the river rose further.", "rose", "if the river rose"),
    ("The senator falsely claimed that the election had been stolen.", "election", "falsely claimed"),
])  # fmt: skip
def test_a_condition_is_not_told_as_a_fact(text, trigger, kept):
    assert kept in title(text, trigger)


@pytest.mark.parametrize(("text", "trigger"), [
    (
        "Prosecutors alleging that the firm had hidden an additional loan of 60 million crowns from its auditors and "
        "from the tax office charged its former chairman on Monday with fraud.", "charged",
    ),
    (
        "Finance ministers of the seven largest economies, ending a summit in Orsa, issued a communique on Saturday "
        "vowing to implement a plan to diversify supply chains by the end of the year.", "issued",
    ),
    (
        "In the worst storm for twenty years, more than four hundred houses along the northern coast of the island "
        "lost their roofs, and the power failed in nine towns and villages.", "lost",
    ),
    (
        "The airline, which has flown between the islands since 1962, said on Friday that it would cut forty of its "
        "two hundred flights a week and close its office in the capital.", "said",
    ),
    (
        "The bank, which lost a third of its deposits within days, needs an additional loan of 60 million crowns, its "
        "chairman told a committee of the upper house of parliament.", "needs",
    ),
])  # fmt: skip
def test_a_long_sentence_is_shortened_to_a_whole_one(text, trigger):
    found = title(text, trigger)
    assert 4 <= len(found.split()) <= MAX_WORDS
    assert trigger in found
    assert found.split()[-1] not in "a an and at by for from in its of on the to with".split()
    assert " an 60" not in found


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    ("Police arrested and questioned the student.", "questioned", "Police questioned the student"),
    ("Soldiers surrounded, then stormed the studio.", "stormed", "Soldiers stormed the studio"),
    ("The club was fined at once and relegated on Monday.", "relegated", "The club was relegated"),
    ("The firm closed a mill and sold two ships.", "sold", "The firm sold two ships"),
    ("The judge heard the case and adjourned at noon.", "adjourned", "The judge adjourned"),
])  # fmt: skip
def test_verbs_that_are_joined_share_what_they_share(text, trigger, expected):
    assert title(text, trigger).startswith(expected)


@pytest.mark.parametrize(("text", "trigger", "start"), [
    ("The bill, passed by the senate in March, would lapse.", "lapse", "The bill, passed by the senate in March,"),
    ("Ines Corvo, now 18 and a student, testified on Monday.", "testified", "Ines Corvo, 18 and a student, testified"),
    (
        "His partner, the engineer Olav Brun, whom she met in 1983, died in 2021.", "met",
        "His partner, the engineer Olav Brun, whom she met, died",
    ),
    ("Rosa Quill, 19, a nurse from Orsa, was freed on Monday.", "freed", "Rosa Quill"),
    ("The index, which fell in May, rose by 3%, or 90 points.", "rose", "The index rose by 3%, or 90 points"),
    ('"The port will reopen," said the mayor.', "said", "\"The port will reopen,\" said the mayor"),
    (
        "Born in Lund with family in Orsa, the old port of Kestria, Anna Berg went to Tresk with a grant.", "Born",
        "Born in Lund with family, Anna Berg went to Tresk",
    ),
])  # fmt: skip
def test_a_comma_that_opens_is_closed(text, trigger, start):
    found = title(text, trigger)
    assert found.startswith(start)
    assert ", 19 was" not in found


@pytest.mark.parametrize(("text", "planned", "expected"), [
    ("Airline managers decided to close the northern base.", "close", "Airline managers to close the northern base"),
    ("The two sides agreed on Friday to open a crossing.", "open", "The two sides to open a crossing"),
    ("The council has agreed to sell the old harbour.", "sell", "The council to sell the old harbour"),
])  # fmt: skip
def test_what_is_decided_is_told_as_headlines_do_where_the_deciding_is_a_row(text, planned, expected):
    document = read(Document(id="d1", text=text, dct=creation_time("2026-05-06")), ENGLISH)
    story = write_titles(untold(document), ENGLISH)
    found = {story.event(e.chain.mentions[0]).text: (e.status, e.title) for e in story.entries}
    assert found[planned] == ("planned", expected)
    assert sum(title == expected for _, title in found.values()) == 1


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    ("The union threatened to close the mill.", "close", "The union threatened to close the mill"),
    ("The minister refused to resign on Tuesday.", "refused", "The minister refused to resign"),
])  # fmt: skip
def test_what_is_only_threatened_or_refused_keeps_its_verb(text, trigger, expected):
    assert title(text, trigger).startswith(expected)


def titles(text: str) -> dict[str, str]:
    """Trigger → title, where each event has a row."""
    document = read(Document(id="d1", text=text, dct=creation_time("2026-05-06")), ENGLISH)
    story = write_titles(untold(document), ENGLISH)
    return {story.event(entry.chain.mentions[0]).text: entry.title for entry in story.entries}


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "The steel share of Orsa recovered quickly after falling 250 points.", "falling",
        "The steel share of Orsa falling 250 points",
    ),
    (
        "The envoy voiced hope after meeting the premier of Kestria on Monday.", "meeting",
        "The envoy meeting the premier of Kestria",
    ),
    (
        "A wildfire jumped the river on Monday, destroying 40 houses in the town of Orsa.", "destroying",
        "A wildfire destroying 40 houses in the town of Orsa",
    ),
    (
        "The club closed its stand before selling its ground to a bank in May.", "selling",
        "The club selling its ground to a bank",
    ),
    (
        "Orsa Rail cancelled forty trains on Monday while repairing the bridge at Lund.", "repairing",
        "Orsa Rail repairing the bridge at Lund",
    ),
])  # fmt: skip
def test_a_participle_has_its_doer_where_the_verb_over_it_has_a_row(text, trigger, expected):
    found = titles(text)
    assert found[trigger] == expected
    assert all(trigger not in title for other, title in found.items() if other != trigger)


@pytest.mark.parametrize(("text", "trigger", "kept"), [
    ("Two miners were hurt on Monday, bringing the number of injured to six.", "bringing", "were hurt"),
    ("The ferry was sold to a bank, ending a dispute over its debts.", "ending", "was sold to a bank"),
    ("The crew left the port without paying the harbour fee.", "paying", "without paying"),
    ("The court accused the minister of taking bribes.", "taking", "accused"),
])  # fmt: skip
def test_a_participle_whose_doer_is_in_doubt_stays_with_its_verb(text, trigger, kept):
    assert kept in titles(text)[trigger]


@pytest.mark.parametrize(("text", "trigger"), [
    ("Shares of the bank fell 3 percent while those of the port rose 4 percent.", "fell"),
    ("The chairman of the port resigned after the minister sacked his deputy.", "resigned"),
    ("The capsule crossed the desert when the lorry hit the gate.", "crossed"),
    ("The council adopted the plan as protesters blocked the square.", "adopted"),
    ("The prime minister sent a second brigade before the rebels took the town.", "sent"),
])  # fmt: skip
def test_what_has_a_row_of_its_own_is_not_told_twice(text, trigger):
    found = titles(text)
    assert len(set(found.values())) == len(found)
    others = [title for other, title in found.items() if other != trigger]
    assert not any(title in found[trigger] for title in others)


@pytest.mark.parametrize(("text", "trigger", "kept"), [
    ("A dealer was held in Orsa in May and extradited in June.", "extradited", "was"),
    ("The guard was questioned for an hour and released on Monday.", "released", "was"),
    ("Its founder was convicted of fraud and freed from prison last year.", "freed", "was convicted of fraud"),
    ("The tank was repaired in a yard and put back into service in March.", "put", "was"),
    ("The crew were stopped at a checkpoint and sent back on Monday.", "sent", "were stopped"),
])  # fmt: skip
def test_a_participle_keeps_its_auxiliary(text, trigger, kept):
    assert kept in title(text, trigger)


@pytest.mark.parametrize(("text", "trigger", "kept"), [
    ("The robot crossed only 550 metres of the tunnel on Monday.", "crossed", "only 550 metres"),
    ("Orsa Rail has twice before sued its former owner over the name.", "sued", "twice before"),
    ("Every share in the index, other than that of the bank, lost ground.", "lost", "other than that of the bank"),
    ("The fire destroyed not only the mill but also the yard.", "destroyed", "not only the mill but also the yard"),
    ("Neither the port nor the bank paid the fine on Monday.", "paid", "Neither the port nor the bank"),
    ("Almost all of the crew left the ship at dusk.", "left", "Almost all of the crew"),
    ("Fewer than 40 of the guards signed the letter.", "signed", "Fewer than 40 of the guards"),
    ("All flights except those to the islands were cancelled.", "cancelled", "except those to the islands"),
    ("The police arrested an alleged member of the gang in Orsa.", "arrested", "an alleged member"),
    ("The Food and Drug Administration urged parents not to stop the treatment.", "urged", "Food and Drug"),
    ("Kestria will become an important steel trade centre for the islands.", "become", "an important steel"),
])  # fmt: skip
def test_quantities_exceptions_and_doubts_are_kept(text, trigger, kept):
    assert kept in title(text, trigger)


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    ("The coach resigned nine days before the Olympic trials in Orsa.", "trials", "The Olympic trials in Orsa"),
    ("iOrsa shipped its first telephone on Monday in Lund.", "shipped", "iOrsa shipped its first telephone in Lund"),
    ("This 'switch', he said, would happen next year in Orsa.", "happen", "This switch would happen in Orsa"),
    (
        "A man was arrested on Monday, questioned for nine hours and released without charge on Friday.", "released",
        "A man was arrested and released without charge",
    ),
])  # fmt: skip
def test_marks_and_measures_go_with_their_words(text, trigger, expected):
    assert title(text, trigger) == expected


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    ("The harbour board closed the ferry line. It will notify the crew on Friday.", "notify",
     "The harbour board will notify the crew"),
    ("The harbour board closed the ferry line. It was opened in 1999.", "opened", "It was opened in 1999"),
    ("The capsule fell on Sunday as a probe passed Orsa. It hit the quay.", "hit", "The capsule hit the quay"),
    ("The two clubs sold seats that do not exist. They offered refunds on Monday.", "offered",
     "The clubs offered refunds"),
])  # fmt: skip
def test_it_that_acts_is_the_subject_before(text, trigger, expected):
    assert title(text, trigger) == expected


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "The statement was the third about Ines Corvo within a year. She broke her leg in 2024.", "broke",
        "Ines Corvo broke her leg",
    ),
    (
        "The port sold the tug to Luis Maro. He painted it red in May and renamed it.", "renamed",
        "Luis Maro renamed it",
    ),
    (
        "Maro grew up in Orsa. Maro built his first boat at 14. Maro won a regatta in 2019. Old sailors still talk "
        "about the day when Maro beat Ola Brekke. He moved to Lund in 2020.", "moved", "Maro moved to Lund",
    ),
    ("The court heard Ines Corvo and Rosa Quill. She was fined on Tuesday.", "fined", "She was fined on Tuesday"),
    ("A nurse told the court about Ines Corvo. She was fined on Tuesday.", "fined", "She was fined on Tuesday"),
    (
        "The firm sued Mara Dunne and Paul Rey, whose factory burned in May and was sold in June.", "sold",
        "The firm sued Mara Dunne and Paul Rey, whose factory burned and was sold",
    ),
])  # fmt: skip
def test_a_pronoun_takes_the_name_of_the_only_person_that_it_can_mean(text, trigger, expected):
    assert title(text, trigger) == expected


@pytest.mark.parametrize(("why", "text", "trigger", "start"), [
    (
        "who says something of herself in a relative clause",
        "Petra Holm, who said she was threatened in May, left the board on Monday.", "threatened", "Petra Holm was",
    ),
    (
        "two who are named together",
        "Anton Dell and Rosa Quill opened a bakery in 2010. They sold it in 2015.", "sold",
        "Anton Dell and Rosa Quill sold",
    ),
    (
        "several, of whom one noun tells",
        "Nurses blocked the bridge on Monday. They marched to the town hall on Tuesday.", "marched", "Nurses marched",
    ),
    (
        "a daughter is not her father, though she has his name",
        "Luis Corvo painted ships. His daughter Ada Corvo Brun sold a picture in 2020. He died in 2021.", "died",
        "Luis Corvo died",
    ),
    (
        "a name that a title would do without where it stands",
        "Two tugs, according to Luis Maro, sank in May. Soon after, he also introduced the latest instalment in the "
        "popular electric ferry system Vela, which sails at sea.", "introduced", "Luis Maro introduced",
    ),
    (
        "a name with the office beside it",
        "The mayor, Ida Holm, opened the bridge in May. She resigned in June.", "resigned", "Ida Holm resigned",
    ),
    (
        "no yard is called he",
        "Karl Orne bought the yard in 2001. The yard built forty boats. He sold it in 2009.", "sold", "Karl Orne sold",
    ),
    ("the only thing named", "The crane fell on Monday, and it crushed two cars.", "crushed", "The crane crushed"),
    (
        "either of two women",
        "Tilda Brun met Rosa Quill in Orsa in 2001. In 2004 she moved to Lund.", "moved", "She moved",
    ),
    (
        "not where others are named beside it",
        "Luis Maro left Orsa in May. He, his mother and his aunt opened a bakery in June.", "opened", "He, his mother",
    ),
    ("nothing at all", "The ferry left Lund on Monday. It was feared that it would sink.", "feared", "It was feared"),
])  # fmt: skip
def test_a_pronoun_gives_way_to_what_it_can_mean_alone(why, text, trigger, start):
    assert title(text, trigger).startswith(start), why


@pytest.mark.parametrize(("why", "text", "trigger", "start"), [
    (
        "the firm of the sentence before",
        "Norvald Air lost its licence in March. The company sold four ships in June.", "sold", "Norvald Air sold",
    ),
    (
        "the only one who is called so",
        "Ida Holm, the mayor of Orsa, opened a bridge in May. The tram stopped. The mayor resigned in June.",
        "resigned", "Ida Holm resigned",
    ),
    (
        "two firms", "Norvald Air sued Kestria Lines in May. The company bought two tugs in June.", "bought",
        "The company bought",
    ),
    (
        "no firm", "The Harbour Guard lost three boats in May. The company bought two tugs in June.", "bought",
        "The company bought",
    ),
    (
        "two mayors", "Mayor Ida Holm met Mayor Anton Dell in May. The mayor resigned in June.", "resigned",
        "The mayor resigned",
    ),
    (
        "a company of sailors",
        "Norvald Air lost its licence in March. The company of sailors from Lund sold four ships in June.", "sold",
        "The company of sailors",
    ),
])  # fmt: skip
def test_a_role_gives_way_to_the_one_name_that_has_it(why, text, trigger, start):
    assert title(text, trigger).startswith(start), why


@pytest.mark.parametrize(("why", "text", "trigger", "start"), [
    (
        "the sentence before names it",
        "The Kestrian government raised the tax in May. The government closed two ports in June.", "closed",
        "The Kestrian government closed",
    ),
    (
        "the article names no other",
        "The tram left for the Orsa Opera. A crowd sang. It rained. The opera shut in June.", "shut",
        "The Orsa Opera shut",
    ),
    (
        "two governments",
        "The Kestrian government met the Norvald government. A crowd sang. The government closed two ports in June.",
        "closed", "The government closed",
    ),
    (
        "two in one sentence",
        "The Kestrian government met the Norvald government. The government closed two ports in June.", "closed",
        "The government closed",
    ),
    (
        "another since",
        "The Kestrian government fell in May. A new government took office. The government closed two ports in June.",
        "closed", "The government closed",
    ),
    (
        "a new one",
        "A new Kestrian government took office in May. The government closed two ports in June.", "closed",
        "The government closed",
    ),
    (
        "it is told which",
        "The Kestrian government raised the tax. The government of Norvald closed two ports in June.", "closed",
        "The government of Norvald closed",
    ),
])  # fmt: skip
def test_a_bare_noun_gives_way_to_the_one_with_a_name(why, text, trigger, start):
    assert title(text, trigger).startswith(start), why


@pytest.mark.parametrize(("text", "trigger", "start"), [
    ("The ministry failed on Friday; it lost forty votes in Lund.", "lost", "The ministry lost"),
    ("The mill was told on Friday; it dismissed forty workers.", "dismissed", "The mill dismissed"),
    ("Olav Brun resigned in May, and a week later he left the country.", "left", "Olav Brun left"),
    ("The drivers met at noon, and at dusk they blocked the bridge.", "blocked", "The drivers blocked"),
    ("Rosa Maro was last seen alive when she locked up the inn.", "locked", "Rosa Maro locked"),
])  # fmt: skip
def test_a_pronoun_takes_the_subject_of_the_clause_that_it_is_joined_to(text, trigger, start):
    assert title(text, trigger).startswith(start)


@pytest.mark.parametrize(("text", "trigger", "start"), [
    ("The bank sued the port, and a year later it lost the case.", "lost", "It lost"),
    ("A watchman walked out with a drawing; it turned up in Lund.", "turned", "It turned up"),
    ("The radar lost the plane after it left the coast.", "left", "The radar lost"),
])  # fmt: skip
def test_it_stays_where_it_may_mean_something_else(text, trigger, start):
    assert title(text, trigger).startswith(start)


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    ("The search and rescue operation in Lund ended.", "ended", "The search and rescue operation in Lund ended"),
    ("Between 36 and 40 miners were trapped in Orsa.", "trapped", "Between 36 and 40 miners were trapped in Orsa"),
    ("The fire shut the road for most of the day.", "shut", "The fire shut the road for most of the day"),
    ("Police could question the crew as early as Thursday.", "question", "Police could question the crew"),
    ("The garrison burned what it could not carry.", "burned", "The garrison burned what it could not carry"),
    (
        "Although Rosa Maro was found guilty in May, she denies all the charges.", "denies",
        "Rosa Maro denies all the charges",
    ),
    (
        "Olav Brun, 52, a former judge, entered parliament in 2015 and ran for mayor of Lund in 2022.", "ran",
        "Olav Brun, 52, ran for mayor of Lund",
    ),
    (
        "Deputies discussed the possibility of leaving the northern league at a long dinner with the mayor in Orsa.",
        "discussed", "Deputies discussed the possibility of leaving the northern league at a long dinner",
    ),
])  # fmt: skip
def test_nothing_is_cut_in_half(text, trigger, expected):
    assert title(text, trigger) == expected


@pytest.mark.parametrize(("text", "trigger", "kept"), [
    (
        "The treasury secretary of Kestria warned that a default could occur within weeks if lawmakers do not lift the "
        "limit.", "warned", "could occur",
    ),
    ("The drivers will strike if their pay is not raised.", "strike", "if their pay is not raised"),
    ("The envoy has still not signed the treaty of Orsa.", "signed", "not signed"),
    ("The port has yet to pay the fine of 3 million crowns.", "pay", "has yet to pay"),
])  # fmt: skip
def test_what_has_not_happened_is_not_told_as_done(text, trigger, kept):
    found = title(text, trigger)
    assert kept in found
    assert not found.endswith((" do", " do not", " has"))


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "The search and rescue operation is complete, Deputy Emergency Services Minister Olav Brun told Orsa News.",
        "told", "The search and rescue operation is complete, Olav Brun told Orsa News",
    ),
    (
        "General Sir Edwin Harrow was told on Friday that he had been chosen to lead the army.", "told",
        "Sir Edwin Harrow was told that he had been chosen to lead the army",
    ),
    (
        "The Seed and Grain Administration urged growers not to stop the treatment without calling a doctor.", "urged",
        "The Seed and Grain Administration urged growers not to stop the treatment",
    ),
    (
        "The Harbour and Coast Administration urged crews not to leave Orsa without calling a pilot.", "urged",
        "Harbour and Coast Administration urged crews not to leave Orsa without calling a pilot",
    ),
    (
        "Mayor Rosa Quill has reported on Monday that the firm will rename the Orsa Express to the Vela in honour of "
        "its founder.", "reported", "Rosa Quill has reported the firm will rename the Orsa Express to the Vela",
    ),
])  # fmt: skip
def test_a_title_that_is_too_long_loses_phrases_and_not_its_end(text, trigger, expected):
    assert title(text, trigger) == expected


@pytest.mark.parametrize(("text", "trigger", "kept"), [
    ("The members of the club voted on Tuesday to boycott the cup.", "voted", "voted to boycott the cup"),
    ("The Liberals of Orsa called for the port to be sold.", "called", "called for the port to be sold"),
    ("The crew of the ferry waited on Monday for the storm to pass.", "waited", "for the storm to pass"),
    ("The peacekeepers arrived in May to guard the bridge of Lund.", "arrived", "arrived to guard the bridge"),
    ("Four nurses were arrested for illegally blocking the gate of the ministry.", "arrested", "for illegally"),
])  # fmt: skip
def test_what_a_verb_calls_for_is_kept(text, trigger, kept):
    assert kept in title(text, trigger)


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "Nadim al-Karim led the talks in Orsa. On Monday he gave the mayor an ultimatum.", "gave",
        "Nadim al-Karim gave the mayor an ultimatum",
    ),
    (
        "Nadim al-Karim was jailed in Orsa in 2004. Five years later, three judges were to review his case.", "review",
        "Three judges were to review Nadim al-Karim's case",
    ),
    (
        "The council passed the Widely Amended Coastal Roads Reform Bill in May. On Tuesday the bill was presented to "
        "the mayor.", "presented", "The Widely Amended Coastal Roads Reform Bill was presented to the mayor",
    ),
    (
        "Bo Maro ran a ranch in Tarn. In 1990 the younger Maro opened a bar and Ann Weir hired him to write songs.",
        "hired", "Ann Weir hired Maro to write songs",
    ),
    (
        "Chance The Baker won the cup, and claimed the prize for singing and the prize for bread.", "claimed",
        "Chance The Baker claimed the prize for singing and the prize for bread",
    ),
    (
        "Former U.N. Secretary-General Olav Brun, who is overseeing the talks, was joined on Monday by two other "
        "members of the mediation team and an aide.", "joined",
        "Former U.N. Secretary-General Olav Brun was joined by two other members and an aide",
    ),
])  # fmt: skip
def test_a_name_stands_whole(text, trigger, expected):
    assert title(text, trigger) == expected


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "Nadim al-Karim has been buried in the town of Tarn, west of the Kestrian capital Orsa, beside his late wife "
        "and two of their sons.", "buried", "Nadim al-Karim has been buried in the town of Tarn",
    ),
    (
        "One guard said that at least 95 million crowns from — western banks and private funds — was diverted into "
        "rebel coffers.", "diverted", "At least 95 million crowns was diverted into rebel coffers",
    ),
    (
        "The mayor is expected to use her trip to encourage both sides to look at the big picture and keep focused on "
        "the need for peace.", "use", "The mayor is expected to use her trip",
    ),
    (
        "The new dispute at the mill and the storm are new blows to a town shaken after the massive fire in March, "
        "which caused a flood that washed away whole streets.", "blows",
        "The dispute at the mill and the storm are new blows to a town",
    ),
])  # fmt: skip
def test_nothing_is_left_of_what_went(text, trigger, expected):
    assert title(text, trigger) == expected


@pytest.mark.parametrize(("text", "trigger", "kept"), [
    (
        "Anna Berg said that she does not believe that the pact would end the strike in Orsa.", "end",
        "does not believe the pact would end the strike",
    ),
    (
        "The law gives Berg three years to become the first mayor to resign since Olav Brun in 1917.", "resign",
        "first mayor to resign since Olav Brun",
    ),
    (
        "The club intends to focus its campaign on protecting the prestige of the Orsa Cup and the Lund Cup, defending "
        "the legacy of its founder.", "focus", "its campaign on protecting the prestige",
    ),
    (
        "Ayla Moss, a Kestrian poet and a leader in the movement, called for the crowd in Lund to march to the "
        "northern gate and chanted.", "called", "for the crowd to march to the gate",
    ),
    (
        'The dig further reveals that a cellar with more than 90 bullet holes or marks and an "important quantity" of '
        "spent shells on the floor nearby, were found beside the pit.", "found", 'an "important quantity" were found',
    ),
    (
        "Olav Brun decided at the age of forty that he was the heir of 19th-century painter Bo Maro of Lund.",
        "decided", "was the heir of 19th-century painter Bo Maro",
    ),
])  # fmt: skip
def test_what_would_say_something_else_without_is_kept(text, trigger, kept):
    assert kept in title(text, trigger)


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "This was Kestria's first win in the opening match of the cup since 1958.", "win",
        "Kestria's first win in the opening match of the cup since 1958",
    ),
    ("It was Orsa's second fire in a week.", "fire", "Orsa's second fire in a week"),
    ("The loss was Kestria's first defeat in the cup.", "defeat", "The loss was Kestria's first defeat in the cup"),
])  # fmt: skip
def test_what_something_unnamed_is_said_to_be_stands_by_itself(text, trigger, expected):
    assert title(text, trigger) == expected


def test_a_headline_ends_at_its_semicolon():
    assert title("Gunmen free three engineers after 67 days; more releases due.", "free").endswith("67 days")


@pytest.mark.parametrize(("text", "trigger", "kept"), [
    ("The firm will pay between 12 million and 20 million crowns for the pier.", "pay", "12 million and 20 million"),
    ("The auditor warned the council that the reserve was 400 crowns too low.", "warned", "too low"),
    ("Founded in 1990, the lantern fair of Lund draws four million visitors.", "Founded", "Founded in 1990, the"),
    ("The corporation divested itself of the northern mill on Friday.", "divested", "itself of the northern mill"),
    ("Olav Brun came in May to the conclusion that the claims were lies.", "came", "that the claims were lies"),
    (
        "The ten-year-old all-steel two-masted ferry of the Orsa-Lund line reached the port of Holm.", "reached",
        "The ten-year-old all-steel two-masted ferry of the Orsa-Lund line reached the port of Holm",
    ),
])  # fmt: skip
def test_amounts_degrees_and_contents_are_kept(text, trigger, kept):
    assert kept in title(text, trigger)


@pytest.mark.parametrize("text", [
    "The units of the bank are to be allowed to bid once more, the navy has announced.",
    "The ferry will sail again in May, the harbour master has confirmed.",
    "Four men were hurt in the blast, the ministry has reported.",
])
def test_a_saying_is_not_told_without_what_was_said(text):
    trigger = text.rstrip(".").split()[-1]
    assert not title(text, trigger).endswith(f"has {trigger}") or "," in title(text, trigger)


@pytest.mark.parametrize(("text", "trigger", "kept"), [
    ("Kestria responded by taking the case to the court of the league.", "responded", "by taking the case"),
    ("The mayor of Orsa has reacted by closing the two oldest schools.", "reacted", "by closing the two oldest"),
    ("The painters Ines Corvo of Orsa and Olav Brun of Lund were honoured.", "honoured", "and Olav Brun"),
])
def test_how_and_who_are_kept(text, trigger, kept):
    assert kept in title(text, trigger)


def test_a_set_off_participle_stands_without_its_comma():
    found = titles("A joint bridge, proposed in 1969 and much mocked, was inaugurated by the two mayors in 1988.")
    assert found["proposed"].startswith("A joint bridge proposed")


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "The mayor was replaced by Ines Corvo, a former judge, who flew to Lund on Monday.", "flew",
        "Ines Corvo flew to Lund",
    ),
    (
        "A letter reached Olav Brun, the head coach, who left the club of Orsa in May.", "left",
        "Olav Brun left the club of Orsa",
    ),
    (
        "The prize went to Rosa Maro, a farmer who built the first mill in Orsa.", "built",
        "Rosa Maro built the first mill in Orsa",
    ),
])  # fmt: skip
def test_what_is_told_of_somebody_has_the_name(text, trigger, expected):
    assert title(text, trigger) == expected


@pytest.mark.parametrize("text", [
    "An engineer asked for permission to lower the reservoir as early as July 16.",
    "The session of the league was called off by Kestria the evening before.",
    "The worst storm of the year hit the coast of Orsa on 12 March 1958.",
    "The envoys hope to sign the treaty in Lund as soon as May 9.",
])
def test_no_title_ends_in_half_a_date(text):
    for found in titles(text).values():
        assert not found.endswith((" 16", " early", " by Kestria before", " 12", " 9", " soon", " as"))


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    ("According to officials, during the riot 112 inmates escaped.", "escaped", "During the riot 112 inmates escaped"),
    ("According to the ministry, after a blast forty guards fled.", "fled", "After a blast forty guards fled"),
    ("Amid the storm three boats sank, according to the navy.", "sank", "Amid the storm three boats sank"),
])
def test_a_short_title_is_filled_up_with_what_happened_and_not_with_who_says_so(text, trigger, expected):
    assert title(text, trigger) == expected


QUIT = "The mayor quit on May 4, two days after an office was searched in Orsa."


@pytest.mark.parametrize(("text", "trigger", "start"), [
    ("Under a pact signed on Monday, both banks shall sell their shares.", "signed", "A pact signed on Monday"),
    (QUIT, "searched", "An office was searched in Orsa"),
    (QUIT, "quit", "The mayor quit, two days after an office"),
])  # fmt: skip
def test_what_happened_at_another_time_is_no_title(text, trigger, start):
    assert title(text, trigger).startswith(start)


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    ('Iran called the accusations "baseless" on Monday.', "called", 'Iran called the accusations "baseless"'),
    (
        '"The search is complete," minister Oleg Chupov told a news agency on Wednesday.', "told",
        '"The search is complete," minister Oleg Chupov told a news agency',
    ),
    ("The bank deemed the plan to be “ill-considered”.", "deemed", "The bank deemed the plan to be “ill-considered”"),
])  # fmt: skip
def test_what_is_quoted_whole_keeps_its_marks(text, trigger, expected):
    assert title(text, trigger) == expected


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "Local station KRV identified the man as Nathan Desai, an attorney who worked in Orsa until his practice "
        "closed last year allegedly due to business troubles.", "identified",
        "Local station KRV identified the man as Nathan Desai",
    ),
    ("Yesterday's protest closed over 85 schools.", "closed", "Protest closed over 85 schools"),
    (
        "The office of the attorney general of Maryland released a report on Wednesday.", "released",
        "The office of the attorney general of Maryland released a report",
    ),
    (
        "The governor has promised on Monday that each victim will be subject to a payout of one million from the "
        "state.", "promised", "Governor has promised each victim will be subject to a payout of one million",
    ),
    (
        "Work resumed on Wednesday, with the storm increasing the confirmed toll of the dead in all of the four "
        "districts from fourteen to 31.", "resumed",
        "Work resumed, with the storm increasing the confirmed toll of the dead",
    ),
    ("The mayor — a former judge in Orsa — left the council.", "left", "The mayor left the council"),
    ("The festival was shut again on Sunday, tweeting: “Stay away.”", "shut", "The festival was shut again"),
    (
        "The results showed that Ana Bakar, of the PDP, who has sought the presidency four times, won 12 states.",
        "sought", "Ana Bakar, of the PDP, has sought the presidency four times",
    ),
])  # fmt: skip
def test_nothing_of_what_went_is_left_behind(text, trigger, expected):
    assert title(text, trigger) == expected


@pytest.mark.parametrize(("text", "trigger", "kept"), [
    ("A court jailed Ann Ode for three years on Monday.", "jailed", "for three years"),
    ("Orsa beat Lund 3–1 and Brill 2–0 on Monday.", "beat", "3–1"),
    ("This country's biggest bank failed on Monday.", "failed", "This country's"),
    ("Last year's winner Ann Ode lost the final on Monday.", "lost", "Last year's winner"),
    ("Police named the man who was stabbed on Friday.", "named", "who was stabbed"),
    ("Those who fled in 2016 got aid from the city on Monday.", "got", "who fled"),
    ("Ivan Rask appointed a judge who had led the inquiry as finance minister.", "appointed", "as finance minister"),
    ("The council called the plan a “folly” and Ann Ode left it on Monday.", "called", "a “folly”"),
    (
        "The mayor expressed a concern that the town's new harbour was not ready for the large ferries of the Orsa "
        "Line and the boats of Lund.", "expressed", "a concern that the town's new harbour was not ready",
    ),
])  # fmt: skip
def test_what_only_looks_like_a_stump_stays(text, trigger, kept):
    assert kept in title(text, trigger)


def test_a_name_for_a_pronoun_stands_in_its_place_beside_a_quotation():
    text = "Moussa Keita met the rebels on Sunday. The council called him a “traitor” on Monday."
    assert title(text, "called") == "The council called Moussa Keita a “traitor”"


def test_of_two_owners_both_are_named():
    text = "Ann Ode and Ivan Rask were jailed on Monday. Their lawyers asked on Tuesday for a new trial."
    assert "Ode's lawyers" not in title(text, "asked")


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "Ann Ode was jailed on Monday. Her lawyers asked on Tuesday for a new trial.", "asked",
        "Ann Ode's lawyers asked for a new trial",
    ),
    (
        "The protesters met on Monday. Their leaders were arrested on Tuesday.", "arrested",
        "The protesters' leaders were arrested",
    ),
])  # fmt: skip
def test_a_title_begins_with_the_name_of_the_owner(text, trigger, expected):
    assert title(text, trigger) == expected


def test_who_settles_differences_is_not_the_differences():
    text = "The ministers gathered in Orsa. To resolve differences, they invited the mayors on Monday."
    assert title(text, "invited") == "The ministers invited the mayors"


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    ("Moussa Keita met the rebels on Monday. The council jailed him on Tuesday.", "jailed", "jailed Moussa Keita"),
    ("Ann Ode owned the firm. The council thanked her on Monday.", "thanked", "The council thanked Ann Ode"),
    ("Kelmet seized the hill in 1974 and held it for six years.", "held", "Kelmet held the hill for six years"),
    ("Ann Ode left in May. Her brother sold his mill on Monday.", "sold", "Ann Ode's brother sold his mill"),
    (
        "Olav Brun died on Monday at 70. The Orsa Institute announced his death on Tuesday.", "announced",
        "The Orsa Institute announced Olav Brun's death",
    ),
    (
        "Olav Brun was convicted in May. In June an appeal against his conviction failed.", "appeal",
        "An appeal against Olav Brun's conviction",
    ),
    (
        "Ann Ode left the hospital on Monday. Doctors denied reports on Tuesday that she was unwell.", "denied",
        "Doctors denied reports that Ann Ode was unwell",
    ),
    (
        "Detectives traced the letter to a rented workshop in Tarn, which they searched on Monday.", "searched",
        "which they searched",
    ),
])  # fmt: skip
def test_a_pronoun_inside_gives_way_to_the_name_that_the_title_lacks(text, trigger, expected):
    assert title(text, trigger).endswith(expected)


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "The crisis began on 9 May, when guards detained five surveyors on the plateau.", "began",
        "The crisis began when guards detained five surveyors on the plateau",
    ),
    (
        "Net profit rose to 214 million euros in the three months to September.", "rose",
        "Net profit rose to 214 million euros",
    ),
    (
        "Work on the solar plant will resume in the spring at the earliest.", "resume",
        "Work on the solar plant will resume",
    ),
    (
        "Over eight million phones will have been sold by the end of the current quarter.", "sold",
        "Over eight million phones will have been sold",
    ),
    (
        "The school term, scheduled to start on Sept 15, has been put back by the ministry.", "put",
        "The school term has been put back by the ministry",
    ),
    (
        "Caldermoor expanded fast under Ida Thew, who took over in 2016, and bought two rivals.", "expanded",
        "Caldermoor expanded fast under Ida Thew",
    ),
])  # fmt: skip
def test_a_date_that_goes_takes_what_it_left_along(text, trigger, expected):
    assert title(text, trigger) == expected


def test_what_limits_a_rank_stays():
    text = "General Vela has posted on Monday its first annual loss since 1992."
    assert title(text, "posted") == "General Vela has posted its first annual loss since 1992"


@pytest.mark.parametrize(("text", "trigger", "kept"), [
    ("Ivan Rask was jailed in May. Prosecutors said “his crimes were monstrous” on Monday.", "said", "“his crimes"),
    ("The mayor's brothers fled in May. Police arrested them on Monday.", "arrested", "arrested them"),
])  # fmt: skip
def test_a_pronoun_stays_in_a_quotation_and_where_its_noun_has_an_owner(text, trigger, kept):
    assert kept in title(text, trigger)


@pytest.mark.parametrize(("text", "trigger"), [
    ("Police condemned a raid in Orsa on Friday which hit a bank.", "hit"),
    ("The results pleased Ann Ode, from Orsa, of the Greens, who left in May.", "left"),
])
def test_a_relative_clause_far_behind_its_noun_has_a_title(text, trigger):
    assert title(text, trigger)


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    ("Karl's neighbours met on Monday. They will appeal.", "appeal", "Karl's neighbours will appeal"),
    ("The old king's sons met on Monday. They will sell the farm.", "sell", "The king's sons will sell the farm"),
    ("Her brothers' lawyers met on Monday. They will appeal.", "appeal", "Her brothers' lawyers will appeal"),
    ("An elderly man was hit by a car. He died in a clinic.", "died", "An elderly man died in a clinic"),
])  # fmt: skip
def test_the_noun_for_a_pronoun_keeps_its_owner_and_fits_its_article(text, trigger, expected):
    assert title(text, trigger) == expected


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "The bodies of Ms Hale and Miss Orden were found in their house on the old mill street in Lund.", "found",
        "The bodies of Ms Hale and Miss Orden were found in their house",
    ),
    ("Ann Ode was shot and killed in Lund on Monday.", "shot", "Ann Ode was shot and killed in Lund"),
    ("Ann Ode was shot and killed in Lund on Monday.", "killed", "Ann Ode was shot and killed in Lund"),
    (
        "Most of the lenders have closed or sold branches in Lund.", "closed",
        "Most of the lenders have closed or sold branches in Lund",
    ),
    (
        "Norvia expelled five Kestrians and a Sudran who were questioned by police.", "questioned",
        "Five Kestrians and a Sudran were questioned by police",
    ),
    (
        "The murder and robbery of a farmer from Lund shocked the valley.", "murder",
        "The murder and robbery of a farmer from Lund shocked the valley",
    ),
])  # fmt: skip
def test_what_is_joined_stays_joined_where_one_alone_would_say_something_else(text, trigger, expected):
    assert title(text, trigger) == expected


@pytest.mark.parametrize("text", ["Ann Ode was shot but survived.", "Ann Ode was shot and died in Lund on Monday."])
def test_what_is_set_against_a_passive_or_done_beside_it_is_not_of_its_title(text):
    assert title(text, "shot") == "Ann Ode was shot"


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "The minister spoke at Brill Air Base, near Lund, where 10 of 12 sailors were brought back by plane.",
        "brought", "10 of 12 sailors were brought back by plane",
    ),
    (
        "The government exhorted citizens to keep up the street protests in the old centre of the city of Lund.",
        "exhorted", "The government exhorted citizens to keep up the street protests",
    ),
    (
        "The relatives in Orsa said that they would look for ways to get around the ruling by the Norvian court.",
        "look", "The relatives said that they would look for ways to get around the ruling",
    ),
])  # fmt: skip
def test_a_clause_tells_what_is_its_news(text, trigger, expected):
    assert title(text, trigger) == expected


def test_no_typed_quotation_mark_stands_alone():
    text = "The group held a series of ``Winter of Peace'' marches in Orsa on Monday."
    assert title(text, "held") == "The group held a series of Winter of Peace marches in Orsa"


def test_no_comma_stands_alone_between_a_subject_and_its_verb_inside():
    seen = "James Evan Orden, 44, of Lund, was seen in the car of a friend crossing the border days after the raid"
    found = title(f"{seen}, the Orsa News reported Friday.", "reported")
    assert found == "James Evan Orden of Lund was seen, the Orsa News reported"


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        'Minister Rosa Quill told Radio Orsa on Monday, "The pier is lost and the council knows it, although nobody '
        'there will say so in public before the vote."', "told",
        'Minister Rosa Quill told Radio Orsa, "The pier is lost"',
    ),
    (
        'The letter accused the firm of "systemic and wilful neglect of its boats and of the men who worked on them '
        'for so many years".', "accused",
        'The letter accused the firm of "systemic and wilful neglect of its boats"',
    ),
    (
        'The mayor gave no ground on Monday. "We have closed all of the beaches in the north and we shall open none of '
        'them," she said.', "closed",
        '"We have closed all of the beaches in the north"',
    ),
])  # fmt: skip
def test_a_stretch_of_what_is_quoted_stands_between_its_marks(text, trigger, expected):
    assert title(text, trigger) == expected


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "On Wednesday, following the theft in Kestria's capital, Orsa, of a two-hundred-year-old bell, Berta Maro, "
        "head of the Orsa Board for Relics, announced she was beginning a thirty-day watch of the museum.", "announced",
        "Berta Maro announced she was beginning a thirty-day watch of the museum",
    ),
    (
        "During a summit in Brill, capital of Kestria, Berta Maro, Orsan trade minister, requested more boats to help "
        "other crews in the capital.", "requested",
        "Berta Maro requested more boats to help other crews in the capital",
    ),
])  # fmt: skip
def test_a_subject_that_the_parse_lost_stays_when_what_it_hangs_from_goes(text, trigger, expected):
    assert title(text, trigger) == expected


@pytest.mark.parametrize(("text", "trigger", "start"), [
    (
        "Both Orsa and Lund backed the plan; Brill answered the call and promised to send 40 boats soon.", "promised",
        "Brill promised",
    ),
    ("The firm shut its mill on Monday, officials said, and moved to Lund.", "moved", "The firm moved"),
    (
        "The Rovers are stuck at the foot of the league, having won three matches in May, and are seeking a new coach.",
        "seeking", "The Rovers are seeking",
    ),
    ("The town founded itself -- found itself in the grip of famine in May.", "found", "The town found itself"),
])  # fmt: skip
def test_a_verb_without_a_subject_has_that_of_the_clause_before_it(text, trigger, start):
    assert title(text, trigger).startswith(start)


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "There were sweeping cuts of 21% (168,000 units) in its Kestrian output on Monday.", "cuts",
        "Sweeping cuts of 21% in its Kestrian output",
    ),
    (
        "Mourners gathered after the killing of the leader of the Orsa Farmers' Union (OFU) and two aides on Monday.",
        "killing", "The killing of the leader of the Orsa Farmers' Union and two aides",
    ),
])  # fmt: skip
def test_a_noun_is_a_title_without_what_stands_in_brackets(text, trigger, expected):
    assert title(text, trigger) == expected


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "Judge Karl Lund told Bo Ode on Monday that he knew the case. He fined Bo Ode on Tuesday.", "fined",
        "Karl Lund fined Bo Ode",
    ),
    (
        "Judge Karl Lund told Bo Ode on Monday that he knew the case. He resigned over it on Tuesday.", "resigned",
        "He resigned over it",
    ),
])  # fmt: skip
def test_a_pronoun_means_nobody_whom_its_own_sentence_names(text, trigger, expected):
    assert title(text, trigger) == expected


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "Olav Brun took over the mill from Karl Orne in 2001. After his lease ended in 2007, he built a second mill.",
        "built", "Olav Brun built a second mill",
    ),
])  # fmt: skip
def test_he_is_the_subject_before_rather_than_others_named(text, trigger, expected):
    assert title(text, trigger) == expected


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "Charges were dropped against the former mayor of Orsa and head of the Northern Ports Board of Kestria Karl "
        "Lund due to a lack of evidence.", "dropped",
        "Charges were dropped against the former mayor of Orsa",
    ),
    (
        "Members of the Orsa council expressed their dissatisfaction with the purging of incentives for nurses.",
        "expressed",
        "Members of the Orsa council expressed their dissatisfaction with the purging of incentives",
    ),
])  # fmt: skip
def test_a_noun_is_not_cut_from_what_it_is_of(text, trigger, expected):
    assert title(text, trigger) == expected


@pytest.mark.parametrize(("text", "trigger", "kept"), [
    (
        "The confirmation was prompted by a recently announced pact between Orsa and Lund on the sale of nuclear fuel.",
        "prompted", "a recently announced pact",
    ),
    ('Police held anybody signing a "so-called peace petition" on Monday.', "held", "so-called"),
    (
        "Then-mayor Karl Lund threatened the firm's chairman with a fine over the pier in the harbour of Orsa.",
        "threatened", "Then-mayor Karl Lund",
    ),
    (
        "The Orsa paper said that the Party of Labour's main office is being searched by the police, forcing the bank "
        "to close down.", "close", "The Party of Labour's",
    ),
])  # fmt: skip
def test_nothing_goes_that_its_neighbours_are_written_for(text, trigger, kept):
    assert kept in title(text, trigger)


@pytest.mark.parametrize(("text", "trigger", "kept"), [
    (
        "Families who have received help from the shelters of the city council have sent letters of thanks to the "
        "mayor.", "sent", "Families who have received help have",
    ),
    (
        "Shops whose leases won't be renewed after October will receive a letter from the council telling them of the "
        "plan.", "receive", "Shops whose leases won't be renewed will",
    ),
])  # fmt: skip
def test_what_is_told_of_some_is_not_told_of_all(text, trigger, kept):
    assert title(text, trigger).startswith(kept)


@pytest.mark.parametrize(("text", "trigger", "kept"), [
    (
        "The harbour firm of Orsa, owned by Karl Lund, today named Ann Ode of the northern island of Ulv as its new "
        "chief executive.", "named", "named Ann Ode as its new chief executive",
    ),
    (
        "Former colleagues of Bo Lund at the yard have remembered him on the union's pages as a patient teacher and a "
        "friend.", "remembered", "remembered him as a patient teacher",
    ),
    (
        "The additional 12 million crowns will be spent on the development of a light harbour vehicle, which will be "
        "built in Lund and sold to around 80 ports.", "spent", "will be spent on the development of a harbour vehicle",
    ),
    (
        "The northern harbour board of Orsa and its members in Lund on Friday announced a plan to diversify trade "
        "between the islands.", "announced", "announced a plan to diversify trade",
    ),
])  # fmt: skip
def test_what_a_verb_or_a_noun_calls_for_stays(text, trigger, kept):
    assert kept in title(text, trigger)


@pytest.mark.parametrize(("text", "trigger", "kept"), [
    (
        "The news from Orsa warned that the death of Bo Lund in the harbour on Monday would not mark the end of the "
        "strike.", "warned", "the death of Bo Lund",
    ),
    (
        "Mining firm Vela Works announced on Friday it would shut 14 of its 22 older northern pits, in an effort to "
        "lower its debts.", "announced", "14 of its 22 northern pits",
    ),
    (
        "A group of around 30 or 40 farmers launched an attack against a toll station in Orsa, a busy port in northern "
        "Kestria.", "launched", "A group of around 30 or 40 farmers",
    ),
    (
        "The island of Ulv is a country sharing borders with Kestria, with the Republic of the Reeds curving around "
        "the east and the south.", "curving", "the Republic of the Reeds",
    ),
])  # fmt: skip
def test_a_noun_keeps_what_says_which_it_is(text, trigger, kept):
    assert kept in title(text, trigger)


def test_a_purpose_goes_with_what_it_is_of():
    text = (
        "Bo Lund, alone, was also charged with making false statements for the purpose of obtaining a licence for a "
        "home school."
    )
    assert title(text, "charged") == "Bo Lund, alone, was charged with making false statements"
