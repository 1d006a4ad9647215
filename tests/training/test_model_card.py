"""The model card beside the weights says what the manifest and the result file say."""
from __future__ import annotations

import json

from training.card import CARD, RESULT, card
from training.evaluate import PIPELINE
from training.sources import read_sources

FIGURES = json.loads(RESULT.read_text(encoding="utf-8"))["figures"]


def test_the_model_card_is_made_of_the_manifest_and_the_result_file() -> None:
    made = card(PIPELINE, FIGURES, read_sources())
    assert (PIPELINE / CARD).read_text(encoding="utf-8") == made, "run: python -m training.card"


def test_the_model_card_names_every_source_of_the_manifest_and_no_other() -> None:
    rows = [row for row in card(PIPELINE, FIGURES, read_sources()).splitlines() if row.startswith("| [")]
    sources = read_sources()
    assert len(rows) == len(sources)
    for row, source in zip(rows, sources, strict=True):
        assert all(words in row for words in (source.name, source.url, source.licence, source.attribution))


def test_the_model_card_names_what_was_not_measured_on() -> None:
    left_out = {"gum-test": ["GUM_bio_a", "GUM_news_b"], "ewt-test": ["weblog-c"]}
    said = "because they were taught: GUM_bio_a, GUM_news_b of gum-test; weblog-c of ewt-test."
    assert said in card(PIPELINE, {**FIGURES, "left_out": left_out}, read_sources())
    assert "because they were taught: none." in card(PIPELINE, {**FIGURES, "left_out": {}}, read_sources())


def test_meta_gives_the_figures_of_the_result_file() -> None:
    meta = json.loads((PIPELINE / "meta.json").read_text(encoding="utf-8"))
    assert meta["performance"] == {"syntax": FIGURES["syntax"], "names": FIGURES["names"]}
    assert meta["license"] == "CC BY-SA 4.0"
    assert [source["name"] for source in meta["sources"]] == [source.name for source in read_sources()]
