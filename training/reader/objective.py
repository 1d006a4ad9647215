"""Batches as tensors, and the loss of each head over them."""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from training.reader.corpus import IGNORED, Window
from training.reader.network import Reader, Scores

PIECES = ("ids", "shapes", "breaks", "mask")
WORDS = ("first", "last")
_IMPOSSIBLE = -1e4
_WEIGHT_OF_STARTS = 2.0

Batch = dict[str, Tensor]


def collate(windows: Sequence[Window]) -> Batch:
    """Windows padded to the longest."""
    length = max(len(window) for window in windows)
    words = max(len(window.first) for window in windows)
    batch = {name: _padded(windows, name, length, 0) for name in PIECES[:3]}
    batch["mask"] = torch.tensor([[1] * len(window) + [0] * (length - len(window)) for window in windows])
    batch |= {name: _padded(windows, name, words, 0) for name in WORDS}
    for name in ("tags", "analyses", "relations", "heads", "names", "starts"):
        batch[name] = _padded(windows, name, words, IGNORED)
    batch["sentences"] = _padded(windows, "sentences", words, -1)
    batch["has_syntax"] = torch.tensor([window.has_syntax for window in windows])
    return batch


def scores_of(reader: Reader, batch: Batch) -> Scores:
    """The reader on a batch, with matrix products in bfloat16."""
    with torch.autocast("cpu", torch.bfloat16):
        return reader(*(batch[name] for name in (*PIECES, *WORDS)))


def losses(reader: Reader, batch: Batch) -> dict[str, Tensor]:
    """The loss of each head; windows that carry names only have no other."""
    scores = scores_of(reader, batch)
    found = {"names": _cross_entropy(scores.names, batch["names"])}
    chosen = batch["has_syntax"]
    if not chosen.any():
        return found
    found["tags"] = _cross_entropy(scores.tags[chosen], batch["tags"][chosen])
    found["analyses"] = _cross_entropy(scores.analyses[chosen], batch["analyses"][chosen])
    heads = batch["heads"][chosen]
    found["arcs"] = _cross_entropy(within_sentences(scores.arcs, batch["sentences"])[chosen], heads)
    known = heads >= 0
    above = torch.gather(scores.above[chosen], 1, heads.clamp(min=0)[:, :, None].expand(-1, -1, scores.above.shape[2]))
    with torch.autocast("cpu", torch.bfloat16):
        relations = reader.relations(scores.below[chosen][known], above[known])
    found["relations"] = _cross_entropy(relations, batch["relations"][chosen][known])
    starts = batch["starts"][chosen]
    known = starts >= 0
    predicted = scores.starts[chosen].float()[known]
    found["starts"] = _WEIGHT_OF_STARTS * functional.binary_cross_entropy_with_logits(predicted, starts[known].float())
    return found


def within_sentences(arcs: Tensor, sentences: Tensor) -> Tensor:
    """Scores of arcs, with those to a word of another sentence and to the word itself made impossible."""
    same = (sentences[:, :, None] == sentences[:, None, :]) & (sentences[:, None, :] >= 0)
    same &= ~torch.eye(sentences.shape[1], dtype=torch.bool)
    possible = torch.cat([torch.ones(*sentences.shape, 1, dtype=torch.bool), same], 2)
    return arcs.float().masked_fill(~possible, _IMPOSSIBLE)


def _padded(windows: Sequence[Window], name: str, length: int, value: int) -> Tensor:
    rows = (getattr(window, name) for window in windows)
    return torch.tensor([row + [value] * (length - len(row)) for row in rows])


def _cross_entropy(scores: Tensor, labels: Tensor) -> Tensor:
    return functional.cross_entropy(scores.float().flatten(0, -2), labels.flatten(), ignore_index=IGNORED)
