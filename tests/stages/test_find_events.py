"""Event mentions: which words are triggers, their class, who takes part, and who says so."""
from __future__ import annotations

from dataclasses import replace

import pytest
from conllu import ENGLISH, bank, document, parsed, read

from timeline_service.model import Block, Document, Event, Span
from timeline_service.stages.find_events import find_events
from timeline_service.stages.read_clauses import read_clauses


def events(*sentences: str, **fields: object) -> tuple[Event, ...]:
    return read(parsed(*sentences, **fields)).events  # type: ignore[arg-type]


def event_of(sentence: str, trigger: str) -> Event:
    return next(event for event in events(sentence) if event.text == trigger)


@pytest.mark.parametrize(("sentence", "triggers"), [
    ("The council voted on Monday.", ["voted"]),
    ("The minister did not sign the treaty.", ["sign", "treaty"]),
    ("Police said two men had fled before officers arrived.", ["said", "fled", "arrived"]),
    ("An earthquake struck Almara at dawn on Monday, killing nine people.", ["earthquake", "struck", "killing"]),
    ("The mayor denied ordering the raid.", ["denied", "ordering", "raid"]),
    ("Air strikes on the port left 12 people dead.", ["strikes", "left"]),
    ("The signing ended a war that killed 4,000 people.", ["signing", "ended", "war", "killed"]),
])
def test_verbs_and_event_nouns_are_triggers(sentence, triggers):
    assert [event.text for event in events(sentence)] == triggers


@pytest.mark.parametrize(("why", "sentence", "word"), [
    ("part of a name", "Summit Airlines cancelled a flight to Lirona.", "Summit"),
    ("what a committee is called after", "The strike committee met on Sunday.", "strike"),
    ("an auxiliary", "Miners have been striking since May.", "been"),
    ("a copula", "The summit is due to open in Lirona on May 9.", "is"),
    ("an adjective made of a verb", "The cancelled concert cost the city a fortune.", "cancelled"),
    ("a preposition made of a verb", "The port shut following the attack.", "following"),
    ("according to", "According to the navy, the trawler sank at dawn.", "According"),
    ("a thing", "The bridge was closed by engineers on Monday.", "bridge"),
    ("what readers are asked to do", "Call our newsdesk before six.", "Call"),
])
def test_what_is_no_event(why, sentence, word):
    assert word in sentence
    assert word not in [event.text for event in events(sentence)]


def test_a_word_of_a_date_is_no_event():
    sentence = "The wall came down in the fall of 1989."
    assert [event.text for event in events(sentence, dates={"the fall of 1989": "1989-11-09"})] == ["came"]


def test_a_thing_that_something_comes_after_is_an_event():
    assert [event.text for event in events("Prices rose after the budget.")] == ["rose", "budget"]


def test_the_particle_belongs_to_the_lemma_and_not_to_the_trigger():
    event = event_of("The union threatened to walk out.", "walk")
    assert (event.lemma, event.text) == ("walk out", "walk")


@pytest.mark.parametrize("kind", ["furniture", "dateline"])
def test_page_furniture_holds_no_events(kind):
    document = parsed("The council voted on Monday.")
    aside = replace(document, sentences=(replace(document.sentences[0], kind=kind),))
    assert read(aside).events == ()


@pytest.mark.parametrize(("sentence", "trigger", "event_class"), [
    ("Police said two men had fled before officers arrived.", "said", "REPORTING"),
    ("Troops began to withdraw.", "began", "ASPECTUAL"),
    ("“I saw him fall,” Anton Dell said.", "saw", "PERCEPTION"),
    ("The union threatened to walk out.", "threatened", "I_ACTION"),
    ("Ministers want to raise the toll.", "want", "I_STATE"),
    ("The council voted on Monday.", "voted", "OCCURRENCE"),
    ("The threat of a strike closed the port.", "strike", "OCCURRENCE"),
])
def test_class(sentence, trigger, event_class):
    assert event_of(sentence, trigger).event_class == event_class


@pytest.mark.parametrize(("sentence", "trigger", "participants"), [
    ("The quake damaged a school.", "damaged", {"agent": "The quake", "patient": "a school"}),
    ("The bridge was closed by engineers on Monday.", "closed", {"patient": "The bridge", "agent": "engineers"}),
    ("The bank gave farmers a loan.", "gave", {"agent": "The bank", "recipient": "farmers", "patient": "a loan"}),
    ("Envoys held talks in Lirona.", "held", {"agent": "Envoys", "patient": "talks", "place": "Lirona"}),
    ("Troops began to withdraw.", "withdraw", {"agent": "Troops"}),
    ("The mayor denied ordering the raid.", "ordering", {"agent": "The mayor", "patient": "the raid"}),
    ("The club was fined and relegated on Monday.", "relegated", {"patient": "The club"}),
    ("The court ordered the mill to pay a fine.", "pay", {"agent": "the mill", "patient": "a fine"}),
    ("A deal signed in March will take effect in June.", "signed", {"patient": "A deal"}),
    ("Rosa Quill, who led the inquiry, resigned on Monday.", "led", {"agent": "Rosa Quill", "patient": "the inquiry"}),
    ("The signing ended a war that killed 4,000 people.", "killed", {"agent": "a war", "patient": "4,000 people"}),
    ("The court rejected an appeal by the miners.", "appeal", {"agent": "the miners"}),
    ("The company is considering a sale of its ferries.", "sale", {"patient": "its ferries"}),
    ("No injuries were reported.", "reported", {"patient": "No injuries"}),
])
def test_participants(sentence, trigger, participants):
    assert {p.role: p.text for p in event_of(sentence, trigger).participants} == participants


@pytest.mark.parametrize(("trigger", "role", "type"), [("signed", "agent", "GPE"), ("signed", "patient", "")])
def test_a_participant_has_the_type_of_its_name(trigger, role, type):
    event = event_of("Dravia and Kestria signed an accord in Lirona on March 3.", trigger)
    assert {p.role: p.type for p in event.participants}[role] == type


def test_a_pronoun_takes_part_for_its_noun():
    document = read(parsed("Ines Corvo opened the hearing on Monday.", "She called two witnesses."))
    called = next(event for event in document.events if event.text == "called")
    (agent,) = (p for p in called.participants if p.role == "agent")
    assert agent.text == "She"
    assert agent.type == "PERSON"
    assert noun_of(agent.stands_for, document) == "Ines"


def noun_of(token: int | None, document: Document) -> str | None:
    return None if token is None else document.tokens[token].text


@pytest.mark.parametrize(("sentence", "trigger", "source"), [
    ("Police said two men had fled before officers arrived.", "fled", "Police"),
    ("Police said two men had fled before officers arrived.", "arrived", "Police"),
    ("“We will appeal the ruling,” Ms. Vale said.", "appeal", "Ms. Vale"),
    ("The ruling, Ms. Vale said, ends the case.", "ruling", "Ms. Vale"),
    ("According to the navy, the trawler sank at dawn.", "sank", "the navy"),
    ("Police said two men had fled before officers arrived.", "said", None),
    ("The council voted on Monday.", "voted", None),
])
def test_attribution_is_who_says_so(sentence, trigger, source):
    attribution = event_of(sentence, trigger).attribution
    assert (attribution.text if attribution else None) == source


@pytest.mark.parametrize(("sentence", "trigger", "polarity"), [
    ("The minister did not sign the treaty.", "sign", "NEG"),
    ("No injuries were reported.", "injuries", "NEG"),
    ("The mayor denied ordering the raid.", "ordering", "POS"),
])
def test_polarity_is_negative_under_a_negation_alone(sentence, trigger, polarity):
    assert event_of(sentence, trigger).polarity == polarity


def test_events_are_numbered_in_text_order():
    found = events("The signing ended a war that killed 4,000 people.")
    assert [event.id for event in found] == ["e1", "e2", "e3", "e4"]


def paragraph(*sentences: str) -> Document:
    return read(document("\n\n".join(bank()[sentence] for sentence in sentences)))


@pytest.mark.parametrize(("sentences", "triggers"), [
    (["In the film, a nurse poisons a senator and flees to Norway."], []),
    (["The film opens on Friday.", "In it, the miners strike and a shaft collapses."], ["opens"]),
    (["The novel tells how a village drowns."], ["tells"]),
    (["In the film, she played a nurse."], ["played"]),
    (["The film was shot in Orsa."], ["shot"]),
    (["Rebels seized the port.", "In it, the miners strike and a shaft collapses."], ["seized", "strike", "collapses"]),
])
def test_what_a_work_tells_is_no_event_of_the_world(sentences, triggers):
    assert [event.text for event in paragraph(*sentences).events] == triggers


@pytest.mark.parametrize(("sentence", "triggers"), [
    ("Gunmen stormed the station in an exercise.", ["exercise"]),
    ("Masked men took hostages as part of a drill.", ["drill"]),
    ("In a simulation, a tanker exploded and 30 people died.", ["simulation"]),
    ("A soldier was killed in an exercise on Monday.", ["killed", "exercise"]),
])
def test_what_is_played_in_an_exercise_is_none_and_harm_in_it_is(sentence, triggers):
    assert [event.text for event in events(sentence)] == triggers


@pytest.mark.parametrize("label", ["SATIRE – ", "[Satire] ", "Satire: "])
def test_satire_gives_a_note_and_no_events(label):
    made = parsed("Rebels seized the port.")
    words = label + made.text
    moved = tuple(replace(t, start=t.start + len(label), end=t.end + len(label)) for t in made.tokens)
    labelled = replace(made, text=words, tokens=moved, blocks=(Block(Span(0, len(words.rstrip())), "body"),))
    told = find_events(read_clauses(labelled, ENGLISH), ENGLISH)
    assert (told.events, [note.code for note in told.notes]) == ((), ["satire"])


def test_an_adjective_that_tells_what_befell_somebody_is_an_event():
    event = event_of("A nurse and two babies are dead.", "dead")
    assert (event.pos, event.event_class, event.tense, event.status) == ("ADJECTIVE", "STATE", "PRESENT", "occurred")


def test_a_source_is_the_noun_that_its_pronoun_stands_for():
    told = paragraph("The nurse Ida Holm said that the ward had closed.", "She said that two patients had died.")
    sources = {event.text: event.attribution.text for event in told.events if event.attribution}
    assert sources == {"closed": "The nurse Ida Holm", "died": "The nurse Ida Holm"}


def test_a_pronoun_that_stands_for_nobody_known_is_no_source():
    assert event_of("She said that two patients had died.", "died").attribution is None


def test_who_says_something_of_his_own_is_no_source_of_what_stands_beside_it():
    sentence = 'Spain\'s envoy praised the deal, and France\'s envoy said: "We are pleased."'
    assert event_of(sentence, "praised").attribution is None
