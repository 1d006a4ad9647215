"""An archive of any size, made from the seed articles: other dates, other names, another order of paragraphs.

  python -m benchmarks.archive 20000 > archive.jsonl

Article *n* is always the same, so an archive of 500 is the beginning of one of 20,000. Each takes the seed article
number *n* modulo their count and

- moves its publication date, and every full or partial date in its text, by the same number of whole weeks, at most ten
  years either way: weekdays stay true, "two days later" stays true, and no rule of the calendar is broken;
- gives the names in it (capitalized words that the seeds never write in lower case) others, made of syllables, the same
  name for the same word throughout the article;
- leaves the first paragraph first and shuffles the others.
"""
from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tomllib
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from itertools import product
from typing import Any

from benchmarks.results import ROOT

_MONTHS = "January February March April May June July August September October November December".split()
_SHORT = "Jan. Feb. Mar. Apr. May Jun. Jul. Aug. Sept. Oct. Nov. Dec.".split()
_MONTH = "|".join(re.escape(name) for name in (*_MONTHS, *_SHORT))
_DATE = re.compile(
    rf"\b(?:(?P<month>{_MONTH}) (?P<day>\d{{1,2}})\b(?P<comma>,)?(?: (?P<year>\d{{4}}))?"
    rf"|(?P<day_first>\d{{1,2}}) (?P<its_month>{_MONTH})(?: (?P<its_year>\d{{4}}))?"
    rf"|(?P<month_of>{_MONTH}) (?P<of_year>\d{{4}})|\b(?P<bare_year>(?:19|20)\d\d)\b)"
)
_CAPITALIZED = re.compile(r"\b[A-Z][a-z]{3,}\b")
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SYLLABLES = ["".join(pair) for pair in product("bdfgklmnprstv", "aeiou")]
_WEEKS = 520
_UNDATED = "2025-10-24"  # of seeds that do not say when they were published


@cache
def _seeds() -> tuple[Mapping[str, Any], ...]:
    return tuple(tomllib.loads(path.read_text("utf-8")) for path in sorted((ROOT / "seeds").glob("*.toml")))


@cache
def _not_names() -> frozenset[str]:
    """What is capitalized for other reasons: beginnings of sentences, months, days."""
    words = {word for seed in _seeds() for word in re.findall(r"\b[a-z]+\b", seed["article"])}
    return frozenset({word.capitalize() for word in words} | {*_MONTHS, "Sept", *_WEEKDAYS})


def archive(articles: int) -> Iterator[dict[str, Any]]:
    """So many articles: ``id``, ``text`` and ``published_at``, and the ``story`` of the seed."""
    return map(article, range(articles))


def article(number: int) -> dict[str, Any]:
    """The article of a number."""
    chance = random.Random(number)
    seed = _seeds()[number % len(_seeds())]
    published = date.fromisoformat(str(seed.get("published_at", _UNDATED))[:10])
    shift = timedelta(weeks=chance.randint(-_WEEKS, _WEEKS))
    head, *rest = _renamed(moved(seed["article"].strip(), published, shift), chance).split("\n\n")
    chance.shuffle(rest)
    return {
        "id": f"made-{number}",
        "text": "\n\n".join([head, *rest]),
        "published_at": (published + shift).isoformat(),
        "story": seed["story"],
    }


def moved(text: str, published: date, shift: timedelta) -> str:
    """The text of an article of a day with its dates so much later; ``shift`` is of whole weeks."""

    def there(match: re.Match[str]) -> str:
        said = match.groupdict()
        name = said["month"] or said["its_month"] or said["month_of"]
        day = said["day"] or said["day_first"]
        year = said["year"] or said["its_year"] or said["of_year"] or said["bare_year"]
        names = _SHORT if name in _SHORT else _MONTHS
        month = names.index(name) + 1 if name else 7
        last = monthrange(int(year or published.year), month)[1]
        after = date(int(year or published.year), month, min(int(day or 15), last)) + shift
        replaced = {name: names[after.month - 1], day: str(after.day), year: str(after.year)}
        return re.sub(r"[^\W_]+\.?", lambda word: replaced.get(word.group(), word.group()), match.group())

    return _DATE.sub(there, text)


def _renamed(text: str, chance: random.Random) -> str:
    names: dict[str, str] = {}

    def renamed(match: re.Match[str]) -> str:
        word = match.group()
        if word in _not_names():
            return word
        if word not in names:
            syllables = chance.choices(_SYLLABLES, k=chance.randint(2, 3))
            names[word] = "".join(syllables).capitalize() + chance.choice("nrsl")
        return names[word]

    return _CAPITALIZED.sub(renamed, text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("count", type=int)
    for each in archive(parser.parse_args().count):
        sys.stdout.write(json.dumps(each, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
