"""The network: a six-layer BERT encoder with shape and break embeddings, and one head for each thing that is read.

The encoder is that of all-MiniLM-L6-v2 (BERT's layout, 384 wide); the heads over words follow Dozat & Manning (2017),
"Deep biaffine attention for neural dependency parsing", https://arxiv.org/abs/1611.01734.
"""

from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from timeline_service.reader.pieces import Break, Shape

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
VOCABULARY, POSITIONS = 30_522, 512
ARC, RELATION, NAME = 256, 100, 128
"""Widths of what the heads see of a word."""
_EPSILON = 1e-12
_MASKED = -1e4


class Scores(NamedTuple):
    """What the network says of a batch of ``B`` windows with ``W`` words (``W + 1`` counts the root first).

    ``tags`` [B, W, tags], ``analyses`` [B, W, analyses], ``starts`` [B, W] log-odds, ``names`` [B, W, names],
    ``arcs`` [B, W, W + 1]; ``below`` [B, W, RELATION] and ``above`` [B, W + 1, RELATION] make the scores of an arc's
    label; ``words`` [B, W, 2 * WIDTH] are the states of the first and last piece.
    """

    tags: Tensor
    analyses: Tensor
    starts: Tensor
    names: Tensor
    arcs: Tensor
    below: Tensor
    above: Tensor
    words: Tensor


class SharedDropout(nn.Module):
    """Dropout with one mask for all positions of a window (Gal & Ghahramani, 2016); on a processor it is cheap."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.rate:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2]) > self.rate
        return x * (kept.to(x.dtype) / (1 - self.rate))


class Layer(nn.Module):
    """One layer of BERT, without dropout in the attention."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.norm_attended = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm_outer = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.dropout = SharedDropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        per_head = WIDTH // ATTENTION_HEADS
        parts = self.query_key_value(x).view(batch, length, 3, ATTENTION_HEADS, per_head).permute(2, 0, 3, 1, 4)
        query, key, value = parts[0], parts[1], parts[2]
        weights = torch.softmax((query * per_head**-0.5) @ key.transpose(-1, -2) + mask.to(query.dtype), -1)
        mixed = (weights.to(value.dtype) @ value).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm_attended(x + self.dropout(self.attended(mixed)))
        return self.norm_outer(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """Pieces → states [B, L, WIDTH]."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces, self.positions = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.shapes, self.breaks = nn.Embedding(len(Shape), WIDTH), nn.Embedding(len(Break), WIDTH)
        for added in (self.shapes, self.breaks):
            nn.init.normal_(added.weight, std=0.01)
        self.norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.dropout = SharedDropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, ids: Tensor, shapes: Tensor, breaks: Tensor, mask: Tensor) -> Tensor:
        x = self.pieces(ids) + self.positions.weight[: ids.shape[1]] + self.segment
        x = self.dropout(self.norm(x + self.shapes(shapes) + self.breaks(breaks)))
        hidden = ((1 - mask.float()) * _MASKED)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, hidden)
        return x


class Reader(nn.Module):
    """The encoder and its heads; ``sizes`` is :meth:`training.reader.labels.Labels.sizes`."""

    def __init__(self, sizes: dict[str, int], *, dropout: float = 0.1, head_dropout: float = 0.25) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.dropout = SharedDropout(head_dropout)
        word = 2 * WIDTH
        self.tags, self.analyses = nn.Linear(word, sizes["tags"]), nn.Linear(word, sizes["analyses"])
        self.starts = nn.Linear(word, 1)
        self.name_states, self.names = nn.Linear(word, NAME), nn.Linear(NAME, sizes["names"])
        self.arc_below, self.arc_above = nn.Linear(word, ARC), nn.Linear(word, ARC)
        self.below, self.above = nn.Linear(word, RELATION), nn.Linear(word, RELATION)
        self.arc = nn.Parameter(torch.randn(ARC, ARC) * 0.02)
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.relation = nn.Parameter(torch.randn(RELATION + 1, sizes["relations"], RELATION + 1) * 0.05)

    def words(self, states: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor]:
        """States of the words [B, W, 2 * WIDTH], and the same with the root before them."""
        width = states.shape[2]
        ends = [torch.gather(states, 1, at[:, :, None].expand(-1, -1, width)) for at in (first, last)]
        words = torch.cat(ends, 2)
        root = torch.cat([states[:, :1], states[:, :1]], 2)
        return words, torch.cat([root, words], 1)

    def forward(
        self, ids: Tensor, shapes: Tensor, breaks: Tensor, mask: Tensor, first: Tensor, last: Tensor
    ) -> Scores:
        words, rooted = self.words(self.encoder(ids, shapes, breaks, mask), first, last)
        return self.heads(words, rooted)

    def heads(self, words: Tensor, rooted: Tensor) -> Scores:
        """All scores of words whose states are given."""
        plain, (words, rooted) = words, (self.dropout(words), self.dropout(rooted))
        arc_below, arc_above = (self.dropout(functional.gelu(f(x))) for f, x in self._arc_ends(words, rooted))
        below = self.dropout(functional.gelu(self.below(words)))
        above = self.dropout(functional.gelu(self.above(rooted)))
        return Scores(
            tags=self.tags(words),
            analyses=self.analyses(words),
            starts=self.starts(words).squeeze(-1),
            names=self.names(functional.gelu(self.name_states(words))),
            arcs=(arc_below @ self.arc + self.arc_bias) @ arc_above.transpose(1, 2),
            below=below,
            above=above,
            words=plain,
        )

    def _arc_ends(self, words: Tensor, rooted: Tensor) -> tuple[tuple[nn.Linear, Tensor], tuple[nn.Linear, Tensor]]:
        return (self.arc_below, words), (self.arc_above, rooted)

    def relations(self, below: Tensor, above: Tensor) -> Tensor:
        """Scores [N, relations] of N arcs, from what they join (both [N, RELATION])."""
        below, above = (functional.pad(end, (0, 1), value=1.0) for end in (below, above))
        joined = (below @ self.relation.flatten(1)).view(len(below), -1, RELATION + 1)
        return (joined * above[:, None, :].to(joined.dtype)).sum(-1)


def load_pretrained(encoder: Encoder, path: Path) -> None:
    """Fills the encoder from a BERT checkpoint in safetensors."""
    tensors = {name.removeprefix("bert."): tensor.float() for name, tensor in load_file(path).items()}
    with torch.no_grad():
        encoder.pieces.weight.copy_(tensors["embeddings.word_embeddings.weight"])
        encoder.positions.weight.copy_(tensors["embeddings.position_embeddings.weight"])
        encoder.segment.copy_(tensors["embeddings.token_type_embeddings.weight"][0])
        for part in ("weight", "bias"):
            getattr(encoder.norm, part).copy_(tensors[f"embeddings.LayerNorm.{part}"])
            for number, layer in enumerate(encoder.layers):
                inside = f"encoder.layer.{number}."
                projections = [tensors[f"{inside}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.query_key_value, part).copy_(torch.cat(projections))
                for name, source in (
                    ("attended", "attention.output.dense"),
                    ("norm_attended", "attention.output.LayerNorm"),
                    ("inner", "intermediate.dense"),
                    ("outer", "output.dense"),
                    ("norm_outer", "output.LayerNorm"),
                ):
                    getattr(getattr(layer, name), part).copy_(tensors[f"{inside}{source}.{part}"])
