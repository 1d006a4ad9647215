"""Other heads on the reader that ships: the parse stays, the heads are the new ones."""
from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language

from training.evaluate import PIPELINE

pytestmark = pytest.mark.model
TEXT = "The ministers signed the treaty in Lagos on Monday. The signing was delayed twice, officials said."


@pytest.fixture(scope="module")
def refitted(need: Callable[..., None], tmp_path_factory: pytest.TempPathFactory) -> tuple[Language, object]:
    """The shipped pipeline with heads that learned nothing, and those heads."""
    for module in ("torch", "onnx"):
        need(find_spec(module), what=module, install="pip install -r training/requirements.txt")
    import onnx
    import torch

    from timeline_service.reader.component import READER
    from timeline_service.reader.encoder import GRAPH
    from training.reader.heads import Heads
    from training.reader.refit import Graph

    torch.manual_seed(7)
    folder: Path = tmp_path_factory.mktemp("refit") / "pipeline"
    shutil.copytree(PIPELINE, folder)
    graph, heads = Graph(folder / READER / GRAPH), Heads().eval()
    graph.put(heads)
    onnx.save(graph.model, folder / READER / GRAPH)
    return spacy.load(folder), heads


def test_the_parse_stays(pipeline: Language, refitted: tuple[Language, object]) -> None:
    before, after = pipeline(TEXT), refitted[0](TEXT)
    assert [(t.text, t.tag_, t.dep_, t.head.i) for t in before] == [(t.text, t.tag_, t.dep_, t.head.i) for t in after]


def test_what_they_say_of_a_text_is_what_they_say_of_the_states(refitted: tuple[Language, object]) -> None:
    import torch

    from timeline_service.reader.component import READER, VIEWS
    from timeline_service.reader.encoder import GRAPH
    from training.reader.articles import Article
    from training.reader.refit import Graph

    nlp, heads = refitted
    reader, doc = nlp.get_pipe("timeline_reader"), nlp(TEXT)
    _, words = reader._words(nlp.make_doc(TEXT))
    seen = [(list(word.pieces), int(word.shape), int(word.before), word.starts) for word in words]
    article = Article("a", "real", seen, [0] * len(seen), [])
    (states,) = Graph(PIPELINE / READER / GRAPH).states([article], reader._encoder.pieces)
    with torch.no_grad():
        worth, same = heads.views(states)
        odds = heads.worth_odds(worth)
    np.testing.assert_allclose(doc.user_data[VIEWS][0], odds.numpy(), atol=0.02)
    np.testing.assert_allclose(doc.user_data[VIEWS][1], same.numpy(), atol=0.02)


def test_a_half_is_left_out_and_real_articles_come_twice(refitted: tuple[Language, object], tmp_path: Path) -> None:
    from training.reader import refit

    articles = tmp_path / "articles.jsonl"
    words = [([1, 2], 0, 0, None)]
    lines = [{"name": str(n), "source": "real" if n else "own", "words": words, "sentences": [0], "mentions": []}
             for n in range(4)]  # fmt: skip
    articles.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    chosen = refit.chosen(articles, refit.Plan(real=2), without_half=0)
    assert [article.name for article in chosen] == ["1", "1", "3", "3"]
    assert len(refit.chosen(articles, refit.Plan(real=2))) == 7
