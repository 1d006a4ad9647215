"""Learn the weights of ``languages/en/title_phrases.toml`` from titles that people wrote with an article's own words.

Of each phrase that a clause may do without (``write_titles/necessity.py``): is it in the title that stands with the
event? The articles beside this file, those in ``training/real`` and, with ``--newsroom``, a folder of annotated real
articles answer. What a phrase within one that was left out would say is not asked.
Run from the root: ``python -m training.title_phrases [--newsroom FOLDER] [--write]``; it prints how well the weights
tell the phrases of a cross-validation over articles apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.metrics import roc_auc_score

from benchmarks.marks import Gold, places
from benchmarks.results import ROOT
from timeline_service import languages
from timeline_service.derived import IdentityKey
from timeline_service.logistic import Features
from timeline_service.model import Story, Token
from timeline_service.stages.write_titles import chosen, write_titles
from timeline_service.stages.write_titles.candidate import Candidate
from timeline_service.stages.write_titles.necessity import by_rule
from timeline_service.stages.write_titles.phrase_features import features
from timeline_service.stages.write_titles.shorten import phrases, title_subject, whole_clause, whole_noun
from timeline_service.stages.write_titles.taken import Taken
from training.annotated import annotated, command_line, story_before
from training.columns import as_toml, keep, matrix, often
from training.regression import held_out, learn

TARGET = ROOT / "timeline_service" / "languages" / "en" / "title_phrases.toml"
STRENGTH = 0.1  # inverse of the L2 penalty
SEEN = 6  # articles in which a feature must stand, to have a weight
OF_INVENTED = 0.3  # what a phrase of an invented article counts beside one of a real article
LIKE = 0.6  # of the words of a written title, at least, that the clause has
FOLDS = 10
PIECE = re.compile(r"\w+|[$£€%]")


class Asked(NamedTuple):
    """A phrase of a clause: does the written title have it?"""

    article: str
    features: Features
    answer: int
    real: bool


def asked(newsroom: Path | None) -> Iterator[Asked]:
    """Every phrase that no rule decides of, of the clauses whose words are those of written titles."""
    for article in annotated(newsroom):
        story = story_before(write_titles, article.document, languages.load("en"))
        for candidate, title in titled(story, article.events):
            for spare, answer in answered(candidate, title):
                yield Asked(article.id, spare, answer, article.real)


def titled(story: Story, events: Sequence[Gold]) -> Iterator[tuple[Candidate, str]]:
    """What the rows are called, each with the title that was written for its event."""
    titles = [(place, event["title"]) for event in events for place in places(event)]
    told = {(ref.document, story.event(ref).token) for ref in (entry.chain.mentions[0] for entry in story.entries)}
    for entry in story.entries:
        span = story.event(entry.chain.mentions[0]).span
        written = next((title for place, title in titles if span.overlaps(place)), None)
        candidate = chosen(entry, story, IdentityKey(languages.load("en").words), told, Taken())
        if written and candidate:
            yield candidate, written


def answered(title: Candidate, written: str) -> Iterator[tuple[Features, int]]:
    """The phrases that may be left out of a title, and whether the written one has them."""
    document, head, trigger = title.document, title.head, title.trigger
    copulas = {child for child in document.tree[head] if child.dep == "cop"}
    nominal = head.pos in ("NOUN", "PROPN") and copulas.isdisjoint(title.words)
    subject = () if nominal else title_subject(head, trigger, document, title.lexicon)
    whole = whole_noun(head, document) if nominal else whole_clause(head, trigger, document, title.lexicon, subject)
    kept = in_both(sorted(whole, key=lambda token: token.i), written)
    if len(kept) < LIKE * len(written.split()):
        return
    found = list(phrases(whole, head, trigger, document, title.lexicon, title.told))
    gone = [phrase for phrase in found if phrase.top not in kept]
    for phrase in found:
        within = any(phrase.top in other.words for other in gone if other is not phrase)
        if not within and by_rule(phrase) is None:
            yield features(phrase), int(phrase.top in kept)


def in_both(words: Sequence[Token], written: str) -> set[Token]:
    """The words that a written title has in the same order: the longest common subsequence of their pieces."""
    pieces = [(piece, word) for word in words for piece in PIECE.findall(word.text.lower())]
    others = PIECE.findall(written.lower())
    best: list[list[tuple[int, frozenset[Token]]]] = [[(0, frozenset())] * (len(others) + 1)]
    for piece, word in pieces:
        above, row = best[-1], [(0, frozenset[Token]())]
        for j, other in enumerate(others):
            length, kept = above[j]
            one = (length + 1, kept | {word}) if piece == other else (0, kept)
            row.append(max(one, above[j + 1], row[j], key=lambda found: found[0]))
        best.append(row)
    return set(best[-1][-1][1])


def main() -> None:
    """Cross-validate, learn on everything, print, and with ``--write`` keep the weights."""
    arguments = command_line(__doc__).parse_args()
    data = list(asked(arguments.newsroom))
    names = often(((one.article, one.features) for one in data), seen=SEEN)
    x = matrix([one.features for one in data], names)
    y, real = np.array([one.answer for one in data]), np.array([one.real for one in data])
    worth, fit = np.where(real, 1.0, OF_INVENTED), partial(learn, strength=STRENGTH)
    predicted = held_out(fit, x, y, worth, articles=[one.article for one in data], folds=FOLDS)[:, 1]
    for name, those in (("real articles", real), ("invented", ~real)):
        area = roc_auc_score(y[those], predicted[those])
        print(f"{name}: {those.sum()} phrases, {y[those].sum()} kept; area under the curve {area:.3f}")
    learned = fit(x, y, worth)
    weighed = zip(names, learned.coef_[0], strict=True)
    lines = as_toml(learned.intercept_[0], weighed, digits=3, least=0.005)
    print(f"{len(lines)} weights")
    if arguments.write:
        keep(TARGET, "Log-odds that a title keeps a phrase, by feature. Learned by training/title_phrases.py.", lines)


if __name__ == "__main__":
    main()
