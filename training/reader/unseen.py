"""What heads say of articles they were not taught: ``python -m training.reader.unseen ARTICLES VOCABULARY HALVES``.

Each half is a reader with its heads that :mod:`training.reader.learn_heads` taught without every second article, in
the order of the halves that were left out. Writes JSON on standard output: article → log-odds of each word, of a row
and of a key row, for the articles in which rows are marked.
"""

import argparse
import json
import sys
from pathlib import Path

import torch

from timeline_service.reader.pieces import WordPieces
from training.reader import learn
from training.reader.heads import Heads, states_of
from training.reader.labels import Labels
from training.reader.learn_heads import HEADS, read_articles
from training.reader.network import Reader


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, help="file of training.reader.articles")
    parser.add_argument("vocabulary", type=Path, help="vocab.txt of the pretrained encoder")
    parser.add_argument("halves", type=Path, nargs=2, help="folders that training.reader.learn_heads wrote")
    arguments = parser.parse_args()
    pieces, taught = WordPieces.read(arguments.vocabulary), [_load(folder) for folder in arguments.halves]
    found = {}
    with torch.no_grad():
        for number, article in enumerate(read_articles(arguments.articles)):
            if all(mention.worth is None for mention in article.mentions):
                continue
            reader, heads = taught[number % 2]
            (states,) = states_of(reader, [article], pieces)
            odds = heads.worth_odds(heads.views(states)[0])
            found[article.name] = [[round(value, 3) for value in row] for row in odds.tolist()]
    json.dump(found, sys.stdout)


def _load(folder: Path) -> tuple[Reader, Heads]:
    labels = Labels(**json.loads((folder / learn.LABELS).read_text(encoding="utf-8")))
    reader, heads = Reader(labels.sizes()), Heads()
    reader.load_state_dict(torch.load(folder / learn.WEIGHTS))
    heads.load_state_dict(torch.load(folder / HEADS))
    return reader.eval(), heads.eval()


if __name__ == "__main__":
    main()
