"""The heads over whole articles: is a word worth a row of a timeline, and do two mentions tell one event.

The first half of each is part of the encoder's graph; what joins two mentions runs as :mod:`timeline_service.reader.
sameness` has it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor, nn
from torch.nn import functional

from timeline_service.reader.encoder import SAME
from timeline_service.reader.pieces import WordPieces
from timeline_service.reader.sameness import DISTANCES, FEATURES, distance_of, features_of
from timeline_service.reader.windows import LONGEST, Stretch, Word, fitting, inputs_of, sections
from training.reader.articles import UNKNOWN, Article
from training.reader.network import WIDTH, Reader, SharedDropout

WORTH, LEVELS = 256, 3
JOINED, NEARNESS = 128, 16
TEMPTING = 3.0  # how much more it weighs to show what must not be shown
_MENTIONS = 0.15  # share of an article's words that are mentions, roughly: scales the loss of all words to theirs
_PAIRS = 3.0  # pairs a mention that the loss of all pairs is scaled to


class Heads(nn.Module):
    """``views`` run in the graph, ``joined`` on pairs of their states."""

    def __init__(self) -> None:
        super().__init__()
        self.dropout = nn.Dropout(0.2)
        self.states = SharedDropout(0.2)
        self.worth_states, self.worth = nn.Linear(2 * WIDTH, WORTH), nn.Linear(WORTH, LEVELS)
        self.same = nn.Linear(2 * WIDTH, SAME)
        self.distance = nn.Embedding(DISTANCES, NEARNESS)
        nn.init.normal_(self.distance.weight, std=0.1)
        self.pair, self.joined = nn.Linear(3 * SAME + NEARNESS + FEATURES, JOINED), nn.Linear(JOINED, 1)

    def views(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """States of words → scores of ``NONE OK KEY`` [..., LEVELS], and what sameness compares [..., SAME]."""
        worth = self.worth(self.dropout(functional.gelu(self.worth_states(words))))
        return worth, functional.gelu(self.same(words))

    def worth_odds(self, scores: Tensor) -> Tensor:
        """Scores of ``NONE OK KEY`` → log-odds of a row, and of a key row [..., 2]."""
        some, key = torch.logsumexp(scores[..., 1:], -1), scores[..., 2]
        return torch.stack([some - scores[..., 0], key - torch.logsumexp(scores[..., :2], -1)], -1)

    def pairs(self, left: Tensor, right: Tensor, distances: Tensor, features: Tensor) -> Tensor:
        """Log-odds [N] that the mentions of N pairs tell one event."""
        compared = torch.cat([left * right, (left - right).abs(), left + right, self.distance(distances), features], 1)
        return self.joined(self.dropout(functional.gelu(self.pair(self.dropout(compared))))).squeeze(1)


@dataclass(frozen=True)
class Pairs:
    """All pairs of an article's mentions about which something is marked; ``left`` and ``right`` number mentions."""

    left: Tensor
    right: Tensor
    distances: Tensor
    features: Tensor
    same: Tensor


def pairs_of(article: Article) -> Pairs | None:
    """None where there are no two mentions."""
    mentions, sentences = article.mentions, article.sentences
    rows = [
        (left, right, distance_of(sentences[a.word], sentences[b.word]), features_of(a, b), a.event == b.event)
        for right, b in enumerate(mentions) for left, a in enumerate(mentions[:right])
        if UNKNOWN not in (a.event, b.event) and (a.event >= 0 or b.event >= 0)
    ]  # fmt: skip
    if not rows:
        return None
    left, right, distances, features, same = zip(*rows)
    return Pairs(*map(torch.tensor, (left, right, distances)), torch.tensor(features), torch.tensor(same).float())


def states_of(reader: Reader, articles: Sequence[Article], pieces: WordPieces) -> list[Tensor]:
    """The states of each article's words [n, 2 * WIDTH], read in the windows that the product uses."""

    def encode(inputs: Sequence[Tensor]) -> Tensor:
        with torch.autocast("cpu", torch.bfloat16):
            return reader.words(reader.encoder(*inputs[:4]), *inputs[4:])[0]

    return states_by(encode, articles, pieces)


def states_by(
    encode: Callable[[Sequence[Tensor]], Tensor], articles: Sequence[Article], pieces: WordPieces
) -> list[Tensor]:
    """The same, by what takes the encoder's inputs to the states of words [windows, words, 2 * WIDTH]."""
    words, stretches, owners = [], [], []
    for article in articles:
        offset = len(words)
        here = article.as_read()
        stretches += [Stretch(s.first + offset, s.end + offset) for s in _stretches(here, article.sentences)]
        words += here
        owners.append(len(here))
    encoded = encode([torch.from_numpy(array) for array in inputs_of(words, stretches, pieces)])
    rows = torch.cat([encoded[row, : s.end - s.first] for row, s in enumerate(stretches)]).float()
    return list(torch.split(rows, owners))


def _stretches(words: Sequence[Word], sentences: Sequence[int]) -> Iterator[Stretch]:
    """The product's sections; one that no window holds is cut at the ends of sentences, or where it must be."""
    for section in sections(words):
        while section.first < section.end:
            here = fitting(words, section, longest=LONGEST)
            if here.end < section.end:
                ends = [n for n in range(here.first + 1, here.end + 1) if sentences[n] != sentences[n - 1]]
                here = Stretch(here.first, ends[-1] if ends else here.end)
            yield here
            section = Stretch(here.end, section.end)


def head_losses(heads: Heads, states: Sequence[Tensor], articles: Sequence[Article]) -> dict[str, Tensor]:
    """The loss of each head over some articles."""
    worth, same = [], []
    for words, article in zip(states, articles):
        scores, compared = heads.views(heads.states(words[None])[0])
        if any(mention.worth is not None for mention in article.mentions):
            worth.append(_worth_loss(scores, article))
        pairs = pairs_of(article)
        if pairs is not None:
            seen = compared[torch.tensor([mention.word for mention in article.mentions])]
            found = heads.pairs(seen[pairs.left], seen[pairs.right], pairs.distances, pairs.features)
            total = functional.binary_cross_entropy_with_logits(found, pairs.same, reduction="sum")
            same.append(total / max(20.0, _PAIRS * len(article.mentions)))
    return {name: torch.stack(each).mean() for name, each in (("worth", worth), ("same", same)) if each}


def fit_heads(
    heads: Heads, seen: Sequence[Tensor], articles: Sequence[Article], *, epochs: int, rate: float, seed: int
) -> None:
    """Trains the heads alone, in place, on the states that a reader which stays as it is sees of the articles."""
    torch.manual_seed(seed)
    random, steps = Random(seed), epochs * len(articles)
    optimizer = torch.optim.AdamW(heads.parameters(), lr=rate, weight_decay=0.01)
    heads.train()
    for step in range(steps):
        if step % len(articles) == 0:
            order = random.sample(range(len(articles)), len(articles))
        number = order[step % len(articles)]
        optimizer.param_groups[0]["lr"] = rate * (1 - step / steps)
        found = head_losses(heads, [seen[number]], [articles[number]])
        torch.stack(list(found.values())).sum().backward()
        optimizer.step()
        optimizer.zero_grad()
    heads.eval()


def _worth_loss(scores: Tensor, article: Article) -> Tensor:
    levels, weights = torch.zeros(len(scores), dtype=torch.long), torch.ones(len(scores))
    for mention in article.mentions:
        levels[mention.word] = mention.worth or 0
        weights[mention.word] = TEMPTING if mention.tempting else 1.0
    each = functional.cross_entropy(scores, levels, reduction="none")
    return (each * weights).sum() / (_MENTIONS * len(scores))
