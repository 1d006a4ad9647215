"""How a training stands, on windows of the development files with gold sentences: quick figures, no spaCy."""

from collections import Counter
from collections.abc import Iterator, Sequence

import torch

from training.reader.corpus import Window
from training.reader.labels import Labels
from training.reader.network import Reader
from training.reader.objective import Batch, collate, scores_of, within_sentences

_TOGETHER = 12  # windows


def measure(
    reader: Reader, weights: dict[str, torch.Tensor], windows: Sequence[Window], labels: Labels
) -> dict[str, float]:
    """Percent right of tags, analyses, arcs (``uas``) and labelled arcs (``las``); F1 of starts and of names.

    ``weights`` are put in the reader's place while it is measured.
    """
    kept = {name: value.clone() for name, value in reader.state_dict().items()}
    reader.load_state_dict(weights)
    reader.eval()
    counts: Counter[str] = Counter()
    with torch.no_grad():
        for batch, some in _batches(windows):
            _count(reader, batch, some, labels, counts)
    reader.load_state_dict(kept)
    words = counts["words"]
    shares = {name: round(100 * counts[name] / words, 2) for name in ("tags", "analyses", "uas", "las")}
    return shares | {name: _f1(counts, name) for name in ("starts", "names")}


def _batches(windows: Sequence[Window]) -> Iterator[tuple[Batch, list[Window]]]:
    by_length = sorted((window for window in windows if len(window) <= 500), key=len)
    for start in range(0, len(by_length), _TOGETHER):
        some = by_length[start : start + _TOGETHER]
        yield collate(some), some


def _count(reader: Reader, batch: Batch, windows: list[Window], labels: Labels, counts: Counter[str]) -> None:
    scores = scores_of(reader, batch)
    heads = within_sentences(scores.arcs, batch["sentences"]).argmax(2)
    known = batch["heads"] >= 0
    above = torch.gather(scores.above, 1, heads[:, :, None].expand(-1, -1, scores.above.shape[2]))[known].float()
    relations = reader.relations(scores.below[known].float(), above).argmax(1)
    attached = heads[known] == batch["heads"][known]
    counts["words"] += int(known.sum())
    counts["tags"] += int((scores.tags.argmax(2) == batch["tags"])[known].sum())
    counts["analyses"] += int((scores.analyses.argmax(2) == batch["analyses"])[known].sum())
    counts["uas"] += int(attached.sum())
    counts["las"] += int((attached & (relations == batch["relations"][known])).sum())
    found, true = scores.starts > 0, batch["starts"] == 1
    _add(counts, "starts", int((found & true)[known].sum()), int(found[known].sum()), int(true[known].sum()))
    for row, window in zip(scores.names.argmax(2).tolist(), windows):
        predicted, gold = (spans([labels.names[n] for n in tags]) for tags in (row[: len(window.first)], window.names))
        _add(counts, "names", len(predicted & gold), len(predicted), len(gold))


def spans(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """The names of BIO tags, as (first, end, type); an ``I-`` that continues nothing begins a name."""
    found, first = set(), None
    for place, tag in enumerate([*tags, "O"]):
        if first is not None and tag != f"I-{first[1]}":
            found.add((first[0], place, first[1]))
            first = None
        if first is None and tag != "O":
            first = (place, tag[2:])
    return found


def _add(counts: Counter[str], name: str, correct: int, predicted: int, gold: int) -> None:
    counts[f"{name} correct"] += correct
    counts[f"{name} total"] += predicted + gold


def _f1(counts: Counter[str], name: str) -> float:
    return round(200 * counts[f"{name} correct"] / max(1, counts[f"{name} total"]), 2)
