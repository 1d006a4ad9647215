"""Chains: mentions of one event are one row of the timeline; events that only look alike keep rows of their own."""
from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from conllu import ENGLISH, parsed, read, reparsed

from timeline_service.calendar.intervals import Interval
from timeline_service.lookups.document_index import is_bare_report
from timeline_service.model import Document, Story
from timeline_service.pipeline import tell_alone
from timeline_service.stages.join_articles import join_articles
from timeline_service.stages.link_mentions import link_mentions
from timeline_service.stages.link_mentions.keep_apart import Times
from timeline_service.stages.link_mentions.likeness import _greatest

SIGNED = "Dravia and Kestria signed an accord in Lirona on March 3."
SIGNING = "The signing ended a war that killed 4,000 people."
TRUCE = "A truce took effect on Monday."
CEASEFIRE = "The ceasefire was holding on Tuesday."
EARLIER_TRUCE = "An earlier truce collapsed in March."
VOTED = "The council voted on Monday."
WILL_VOTE = "The council will vote again on Friday."
JUDGE = "Gunmen killed a judge in Orsa on Monday."
REPORTER = "Militants killed a reporter in Lirona on Tuesday."
QUAKE = "An earthquake struck Almara at dawn on Monday, killing nine people."


def chains(*documents: Document) -> list[list[str]]:
    """The triggers of each chain, the most telling first."""
    told = tuple(tell_alone(document, ENGLISH) for document in documents)
    story = join_articles(link_mentions(Story(documents=told), ENGLISH), ENGLISH)
    return [[story.event(ref).text for ref in chain.mentions] for chain in story.chains]


def together(one: str, other: str, *documents: Document) -> bool:
    return any({one, other} <= set(chain) for chain in chains(*documents))


@pytest.mark.parametrize(("sentences", "one", "other"), [
    ([SIGNED, SIGNING], "signed", "signing"),
    ([TRUCE, CEASEFIRE], "truce", "ceasefire"),
    ([QUAKE, "The quake damaged a school."], "earthquake", "quake"),
    ([VOTED, "The army responded with strikes on Orsa.", "The army responded to the attack."], "responded", "strikes"),
], ids=["a verb and its noun", "two words for one thing", "a short word for it", "an answer and its means"])
def test_a_later_mention_joins_the_first(sentences, one, other):
    assert together(one, other, read(parsed(*sentences)))


@pytest.mark.parametrize(("sentence", "one", "other"), [
    ("Envoys held talks in Lirona.", "held", "talks"),
    (TRUCE, "truce", "took"),
    ("The strike began as talks collapsed.", "strike", "began"),
    ("Air strikes on the port left 12 people dead.", "strikes", "left"),
    (QUAKE, "earthquake", "killing"),
    (QUAKE, "earthquake", "struck"),
    ("Gunmen entered a court on Monday, wounding two guards.", "entered", "wounding"),
    ("Troops began to withdraw.", "began", "withdraw"),
    ("Two miners were killed and nine were injured.", "killed", "injured"),
], ids=["a light verb and its noun", "taking effect", "beginning", "a blow and its toll", "a blow and its dead",
        "a blow and its striking", "a deed and its toll", "a phase and its verb", "the dead and the hurt"])  # fmt: skip
def test_one_clause_tells_one_event_in_two_words(sentence, one, other):
    assert together(one, other, read(parsed(sentence)))


def test_one_toll_names_each_kind_of_harm_once():
    twice = "A guard was killed at dawn and a driver was killed at noon."
    assert chains(read(parsed(twice))) == [["killed"], ["killed"]]


@pytest.mark.parametrize(("sentences", "one", "other"), [
    ([TRUCE, EARLIER_TRUCE], "truce", "collapsed"),
    ([VOTED, WILL_VOTE], "voted", "vote"),
    ([JUDGE, REPORTER], "killed", "Militants"),
    (["The minister did not sign the treaty.", SIGNED], "sign", "signed"),
    (["The port called off the festival."], "called", "festival"),
    (["The mayor denied ordering the raid."], "denied", "ordering"),
    (["The strike began as talks collapsed."], "strike", "collapsed"),
    ([SIGNING], "signing", "killed"),
    (["The army responded to the attack."], "responded", "attack"),
    (["The fire spread quickly and the last convoy left the town."], "fire", "left"),
    (["The paper reported erroneously that the fire started on Sunday."], "fire", "started"),
], ids=["a phase and its end", "done and to be done", "a killing and who did it", "denied and done",
        "a festival and its calling-off", "a denial and what is denied", "two clauses", "an end and its war's dead",
        "an answer and what it answers", "a fire and a departure", "a fire and its withdrawn start"])  # fmt: skip
def test_pairs_that_stay_two_events(sentences, one, other):
    assert not together(one, other, read(parsed(*sentences)))


def test_an_earlier_truce_is_another_truce():
    assert ["truce", "took"] in [sorted(chain, reverse=True) for chain in chains(read(parsed(TRUCE, EARLIER_TRUCE)))]


def test_the_earlier_truce_is_not_the_truce_but_the_same_earlier_one():
    found = chains(read(parsed(TRUCE, EARLIER_TRUCE, "The earlier truce collapsed in March.")))
    assert [chain.count("truce") for chain in found if "truce" in chain] == [1, 2]


def test_an_event_of_long_ago_is_not_the_news():
    lost, fair = "The mayor lost the 2019 election.", "The election was fair."
    dated = {"2019": "2019-06-02"}
    assert ["election"] in chains(read(parsed(fair, lost, published="2026-05-06", dates=dated)))


@pytest.mark.parametrize(("sentence", "tree"), [
    ("The dam broke in 1987, when a storm hit the coast.", {}),
    ("The dam broke in 1987, when a storm hit the coast.", {"hit": ("advcl", "broke")}),
    ("The dam broke in 1987, just when a storm hit the coast.", {}),
], ids=["of the date", "right behind the date", "further behind it"])
def test_what_a_clause_of_a_date_tells_is_of_that_date(sentence, tree):
    now = parsed("A storm hit the coast on Monday, flooding two villages.", published="2026-05-06",
                 dates={"Monday": "2026-05-04"})
    then = reparsed(parsed(sentence, dates={"1987": "1987-07-01"}), tree)
    told = chains(read(now), read(replace(then, id="d2", dct=now.dct)))
    assert [chain[:2] for chain in told if "hit" in chain] == [["hit", "storm"]] * 2, "two storms, not one"


def test_a_bare_plural_goes_on_with_the_same_word():
    capital = "Protests continue in the capital."
    assert any(chain.count("Protests") == 2 for chain in chains(read(parsed(capital, capital))))


@pytest.mark.parametrize(("sentences", "first"), [
    ([SIGNED, SIGNING], "signed"),
    ([SIGNING, SIGNED], "signed"),
    (["Envoys held talks in Lirona."], "held"),
    ([QUAKE], "struck"),
    (["The ministry expects a rebound in June."], "rebound"),
], ids=["verb and noun", "noun and verb", "verb with who and what", "verb of its own clause",
        "what is expected"])  # fmt: skip
def test_the_most_telling_mention_stands_first(sentences, first):
    assert first in [chain[0] for chain in chains(read(parsed(*sentences)))]


def test_killings_of_two_victims_by_two_groups_are_two_events():
    assert chains(read(parsed(JUDGE, REPORTER))) == [["killed"], ["killed"]]


def test_killings_of_two_victims_by_one_group_are_two_events():
    document = parsed(JUDGE, REPORTER)
    one_group = [replace(token, lemma="gunman") if token.text == "Militants" else token for token in document.tokens]
    assert chains(read(replace(document, tokens=tuple(one_group)))) == [["killed"], ["killed"]]


def test_who_did_it_and_to_whom_are_not_exchanged():
    other_way = {"gunman": "judge", "judge": "gunman"}
    second = parsed(JUDGE)
    tokens = tuple(replace(token, lemma=other_way.get(token.lemma, token.lemma)) for token in second.tokens)
    assert chains(read(parsed(JUDGE)), read(replace(second, id="d2", tokens=tokens))) == [["killed"], ["killed"]]


def test_what_is_reported_with_an_object_is_a_deed():
    report = "Bessin reported its first case on Monday."
    (event,) = (e for e in read(parsed(report)).events if e.text == "reported")
    assert not is_bare_report(event, ENGLISH.words)
    (said,) = (e for e in read(parsed("Police said the road would reopen on Friday.")).events if e.text == "said")
    assert is_bare_report(said, ENGLISH.words)


def test_saying_twice_is_not_one_event():
    said = "Police said two men had fled before officers arrived."
    found = chains(read(parsed(said, "Police said the road would reopen on Friday.")))
    assert found.count(["said"]) == 2


def test_the_headline_joins_the_body_and_does_not_speak_for_it():
    (quake, *_) = chains(read(parsed(QUAKE, headline="Strong quake shakes Almara")))
    assert {"quake", "shakes", "earthquake", "struck"} <= set(quake)
    assert quake[0] not in ("quake", "shakes")


@pytest.mark.parametrize(("sentence", "trigger"), [
    (SIGNED, "signed"),
    (JUDGE, "killed"),
    (QUAKE, "struck"),
])
def test_one_event_in_two_articles_is_one_chain(sentence, trigger):
    first, second = read(parsed(sentence)), read(replace(parsed(sentence), id="d2"))
    story = join_articles(link_mentions(Story(documents=(first, second)), ENGLISH), ENGLISH)
    chain = next(c for c in story.chains if any(story.event(ref).text == trigger for ref in c.mentions))
    assert {ref.document for ref in chain.mentions} == {"d1", "d2"}


def test_the_vote_of_another_body_in_another_article_stays_apart():
    other = parsed(VOTED)
    board = [replace(token, lemma="board") if token.text == "council" else token for token in other.tokens]
    second = read(replace(other, id="d2", tokens=tuple(board)))
    assert chains(read(parsed(VOTED)), second) == [["voted"], ["voted"]]


def test_every_mention_stands_in_one_chain_in_the_order_of_first_mentions():
    document = read(parsed(SIGNED, SIGNING, TRUCE, CEASEFIRE, QUAKE))
    story = link_mentions(Story(documents=(document,)), ENGLISH)
    numbers = [[int(ref.event[1:]) for ref in chain.mentions] for chain in story.chains]
    assert sorted(n for chain in numbers for n in chain) == list(range(1, len(document.events) + 1))
    assert [min(chain) for chain in numbers] == sorted(min(chain) for chain in numbers)
    assert [chain.id for chain in story.chains] == [f"c{n}" for n in range(1, len(numbers) + 1)]


@pytest.mark.parametrize(("one", "other"), [
    ("The agency began a campaign in May.", "The agency also began a campaign in June."),
    ("Police found the body of a second miner.", "Police found the body of the first miner."),
])
def test_also_and_ordinals_keep_two_events_of_one_kind_apart(one, other):
    told = [[word for word in chain if word in ("began", "found")] for chain in chains(read(parsed(one, other)))]
    assert sorted(map(len, told), reverse=True)[:2] == [1, 1]


@pytest.mark.parametrize(("published", "joined"), [
    ("2026-05-06", True), ("2026-05-20", True), ("2026-04-22", True), ("2026-05-21", False), ("2027-05-06", False),
])  # fmt: skip
def test_articles_that_are_not_of_one_fortnight_tell_one_event_only_where_dates_say_so(published, joined):
    first, second = (read(parsed(VOTED, published=day)) for day in ("2026-05-06", published))
    found = [chain for chain in chains(first, replace(second, id="d2")) if "voted" in chain]
    assert (len(found) == 1) is joined


@pytest.mark.parametrize(("day", "joined"), [("2026-04-30", True), ("2025-04-30", False)])
def test_across_articles_events_a_year_apart_are_two(day, joined):
    first = read(parsed(SIGNED, published="2026-05-06", dates={"March 3": "2026-05-01"}))
    second = read(replace(parsed(SIGNED, published=day, dates={"March 3": day}), id="d2"))
    found = [chain for chain in chains(first, second) if "signed" in chain]
    assert (len(found) == 1) is joined


@pytest.mark.parametrize(("day", "joined"), [("2026-06-01", True), ("2026-07-20", False)])
def test_what_one_article_plans_a_later_one_tells_as_done(day, joined):
    plan = "The treaty will enter into force in June."
    first = read(parsed(plan, published="2026-05-06", dates={"June": "2026-06-01"}))
    done = parsed("The treaty entered into force in June.", published="2026-07-24", dates={"June": day})
    told = chains(first, read(replace(done, id="d2")))
    assert any({"enter", "entered"} <= set(chain) for chain in told) is joined
    assert all(chain[0] == "entered" for chain in told if {"enter", "entered"} <= set(chain))


@pytest.mark.parametrize(("place", "joined"), [("Orl", True), ("Tesk", False)])
def test_across_articles_events_of_one_kind_in_two_places_are_two(place, joined):
    first = parsed("Two climbers died on Mount Orl on Monday.", dates={"Monday": "2026-05-04"})
    moved = [replace(t, text=place, lemma=place) if t.text == "Orl" else t for t in first.tokens]
    second = read(replace(first, id="d2", tokens=tuple(moved)))
    assert (len(chains(read(first), second)) == 1) is joined


def test_a_verb_that_only_points_tells_less_than_the_noun_it_points_at():
    assert ["pledge", "follows"] in chains(read(parsed("This follows a June 2 pledge by the firm to pay its drivers.")))


def test_a_light_verb_with_its_noun_is_of_the_kind_of_both():
    told = read(parsed("Rebels took 12 sailors hostage.", "The kidnapping shocked Orsa."))
    assert together("took", "kidnapping", told)


@pytest.mark.parametrize("size", [5, 12, 13, 400])
def test_the_nearest_are_those_that_a_whole_sort_would_put_first(size):
    values = np.random.default_rng(size).integers(0, 9, size).astype(np.float32)
    assert _greatest(values, 12).tolist() == np.argsort(-values, kind="stable")[:12].tolist()


def test_a_date_meets_the_times_of_a_chain_if_it_meets_each_of_its_dates():
    dates = [Interval(*ends) for ends in ((1, 4), (3, 6), (4, 9), (None, 3), (5, None), (None, None))]
    for told in product(dates, repeat=3):
        times = Times()
        for each in told:
            times.add(each, old=False, news=False)
        assert [times.meet(date) for date in dates] == [all(map(date.meets, told)) for date in dates]
