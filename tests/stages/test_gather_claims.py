"""All evidence of a story, in one order, each thing said once."""
from __future__ import annotations

from dataclasses import replace

from conllu import ENGLISH
from said import story

from timeline_service.evidence import EVIDENCE
from timeline_service.stages import gather_claims as module
from timeline_service.stages.gather_claims import gather_claims

TOLD = ("Rebels attacked the port on Sunday.", "The army responded with dozens of raids.")


def test_the_surest_claims_come_first():
    claims = gather_claims(story(*TOLD), ENGLISH).claims
    assert [c.precision for c in claims] == sorted((c.precision for c in claims), reverse=True)
    assert claims[0].because.rule == "date/clause"


def test_nothing_is_said_twice():
    claims = gather_claims(story(*TOLD), ENGLISH).claims
    said = [(c.source, c.relation, c.target, c.gap) for c in claims]
    assert len(said) == len(set(said))


def test_the_order_of_the_modules_does_not_matter(monkeypatch):
    forward = gather_claims(story(*TOLD), ENGLISH).claims
    monkeypatch.setattr(module, "EVIDENCE", tuple(reversed(EVIDENCE)))
    assert gather_claims(story(*TOLD), ENGLISH).claims == forward


def test_claims_of_one_event_are_capped(monkeypatch):
    monkeypatch.setattr(module, "MOST_A_CHAIN", 1)
    claims = gather_claims(story(*TOLD), ENGLISH).claims
    assert len({c.source for c in claims}) == len(claims)


def test_every_rule_declares_its_precision():
    declared = {}
    for evidence in EVIDENCE:
        declared |= getattr(__import__(evidence.__module__, fromlist=["PRECISION"]), "PRECISION", {})
    for claim in gather_claims(story(*TOLD), ENGLISH).claims:
        assert declared[claim.because.rule] == claim.precision


def test_a_story_without_events_has_no_claims():
    assert gather_claims(replace(story(*TOLD), chains=()), ENGLISH).claims == ()


def test_what_an_editor_said_comes_before_all_evidence():
    made = story(*TOLD)
    said = gather_claims(made, ENGLISH).claims[-1]
    gathered = gather_claims(replace(made, corrections=(replace(said, relation="STARTS_WITH"),)), ENGLISH).claims
    assert (gathered[0].origin, gathered[0].precision, gathered[0].relation) == ("editor", 1.0, "STARTS_WITH")


def test_what_an_editor_said_last_comes_first():
    made = story(*TOLD)
    some = gather_claims(made, ENGLISH).claims[-1]
    said = tuple(replace(some, source=chain, target="c9", relation="BEFORE") for chain in ("c1", "c10", "c2"))
    gathered = gather_claims(replace(made, corrections=said), ENGLISH).claims
    assert [claim.source for claim in gathered[:3]] == ["c2", "c10", "c1"]


def test_gaps_open_on_either_side_have_one_order(monkeypatch):
    made = story(*TOLD)
    some = next(claim for claim in gather_claims(made, ENGLISH).claims if claim.because.rule == "date/clause")
    alike = [replace(some, source="e1", gap=gap) for gap in [(1, 9), None, (None, 9), (1, None)]]
    for claims in (alike, alike[::-1]):
        monkeypatch.setattr(module, "EVIDENCE", (lambda told, language, claims=claims: iter(claims),))
        assert [claim.gap for claim in gather_claims(made, ENGLISH).claims] == [None, (None, 9), (1, None), (1, 9)]
