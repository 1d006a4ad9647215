"""From trained weights to what ships: ``python -m training.reader.export TRAINED VOCABULARY FOLDER``.

Writes the ONNX graph with its matrices in eight bits, what scores arc labels and pairs of mentions, the labels and the
vocabulary.
"""

import argparse
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from timeline_service.reader.encoder import GRAPH, LABELS, RELATIONS, VOCABULARY
from timeline_service.reader.sameness import WEIGHTS
from training.reader import learn
from training.reader.heads import Heads
from training.reader.labels import Labels
from training.reader.learn_heads import HEADS
from training.reader.network import Reader

_OPSET = 17
_WINDOWS, _PIECES, _WORDS = 2, 12, 7  # of the example that the graph is traced with
INPUTS = ("ids", "shapes", "breaks", "mask", "first", "last")
"""What the graph takes, as :func:`timeline_service.reader.windows.inputs_of` makes it."""
_READ, _VIEWS = ("tags", "analyses", "names", "starts", "arcs", "below", "above"), ("worth", "same")


class Exported(nn.Module):
    """The reader as the product runs it: the best label where nothing else is needed."""

    def __init__(self, reader: Reader, heads: Heads | None) -> None:
        super().__init__()
        self.reader, self.heads = reader, heads

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        scores = self.reader(*inputs)
        best = (scores.tags.argmax(-1), scores.analyses.argmax(-1), scores.names.argmax(-1))
        read = (*best, scores.starts, scores.arcs, scores.below, scores.above)
        if self.heads is None:
            return read
        worth, same = self.heads.views(scores.words)
        return (*read, self.heads.worth_odds(worth), same)


def export(trained: Path, vocabulary: Path, folder: Path, *, reduce_range: bool = True) -> None:
    """Writes the files of :class:`timeline_service.reader.encoder.Encoder` to ``folder``.

    ``reduce_range`` keeps weights to seven bits, so that processors without VNNI do not saturate and all give the same.
    """
    labels = Labels(**json.loads((trained / learn.LABELS).read_text(encoding="utf-8")))
    reader = Reader(labels.sizes())
    reader.load_state_dict(torch.load(trained / learn.WEIGHTS))
    reader.eval()
    heads = _heads(trained)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        whole = Path(place) / "whole.onnx"
        _trace(Exported(reader, heads), whole)
        quantize_dynamic(
            whole, folder / GRAPH, per_channel=True, reduce_range=reduce_range, weight_type=QuantType.QInt8
        )
    np.save(folder / RELATIONS, reader.relation.detach().numpy().astype(np.float16))
    if heads is not None:
        write_sameness(heads, folder / WEIGHTS)
    shutil.copy(trained / learn.LABELS, folder / LABELS)
    shutil.copy(vocabulary, folder / VOCABULARY)


def _heads(trained: Path) -> Heads | None:
    """None where the reader is still to be taught whole articles."""
    if not (trained / HEADS).exists():
        return None
    heads = Heads()
    heads.load_state_dict(torch.load(trained / HEADS))
    return heads.eval()


def write_sameness(heads: Heads, path: Path) -> None:
    """What joins two mentions, as :class:`timeline_service.reader.sameness.Sameness` reads it."""
    weights = {
        "distance": heads.distance.weight, "pair": heads.pair.weight, "pair_bias": heads.pair.bias,
        "joined": heads.joined.weight, "joined_bias": heads.joined.bias,
    }  # fmt: skip
    np.savez(path, **{name: each.detach().numpy().astype(np.float16) for name, each in weights.items()})


def _trace(module: Exported, path: Path) -> None:
    outputs = (*_READ, *(_VIEWS if module.heads is not None else ()))
    ids = torch.randint(5, 900, (_WINDOWS, _PIECES))
    zeros, ones = torch.zeros_like(ids), torch.ones_like(ids)
    places = torch.arange(1, _WORDS + 1).repeat(_WINDOWS, 1)
    pieces = {name: {0: "windows", 1: "pieces"} for name in INPUTS[:4]}
    words = {name: {0: "windows", 1: "words"} for name in (*INPUTS[4:], *outputs)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module, (ids, zeros, zeros, ones, places, places), str(path), input_names=list(INPUTS),
            output_names=list(outputs), dynamic_axes=pieces | words, opset_version=_OPSET, dynamo=False,
        )  # fmt: skip


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path, help="folder that training.reader.learn_heads wrote")
    parser.add_argument("vocabulary", type=Path, help="vocab.txt of the pretrained encoder")
    parser.add_argument("folder", type=Path, help="folder for what ships")
    parser.add_argument("--whole-range", action="store_true", help="weights of eight bits instead of seven")
    arguments = parser.parse_args()
    export(arguments.trained, arguments.vocabulary, arguments.folder, reduce_range=not arguments.whole_range)


if __name__ == "__main__":
    main()
