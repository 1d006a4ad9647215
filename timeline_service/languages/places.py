"""Cities and countries of a language: the zones of datelines, the hemisphere of seasons.

Read from ``cities.tsv`` (name, country, IANA zone, N or S, inhabitants) and ``countries.tsv`` (code, name, N or S) in
the folder of the language, which scripts/make_places.py writes from GeoNames.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from timeline_service.calendar.zones import Zone

_WORD = re.compile(r"[^\W\d_][\w'’.-]*[^\W\d_.]|[^\W\d_]")
_LONGEST, _WIDEST = 4, 40  # words and characters of a name


@dataclass(frozen=True, slots=True)
class Place:
    """A city: its country (ISO 3166), zone, whether it lies in the south, and how many live there."""

    country: str
    zone_name: str
    south: bool
    inhabitants: int

    @property
    def zone(self) -> Zone:
        """Its time zone."""
        return Zone.parse(self.zone_name)


def plain(name: str) -> str:
    """A name in lower case, without accents and dots."""
    letters = unicodedata.normalize("NFD", name.lower().replace("’", "'"))
    return " ".join("".join(c for c in letters if not unicodedata.combining(c) and c != ".").split())


@dataclass(eq=False)
class Places:
    """The tables of one folder, read when they are first asked for; ``also`` are other names of cities and regions."""

    folder: Path | None = None
    also: Mapping[str, str] = field(default_factory=dict)  # another name of a city → its name
    regions: Mapping[str, str] = field(default_factory=dict)  # a region → the code of its country
    south: Mapping[str, object] = field(default_factory=dict)  # regions in the south, without a row of their own

    @cached_property
    def _cities(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = {}
        for name, country, zone, side, inhabitants in _rows(self.folder, "cities.tsv"):
            found.setdefault(plain(name), []).append(Place(country, zone, side == "S", int(inhabitants)))
        for other, name in self.also.items():
            if plain(name) in found:
                found.setdefault(plain(other), []).extend(found[plain(name)])
        return found

    @cached_property
    def _countries(self) -> dict[str, str]:
        return {plain(name): code for code, name, _ in _rows(self.folder, "countries.tsv")} | {
            plain(name): code for name, code in self.regions.items()
        }

    @cached_property
    def _southern(self) -> frozenset[str]:
        lands = {code for code, _, side in _rows(self.folder, "countries.tsv") if side == "S"}
        named = {name for name, code in self._countries.items() if code in lands}
        cities = {name for name, places in self._cities.items() if max(places, key=_size).south}
        return frozenset((*named, *cities, *map(plain, self.south)))

    def city(self, name: str, text: str = "") -> Place | None:
        """A city by its name; of several the one whose country ``text`` names most often, else the largest."""
        places = self._cities.get(plain(name), [])
        if len(places) < 2:
            return places[0] if places else None
        named = Counter(self._countries[name] for name in self._named(text) if name in self._countries)
        return max(places, key=lambda place: (named[place.country], place.inhabitants))

    def is_southern(self, text: str) -> bool | None:
        """Whether a text names a place in the south and none in the north; None where it names none."""
        sides = {name in self._southern for name in self._named(text)}
        return None if not sides else sides == {True}

    def _named(self, text: str) -> Iterator[str]:
        """The places that a text names, of names that begin alike the longest: not Wales in New South Wales."""
        read = 0
        for start, phrases in _phrases(text):
            known = [p for p in phrases if p[1] in self._countries or p[1] in self._cities or p[1] in self._southern]
            if start >= read and known:
                read, name = known[-1]
                yield name


def _size(place: Place) -> int:
    return place.inhabitants


def _rows(folder: Path | None, name: str) -> Iterator[list[str]]:
    path = folder / name if folder is not None else None
    if path is None or not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def _phrases(text: str) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """Where each capitalized word begins, and the phrases that it begins: their ends, as :func:`plain` has them."""
    words = list(_WORD.finditer(text))
    for n, word in enumerate(words):
        if word[0][0].isupper():
            ends = [last.end() for last in words[n : n + _LONGEST] if last.end() - word.start() <= _WIDEST]
            yield word.start(), [(end, plain(text[word.start() : end])) for end in ends]
