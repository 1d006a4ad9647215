"""Learn the weights of ``languages/en/antecedents.toml`` from articles where a person marked what pronouns stand for.

``pronouns.json`` beside this file has the marks, articles by id with a hash of their text: of each pronoun that is a
subject the places of nouns that it stands for, or none. Their texts are those in ``training/real`` and, where they are
given, those of a folder of real articles and of a file of MEANTIME. Of the candidates that the stage lists for a
pronoun, and none, the weights make the right one the likeliest. Run from the root:
``python -m training.pronouns [--newsroom FOLDER] [--meantime FILE] [--write]``; it prints, of articles left out, how
many nouns are found and how many of those are right.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from benchmarks.results import ROOT
from timeline_service import languages
from timeline_service.logistic import Features, shares
from timeline_service.stages.resolve_pronouns import antecedents, likelihood_needed
from timeline_service.stages.resolve_pronouns.candidates import Candidate, Pronoun
from training.annotated import Request, command_line, meantime_articles, read_article, real_articles
from training.columns import keep, often

TARGET = ROOT / "timeline_service" / "languages" / "en" / "antecedents.toml"
MARKS = Path(__file__).with_name("pronouns.json")
STRENGTH = 1.0  # of the L2 penalty
SEEN = 4  # articles in which a feature must stand, to have a weight
FOLDS = 10
SURE = 0.6  # how likely a noun must be to stand for a pronoun without a mark, in the second round
ROUNDS = 2
Weights = dict[str, float]


class Asked(NamedTuple):
    """A marked pronoun: the features of its candidates and of none, and which of them are right."""

    article: str
    pronoun: Pronoun
    candidates: Sequence[Candidate]
    choices: Sequence[Features]
    right: frozenset[int]
    means_something: bool


def texts(newsroom: Path | None, meantime: Path | None) -> Iterator[tuple[str, Request]]:
    """The ids of articles with what is asked of the service."""
    yield from ((article.id, article.request) for article in real_articles(newsroom))
    for article in meantime_articles(meantime):
        yield article.id.replace("/", "_"), {"text": article.whole_text}


def asked(documents: dict, marks: dict, weights: Weights) -> Iterator[Asked]:
    """The marked pronouns of articles; those without a mark are resolved by the weights so far."""
    english = languages.load("en")
    for id, document in documents.items():
        found: list[Asked] = []

        def choose(
            pronoun: Pronoun, candidates: Sequence[Candidate], id: str = id, found: list[Asked] = found
        ) -> Candidate | None:
            choices = [*(c.features for c in candidates), pronoun.none()]
            nouns = marks[id]["pronouns"].get(str(pronoun.token.start))
            if nouns is None:
                odds = shares(choices, weights)[:-1]
                best = max(range(len(candidates)), key=odds.__getitem__)
                return candidates[best] if weights and odds[best] >= SURE else None
            tokens = documents[id].tokens
            starts = [{tokens[i].start for i in candidate.thing.nouns} for candidate in candidates]
            right = [n for n, each in enumerate(starts) if each & set(nouns)]
            places = frozenset(right or [len(candidates)])
            found.append(Asked(id, pronoun, candidates, choices, places, bool(nouns)))
            return candidates[right[0]] if right else None

        antecedents(document, english, choose)
        yield from found


def learn(data: Sequence[Asked]) -> Weights:
    """The weights that make the right choices the likeliest, with a penalty on their squares."""
    names = often(((each.article, choice) for each in data for choice in each.choices), seen=SEEN)
    place = {name: n for n, name in enumerate(names)}
    tables = []
    for each in data:
        table = np.zeros((len(each.choices), len(place)))
        for n, choice in enumerate(each.choices):
            for name in choice.keys() & place.keys():
                table[n, place[name]] = choice[name]
        tables.append((table, sorted(each.right)))

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = STRENGTH / 2 * w @ w, STRENGTH * w
        for table, right in tables:
            odds = table @ w
            parts = np.exp(odds - odds.max())
            share = parts / parts.sum()
            wanted = np.zeros_like(share)
            wanted[right] = share[right] / share[right].sum()
            total -= np.log(share[right].sum())
            slope = slope + table.T @ (share - wanted)
        return total, slope

    found = minimize(loss, np.zeros(len(place)), jac=True, method="L-BFGS-B")
    return {name: round(float(found.x[n]), 3) for name, n in place.items() if abs(found.x[n]) >= 0.005}


def main() -> None:
    """Cross-validate, learn on everything, print, and with ``--write`` keep the weights."""
    parser = command_line(__doc__)
    parser.add_argument("--meantime", type=Path, help="file of the articles of MEANTIME")
    arguments = parser.parse_args()
    marks = json.loads(MARKS.read_text(encoding="utf-8"))
    documents = {}
    for id, request in texts(arguments.newsroom, arguments.meantime):
        if hashlib.sha256(request["text"].encode()).hexdigest() == marks.get(id, {}).get("sha256"):
            documents[id] = read_article(request)
    weights: Weights = {}
    for _ in range(ROUNDS):
        data = list(asked(documents, marks, weights))
        weights = learn(data)
    order = sorted(documents)
    counts: dict[str, Counter] = defaultdict(Counter)
    for fold in range(FOLDS):
        out = set(order[fold::FOLDS])
        held = learn([each for each in data if each.article not in out])
        for each in (each for each in data if each.article in out):
            odds = shares(each.choices, held)[:-1]
            best = max(range(len(odds)), key=odds.__getitem__)
            said = odds[best] >= likelihood_needed(each.pronoun, each.candidates[best])
            counts[each.pronoun.kind].update(asked=each.means_something, said=said, right=said and best in each.right)
    for kind, count in counts.items():
        print(kind, dict(count))
    print(f"{len(documents)} articles, {len(weights)} weights")
    if arguments.write:
        says = "Log-odds that a pronoun stands for a noun, by feature. Learned by training/pronouns.py."
        keep(TARGET, says, (f'"{name}" = {weight:.3f}' for name, weight in sorted(weights.items())))


if __name__ == "__main__":
    main()
