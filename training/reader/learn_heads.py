"""Teaches the reader whole articles: ``python -m training.reader.learn_heads DATA ENCODER TRAINED ARTICLES OUT``.

Goes on from the weights of :mod:`training.reader.learn`; every step has some articles and a batch of the treebanks, so
that reading is not unlearned.
"""

import argparse
import json
import shutil
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import torch

from timeline_service.reader.pieces import WordPieces
from training.reader import learn
from training.reader.articles import Article, Mention
from training.reader.corpus import Corpus, Window
from training.reader.heads import Heads, fit_heads, head_losses, states_of
from training.reader.labels import Labels
from training.reader.network import Reader
from training.reader.objective import collate, losses

HEADS = "heads.pt"


@dataclass(frozen=True)
class Plan:
    """The settings; rates fall linearly to nothing after ``warm_up`` steps. ``mixing`` scales the treebanks' loss."""

    epochs: int = 7
    together: int = 2  # articles in a step
    warm_up: int = 40
    pieces: int = 1_200
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    mixing: float = 0.5
    averaging: float = 0.99
    kept: float = 0.5  # of the weights with which the reader came: between the two, it reads as well as before
    fitting: int = 4  # epochs in which the heads alone are fitted to the reader that is kept
    fitting_rate: float = 5e-4
    seed: int = 1


def read_articles(path: Path) -> list[Article]:
    """What :mod:`training.reader.articles` wrote."""
    return [_article(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _article(written: dict) -> Article:
    return Article(**{**written, "mentions": [Mention(**mention) for mention in written["mentions"]]})


def learn_heads(
    reader: Reader, articles: list[Article], plan: Plan, pieces: WordPieces, treebanks: Iterator[list[Window]]
) -> Heads:
    """Trains ``reader`` further, in place, with new heads; both end as the running average of their weights."""
    torch.manual_seed(plan.seed)
    heads, random = Heads(), Random(plan.seed)
    reader.encoder.pieces.weight.requires_grad = False
    encoder = [p for p in reader.encoder.parameters() if p.requires_grad]
    inside = {id(parameter) for parameter in encoder}
    others = [p for p in reader.parameters() if p.requires_grad and id(p) not in inside]
    rates = (plan.encoder_rate, plan.head_rate, plan.encoder_rate)
    groups = [{"params": encoder}, {"params": list(heads.parameters())}, {"params": others}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    steps = plan.epochs * -(-len(articles) // plan.together)
    average = [{name: value.clone() for name, value in module.state_dict().items()} for module in (reader, heads)]
    step, begun, sums = 0, time.monotonic(), defaultdict[str, list[float]](list)
    for epoch in range(plan.epochs):
        reader.train()
        heads.train()
        order = random.sample(articles, len(articles))
        for start in range(0, len(order), plan.together):
            some = order[start : start + plan.together]
            found = head_losses(heads, states_of(reader, some, pieces), some)
            torch.stack(list(found.values())).sum().backward()
            read = losses(reader, collate(next(treebanks)))
            (plan.mixing * torch.stack(list(read.values())).sum()).backward()
            found |= read
            share = min(1.0, (step + 1) / plan.warm_up) * (1 - step / steps)
            for group, rate in zip(optimizer.param_groups, rates):
                group["lr"] = rate * share
            torch.nn.utils.clip_grad_norm_([*encoder, *heads.parameters()], 1.0)
            optimizer.step()
            optimizer.zero_grad()
            step += 1
            with torch.no_grad():
                for kept, module in zip(average, (reader, heads)):
                    for name, value in module.state_dict().items():
                        kept[name].lerp_(value, 1 - min(plan.averaging, (1 + step) / (10 + step)))
            for name, loss in found.items():
                sums[name].append(float(loss.detach()))
        means = {name: round(sum(values) / len(values), 3) for name, values in sums.items()}
        print(f"epoch {epoch + 1}, step {step}/{steps}, {time.monotonic() - begun:.0f} s", means, flush=True)
        sums.clear()
    reader.load_state_dict(average[0])
    heads.load_state_dict(average[1])
    return heads


def treebank_batches(corpus: Corpus, pieces: int) -> Iterator[list[Window]]:
    """Batches of the treebanks without end."""
    epoch = 10_000  # other passes than those of the reader's own training
    while True:
        yield from corpus.batches(epoch, pieces=pieces)
        epoch += 1


def teach(data: Path, encoder: Path, trained: Path, articles: Path, output: Path, plan: Plan) -> None:
    """Teaches the reader of ``trained`` the articles, and writes it with its heads to ``output``."""
    labels = Labels(**json.loads((trained / learn.LABELS).read_text(encoding="utf-8")))
    pieces = WordPieces.read(encoder / "vocab.txt")
    reader = Reader(labels.sizes())
    reader.load_state_dict(torch.load(trained / learn.WEIGHTS))
    taught = read_articles(articles)
    treebanks = treebank_batches(Corpus(data, pieces, labels, seed=plan.seed), plan.pieces)
    came = {name: value.clone() for name, value in reader.state_dict().items()}
    heads = learn_heads(reader, taught, plan, pieces, treebanks)
    weights = reader.state_dict()
    reader.load_state_dict({name: weights[name].lerp(value, plan.kept) for name, value in came.items()})
    reader.eval()
    with torch.no_grad():
        seen = [states_of(reader, [article], pieces)[0] for article in taught]
    fit_heads(heads, seen, taught, epochs=plan.fitting, rate=plan.fitting_rate, seed=plan.seed)
    output.mkdir(parents=True, exist_ok=True)
    torch.save(reader.state_dict(), output / learn.WEIGHTS)
    torch.save(heads.state_dict(), output / HEADS)
    shutil.copy(trained / learn.LABELS, output / learn.LABELS)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, text in (
        ("data", "folder with the treebanks"), ("encoder", "folder with vocab.txt"),
        ("trained", "folder that training.reader.learn wrote"), ("articles", "file of training.reader.articles"),
        ("output", "folder for reader and heads"),
    ):  # fmt: skip
        parser.add_argument(name, type=Path, help=text)
    for name, value in asdict(Plan()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    arguments = vars(parser.parse_args())
    places = [arguments.pop(name) for name in ("data", "encoder", "trained", "articles", "output")]
    teach(*places, Plan(**arguments))


if __name__ == "__main__":
    main()
