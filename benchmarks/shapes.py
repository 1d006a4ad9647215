"""Texts of any length: real prose, made of the seed articles, and shapes that bring careless code to its knees."""
from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import count, cycle

from benchmarks.results import ROOT
from timeline_service.settings import Settings

PUBLISHED_AT = "2025-10-24"
LONGEST = Settings().max_text  # characters, as the service takes them where nothing else is set
WORDS = 700  # of an article whose cost is told
_POINTS = (
    "The head of the agency says it is fine for people who feel well to fly, a day after it warned them ",
    "Tests that were ordered on Monday, the ministry reports, were negative although the patient had a fever ",
)
_CLOSING = {"“": "”", "‘": "’", '"': '"', "«": "»"}


@cache
def articles() -> tuple[str, ...]:
    """The seed articles, about 400 words each."""
    files = sorted((ROOT / "seeds").glob("*.toml"))
    return tuple(tomllib.loads(path.read_text(encoding="utf-8"))["article"].strip() for path in files)


def article_of(words: int) -> str:
    """One article of about so many words: whole paragraphs of the seeds, one behind the other."""
    found: list[str] = []
    for paragraph in cycle("\n\n".join(articles()).split("\n\n")):
        if sum(len(p.split()) for p in found) >= words:
            return "\n\n".join(found)
        found.append(paragraph)
    raise AssertionError("seeds/ holds no articles")


def _filled(pieces: Iterator[str], size: int) -> str:
    """The pieces one behind the other, cut at exactly ``size`` characters."""
    text: list[str] = []
    length = 0
    while length < size:
        text.append(next(pieces))
        length += len(text[-1])
    return "".join(text)[:size]


def _prose() -> Iterator[str]:
    return cycle(f"{article}\n\n" for article in articles())


def _one_sentence() -> Iterator[str]:
    return (re.sub(r"[^\w ’]+", " ", article) + " and " for article in cycle(articles()))


def _dates() -> Iterator[str]:
    return (f"{n % 9 + 1}/{n % 18 + 10}/{2000 + n % 26} " for n in count())


def _dates_in_words() -> Iterator[str]:
    months = cycle("Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split())
    return (f"{next(months)} {n % 28 + 1}, {1900 + n % 140} " for n in count())


def _nested_quotes() -> Iterator[str]:
    return (f'{mark}he said {_CLOSING[mark] if n % 7 == 0 else ""}' for n, mark in enumerate(cycle(_CLOSING)))


def _lines() -> Iterator[str]:
    return (f"Item {n} was sold.\n" for n in count())


def _dated_events() -> Iterator[str]:
    return (f"They met on May {n % 28 + 1} after it began. " for n in count())


SHAPES: Mapping[str, Callable[[], Iterator[str]]] = {
    "prose": _prose,
    "letters without a space": lambda: cycle("abcdefghijklmnopqrstuvwxyz"),
    "brackets without a space": lambda: cycle("([{<)]}>"),
    "digits without a space": lambda: cycle("0123456789"),
    "hyphens without a space": lambda: cycle("-"),
    "dates in a row": _dates,
    "dates in words in a row": _dates_in_words,
    "one sentence": _one_sentence,
    "Monday Monday": lambda: cycle(["Monday "]),
    "nested quotes": _nested_quotes,
    "short lines": _lines,
    "one event told over and over": _dated_events,
    "he said that he said that": lambda: cycle(["he said that "]),
    "to try to try": lambda: cycle(["to try "]),
    "and and and": lambda: cycle(["and "]),
    "signals and lengths of time": lambda: cycle(["two days before three weeks after "]),
    "clauses in one sentence": lambda: cycle(["which said that when it rains the man who left "]),
    "conjuncts in one sentence": lambda: cycle(["ran and fell and was shot and was killed and "]),
    "quotes in one sentence": lambda: cycle(["“We won,” he said, “and "]),
    "pronouns in one sentence": lambda: cycle(["he said he met him when he saw his "]),
    "dates in one sentence": lambda: cycle(["on Monday he left and on Tuesday he came and "]),
    "points that run together": lambda: cycle(_POINTS),
    "line breaks": lambda: cycle(["a\n"]),
    "white space": lambda: cycle(["\t \u00a0 \n"]),
    "no language": lambda: cycle("\u0928\u05d0\u4e00\U0001f600\u0301 \u200d"),
    "numbers in words": lambda: cycle("two hundred and ".split(" ")),
    "full stops": lambda: cycle([". "]),
}


def shaped(name: str, size: int) -> str:
    """A text of exactly ``size`` characters in one of :data:`SHAPES`."""
    return _filled(SHAPES[name](), size)


def nested_page(size: int) -> str:
    """A page of about ``size`` characters: the article's paragraphs, each inside forty tags, between scripts."""
    paragraphs = cycle("\n\n".join(articles()).split("\n\n"))
    opened, closed, script = "<div>" * 40, "</div>" * 40, f"<script>{'x=1;' * 50}</script>"
    body = _filled((f"{opened}<p>{next(paragraphs)}</p>{closed}{script}" for _ in count()), size)
    return f"<html><body><article>{body[: body.rindex('</script>') + 9]}</article></body></html>"
