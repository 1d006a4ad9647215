"""What the ablation leaves out: one part at a time, and only while it is measured."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import ablation
from timeline_service import languages
from timeline_service.evidence import EVIDENCE
from timeline_service.stages import gather_claims, link_mentions, select_entries

ENGLISH = languages.load("en")


def test_there_is_one_for_each_head_and_each_file_of_evidence() -> None:
    heads = ["nothing", "sameness", "worth", "likely days", "likely order"]
    files = [f"evidence/{each.__module__.rpartition('.')[2]}" for each in EVIDENCE]
    assert list(ablation.variants()) == heads + files and len(set(files)) == len(EVIDENCE)


@pytest.mark.parametrize("module", ["dates", "narrative"])
def test_a_file_of_evidence_makes_no_claims_meanwhile(module: str) -> None:
    with ablation.without_module(module)(ENGLISH) as language:
        assert language is ENGLISH
        left = [each.__module__.rpartition(".")[2] for each in gather_claims.EVIDENCE]
        assert module not in left and len(left) == len(EVIDENCE) - 1
    assert gather_claims.EVIDENCE == EVIDENCE


def test_nothing_is_asked_whether_two_mentions_are_one_event_meanwhile() -> None:
    places = (link_mentions, select_entries.repeats)
    before = [place.load_sameness for place in places]
    with ablation.no_sameness(ENGLISH):
        assert [place.load_sameness("en") for place in places] == [None, None]
    assert [place.load_sameness for place in places] == before


def test_rows_are_weighed_without_what_the_head_says() -> None:
    asked = {"worth a row", "worth a key row", "best worth a row", "best worth a key row"}
    with ablation.no_worth(ENGLISH) as language:
        for before, after in [(ENGLISH.words["salience"], language.words["salience"]), *(
            (own, language.words["gains"][outcome]) for outcome, own in ENGLISH.words["gains"].items()
        )]:  # fmt: skip
            assert set(before) - set(after) <= asked and set(before) & asked and not set(after) & asked
            assert all(before[name] == weight for name, weight in after.items())


@pytest.mark.parametrize(("without", "name"), [
    (ablation.no_likely_days, "likely_days"), (ablation.no_likely_order, "likely_order"),
])  # fmt: skip
def test_a_table_of_weights_is_empty(without: Any, name: str) -> None:
    with without(ENGLISH) as language:
        assert not language.words[name] and ENGLISH.words[name]
        assert {each for each in language.words if language.words[each] is not ENGLISH.words[each]} == {name}


def test_each_part_is_measured_on_articles_that_are_told_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every variant tells each article anew, and is scored on what it told."""

    def scored(name: str, folder: Path, *, quiet: bool) -> dict[str, Any]:
        told = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.iterdir()}
        assert told == {"one": {"modules": len(gather_claims.EVIDENCE)}} and (name, quiet) == ("real-dev", True)
        return {"metrics": dict.fromkeys(ablation.KEPT, told["one"]["modules"] / 7) | {"not kept": 1}}

    gold: list[Any] = []
    monkeypatch.setattr(ablation, "newsroom_cases", lambda _: [("one", {"text": "A vote."}, Path("gold.json"))])
    monkeypatch.setattr(ablation, "read_document", lambda document: document)
    monkeypatch.setattr(ablation, "_told", lambda *_: {"modules": len(gather_claims.EVIDENCE)})
    monkeypatch.setattr(ablation, "score_newsroom", scored)
    monkeypatch.setattr(ablation, "save", lambda name, **said: gold.append((name, said["gold"], said["figures"])))
    found = ablation.measure("real-dev")
    assert found["nothing"] == dict.fromkeys(ablation.KEPT, round(len(EVIDENCE) / 7, 4))
    assert found["evidence/dates"] == dict.fromkeys(ablation.KEPT, round((len(EVIDENCE) - 1) / 7, 4))
    assert gold == [("ablation-real-dev", {Path("gold.json")}, found)]
