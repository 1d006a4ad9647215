"""The model card beside the weights says what the manifest and the result file say."""
from __future__ import annotations

import json

from training.card import CARD, RESULT
from training.evaluate import PIPELINE
from training.sources import read_sources


def test_the_model_card_names_every_source_of_the_manifest_and_no_other() -> None:
    text = (PIPELINE / CARD).read_text(encoding="utf-8")
    rows = [row for row in text.splitlines() if row.startswith("| [")]
    sources = read_sources()
    assert len(rows) == len(sources)
    for row, source in zip(rows, sources, strict=True):
        assert all(words in row for words in (source.name, source.url, source.licence, source.attribution))


def test_meta_and_card_give_the_figures_of_the_result_file() -> None:
    figures = json.loads(RESULT.read_text(encoding="utf-8"))["figures"]
    meta = json.loads((PIPELINE / "meta.json").read_text(encoding="utf-8"))
    assert meta["performance"] == {"syntax": figures["syntax"], "names": figures["names"]}
    assert meta["license"] == "CC BY-SA 4.0"
    assert [source["name"] for source in meta["sources"]] == [source.name for source in read_sources()]
    assert f"{figures['syntax']['ewt-test']['las']:.1f}" in (PIPELINE / CARD).read_text(encoding="utf-8")
