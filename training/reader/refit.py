"""Fits the heads anew to the reader that ships: ``python -m training.reader.refit ARTICLES PIPELINE OUT``.

What more articles teach the heads needs no other reader: its graph stays as it is but for the first halves of the
heads, so that texts are parsed as before, to the byte. ARTICLES is a file of :mod:`training.reader.articles`, PIPELINE
the folder that :mod:`training.assemble` wrote, OUT a copy of it with the new heads; its version, figures and card are
for :mod:`training.evaluate` and :mod:`training.card` to write anew. A new process starts from the same weights.
"""

import argparse
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import helper, numpy_helper
from torch import Tensor, nn

from timeline_service.reader.component import READER
from timeline_service.reader.encoder import GRAPH, VOCABULARY
from timeline_service.reader.pieces import WordPieces
from timeline_service.reader.sameness import WEIGHTS
from training.later import mark_refitted
from training.reader.articles import Article
from training.reader.export import INPUTS, write_sameness
from training.reader.heads import Heads, fit_heads, states_by
from training.reader.learn_heads import read_articles

_LAYERS = ("worth_states", "worth", "same")  # of the heads, those that run in the graph
_MOST = 64  # of a weight in seven bits, see export


@dataclass(frozen=True)
class Plan:
    """The settings. ``real`` is how often an epoch has each real article."""

    epochs: int = 8
    rate: float = 1e-3
    real: int = 2
    seed: int = 1


class Graph:
    """The reader's graph, with the states of words as one more output, and with room for other heads."""

    def __init__(self, path: Path) -> None:
        self.model = onnx.load(path)
        self._nodes = {node.name: node for node in self.model.graph.node}
        made_by = {output: node for node in self.model.graph.node for output in node.output}
        quantized = self._nodes["/same/MatMul_quant"].input[0]
        self._states = made_by[quantized].input[0]

    def session(self) -> onnxruntime.InferenceSession:
        """What runs the graph up to the states of words."""
        model = onnx.ModelProto()
        model.CopyFrom(self.model)
        model.graph.output.append(helper.make_tensor_value_info(self._states, onnx.TensorProto.FLOAT, None))
        return onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])

    def states(self, articles: Sequence[Article], pieces: WordPieces) -> list[Tensor]:
        """The states of each article's words."""
        session = self.session()

        def encode(inputs: Sequence[Tensor]) -> Tensor:
            named = {name: each.numpy() for name, each in zip(INPUTS, inputs, strict=True)}
            return torch.from_numpy(session.run([self._states], named)[0])

        return [states_by(encode, [article], pieces)[0] for article in articles]

    def put(self, heads: Heads) -> None:
        """Other heads in the place of those that are there, in seven bits as these."""
        for name in _LAYERS:
            layer: nn.Linear = getattr(heads, name)
            weight, bias = (each.detach().numpy() for each in (layer.weight, layer.bias))
            scale = np.abs(weight).max(1) / _MOST
            self._keep(self._nodes[f"/{name}/MatMul_quant"].input[1], np.rint(weight / scale[:, None]).T)
            self._keep(self._nodes[f"/{name}/MatMul_quant_scales_mul"].input[1], scale)
            self._keep(self._nodes[f"/{name}/Add"].input[0], bias)

    def _keep(self, name: str, values: np.ndarray) -> None:
        (there,) = (each for each in self.model.graph.initializer if each.name == name)
        before = numpy_helper.to_array(there)
        assert before.shape == values.shape, name
        there.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(values, before.dtype), name))


def chosen(articles: Path, plan: Plan, *, without_half: int | None = None) -> list[Article]:
    """The articles of an epoch, real ones as often as the plan says.

    ``without_half`` leaves out those with even (0) or odd (1) numbers, so that what the heads say of them can be used
    as if they had not been seen.
    """
    kept = [article for n, article in enumerate(read_articles(articles)) if n % 2 != without_half]
    return [article for article in kept for _ in range(plan.real if article.source == "real" else 1)]


def refit(articles: Path, pipeline: Path, output: Path, plan: Plan, *, without_half: int | None = None) -> None:
    """Writes ``pipeline`` with heads that were fitted to the articles, or to the other half of them."""
    graph, pieces = Graph(pipeline / READER / GRAPH), WordPieces.read(pipeline / READER / VOCABULARY)
    taught, heads = chosen(articles, plan, without_half=without_half), Heads()
    once = {article.name: article for article in taught}
    states = dict(zip(once, graph.states(list(once.values()), pieces), strict=True))
    seen = [states[article.name] for article in taught]
    fit_heads(heads, seen, taught, epochs=plan.epochs, rate=plan.rate, seed=plan.seed)
    graph.put(heads)
    shutil.copytree(pipeline, output, dirs_exist_ok=True)
    onnx.save(graph.model, output / READER / GRAPH)
    write_sameness(heads, output / READER / WEIGHTS)
    mark_refitted(output)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, help="file of training.reader.articles")
    parser.add_argument("pipeline", type=Path, help="folder of the pipeline whose reader stays")
    parser.add_argument("output", type=Path, help="folder for the pipeline with the new heads")
    parser.add_argument("--without-half", type=int, choices=(0, 1), help="leave out articles with even or odd numbers")
    for name, value in asdict(Plan()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    arguments = vars(parser.parse_args())
    places = [arguments.pop(name) for name in ("articles", "pipeline", "output")]
    half = arguments.pop("without_half")
    refit(*places, Plan(**arguments), without_half=half)


if __name__ == "__main__":
    main()
