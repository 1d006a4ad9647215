"""Trains the reader: ``python -m training.reader.learn DATA ENCODER OUTPUT``.

A fixed number of steps from fixed seeds. A training that was cut off goes on from its last checkpoint, with the same
batches and the same dropout as one that was not.
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from timeline_service.reader.pieces import WordPieces
from training.name_corpora import read_names
from training.reader.corpus import NAMES, TREEBANKS, Corpus
from training.reader.labels import Labels, count_labels
from training.reader.measure import measure
from training.reader.network import Reader, load_pretrained
from training.reader.objective import collate, losses

CHECKPOINT, WEIGHTS, LABELS = "checkpoint.pt", "reader.pt", "labels.json"
DEV = ("uner-ewt-dev", "gum-dev")


@dataclass(frozen=True)
class Plan:
    """The settings of a training. Rates fall linearly to nothing over ``steps``, after ``warm_up`` steps of rising.

    ``pieces`` bounds a batch; ``averaging`` is the decay of the running average of the weights, which is what is kept.
    """

    steps: int = 4_600
    warm_up: int = 150
    pieces: int = 1_600
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    weight_decay: float = 0.01
    longest_gradient: float = 2.0
    averaging: float = 0.999
    seed: int = 1
    every: int = 500  # steps between checkpoints, each measured on the development files


def learn(
    data: Path, encoder: Path, output: Path, plan: Plan, *, names: Mapping[str, float] = NAMES
) -> Path:
    """Trains from ``data`` on the pretrained ``encoder`` (a folder); returns the file of the weights.

    ``names`` are corpora of names, and how often an epoch has each.
    """
    torch.manual_seed(plan.seed)
    treebanks = [document for name in TREEBANKS for document in read_names(data, name)]
    labels = count_labels(treebanks)
    output.mkdir(parents=True, exist_ok=True)
    (output / LABELS).write_text(json.dumps(asdict(labels), ensure_ascii=False), encoding="utf-8")
    corpus = Corpus(data, WordPieces.read(encoder / "vocab.txt"), labels, seed=plan.seed, names=names)
    run = Run(Reader(labels.sizes()), encoder / "model.safetensors", plan)
    if (output / CHECKPOINT).exists():
        run.load(output / CHECKPOINT)
    dev = {name: corpus.windows_of(read_names(data, name), pieces=200)[::2] for name in DEV}
    _steps(run, corpus, plan, output, dev, labels)
    torch.save(run.averaged(), output / WEIGHTS)
    (output / CHECKPOINT).unlink(missing_ok=True)
    return output / WEIGHTS


class Run:
    """A training on its way: weights, their average, and the optimizer."""

    def __init__(self, reader: Reader, pretrained: Path, plan: Plan) -> None:
        load_pretrained(reader.encoder, pretrained)
        reader.encoder.pieces.weight.requires_grad = False
        self.reader, self.plan, self.step = reader, plan, 0
        self.average = {name: value.clone() for name, value in reader.state_dict().items()}
        self.trained = [parameter for parameter in reader.parameters() if parameter.requires_grad]
        encoder = [p for p in reader.encoder.parameters() if p.requires_grad]
        inside = {id(parameter) for parameter in encoder}
        self.rates = (plan.encoder_rate, plan.head_rate)
        groups = [{"params": encoder}, {"params": [p for p in self.trained if id(p) not in inside]}]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=plan.weight_decay, fused=True)

    def load(self, path: Path) -> None:
        """Goes on from a checkpoint."""
        kept: dict[str, Any] = torch.load(path)
        self.reader.load_state_dict(kept["reader"])
        self.optimizer.load_state_dict(kept["optimizer"])
        self.average, self.step = kept["average"], kept["step"]

    def save(self, path: Path) -> None:
        """Writes a checkpoint beside the old one, then takes its place."""
        kept = {"reader": self.reader.state_dict(), "optimizer": self.optimizer.state_dict()}
        torch.save({**kept, "average": self.average, "step": self.step}, path.with_suffix(".new"))
        path.with_suffix(".new").rename(path)

    def update(self, loss: torch.Tensor) -> None:
        """One step down the gradient of ``loss``."""
        plan = self.plan
        share = min(1.0, (self.step + 1) / plan.warm_up) * (1 - self.step / plan.steps)
        for group, rate in zip(self.optimizer.param_groups, self.rates):
            group["lr"] = rate * share
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.trained, plan.longest_gradient)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.step += 1
        decay = min(plan.averaging, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for name, value in self.reader.state_dict().items():
                self.average[name].lerp_(value, 1 - decay)

    def averaged(self) -> dict[str, torch.Tensor]:
        """The running average of the weights."""
        return self.average


def _steps(run: Run, corpus: Corpus, plan: Plan, output: Path, dev: dict[str, Any], labels: Labels) -> None:
    seen, begun, sums = 0, time.monotonic(), defaultdict[str, list[float]](list)
    epoch = 0
    while run.step < plan.steps:
        for windows in corpus.batches(epoch, pieces=plan.pieces):
            seen += 1
            if seen <= run.step:  # done before the training was cut off
                continue
            torch.manual_seed(plan.seed * 1_000_003 + run.step)
            run.reader.train()
            found = losses(run.reader, collate(windows))
            run.update(torch.stack(list(found.values())).sum())
            for name, loss in found.items():
                sums[name].append(float(loss.detach()))
            if run.step % 100 == 0:
                means = {name: round(sum(values) / len(values), 3) for name, values in sums.items()}
                print(f"step {run.step}, {time.monotonic() - begun:.0f} s", means, flush=True)
                sums.clear()
            if run.step % plan.every == 0:
                run.save(output / CHECKPOINT)
                for name, items in dev.items():
                    print(f"step {run.step} {name}", measure(run.reader, run.average, items, labels), flush=True)
            if run.step == plan.steps:
                return
        epoch += 1


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with the treebanks (training/README.md)")
    parser.add_argument("encoder", type=Path, help="folder with model.safetensors and vocab.txt")
    parser.add_argument("output", type=Path, help="folder for the trained reader")
    for name, value in asdict(Plan()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    arguments = vars(parser.parse_args())
    places = [arguments.pop(name) for name in ("data", "encoder", "output")]
    learn(*places, Plan(**arguments))


if __name__ == "__main__":
    main()
