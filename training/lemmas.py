"""Lemmatizer tables: what the treebanks say of a (form, tag), then suffix rules that a word list keeps honest.

spaCy's rule lemmatizer looks words up by UPOS, and its English version lower-cases every singular noun and plain
adjective ("TV", "Iranian"). Both are avoided by running it before the parts of speech are written: the attribute ruler
lends each Penn tag one of the UPOS names as a *lemma class* (``LEMMA_CLASSES``), which the last component overwrites.
Sources: the training treebanks; Open English WordNet (lemmas); WordNet 3.0's irregular forms (spacy-lookups-data).
"""

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from spacy.lookups import Lookups

from training.conllu import Word

LEMMA_CLASSES: Mapping[str, str] = {
    "NNS": "NOUN",
    **dict.fromkeys(("VBD", "VBN", "VBG", "VBZ"), "VERB"),
    **dict.fromkeys(("JJR", "JJS"), "ADJ"),
    "NN": "X",
    "JJ": "SYM",
    **dict.fromkeys(("RB", "RBR", "RBS"), "ADV"),
    **dict.fromkeys(("VB", "VBP", "MD"), "AUX"),
    **dict.fromkeys(("NNP", "NNPS"), "PROPN"),
    **dict.fromkeys(("PRP", "WP", "EX"), "PRON"),
    **dict.fromkeys(("PRP$", "WP$", "DT", "PDT", "WDT"), "DET"),
    **dict.fromkeys(("IN", "RP"), "ADP"),
    **dict.fromkeys(("TO", "POS", "WRB"), "PART"),
    "CC": "CCONJ",
    "CD": "NUM",
    "UH": "INTJ",
}
"""Penn tag → lemma class; every other tag (punctuation, symbols, ``FW`` …) is ``PUNCT``."""

OTHER_CLASS = "PUNCT"
_DOUBLED = "bdgklmnprtvz"
SUFFIX_RULES: Mapping[str, list[tuple[str, str]]] = {
    "noun": [
        ("men", "man"), ("ies", "y"), ("ses", "s"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("zes", "z"),
        ("ves", "f"), ("ves", "fe"), ("s", ""),
    ],
    "verb": [
        *((f"{letter * 2}{ending}", letter) for letter in _DOUBLED for ending in ("ed", "ing")),
        ("ied", "y"), ("ies", "y"), ("shes", "sh"), ("ches", "ch"), ("sses", "ss"), ("xes", "x"), ("s", ""),
        ("ing", ""), ("ed", ""), ("ing", "e"), ("ed", "e"),
    ],
    "adj": [
        *((f"{letter * 2}{ending}", letter) for letter in _DOUBLED for ending in ("er", "est")),
        ("ier", "y"), ("iest", "y"), ("er", ""), ("est", ""), ("er", "e"), ("est", "e"),
    ],
}  # fmt: skip
"""Suffix → replacement by lemma class; of several results that are words, the last rule's counts."""

LOWER_CASED = ("adv", "aux", "pron", "det", "adp", "part", "cconj", "intj", "x")
"""Classes whose unknown words are lower-cased; unknown names, numbers, adjectives and symbols stay as written."""


def lemma_tables(words: Iterable[Word], wordnet: Path, tables: Path) -> Lookups:
    """Tables for spaCy's rule lemmatizer.

    ``wordnet`` is ``oewn-lexnames.tsv`` (lemma, part of speech, …), ``tables`` the folder of ``en_lemma_exc.json.gz``.
    """
    index = _word_lists(wordnet)
    rules: dict[str, list[list[str]]] = {name: [list(rule) for rule in pairs] for name, pairs in SUFFIX_RULES.items()}
    rules |= {name: [["", ""]] for name in LOWER_CASED}
    seen = _majority_lemmas(words)
    exceptions: dict[str, dict[str, list[str]]] = {name: {} for name in sorted({*rules, *seen})}
    for name, forms in _irregular_forms(tables).items():
        exceptions[name].update(forms)
    for name, lemmas in seen.items():
        exceptions[name].update({form: [lemma] for form, lemma in lemmas.items()})
    for name, pairs in rules.items():
        _drop_words_that_mislead(index.get(name, set()), pairs, seen.get(name, {}))
    lookups = Lookups()
    lookups.add_table("lemma_index", {name: dict.fromkeys(sorted(lemmas), True) for name, lemmas in index.items()})
    lookups.add_table("lemma_exc", exceptions)
    lookups.add_table("lemma_rules", rules)
    return lookups


def lookups_folder() -> Path:
    """Where the installed ``spacy-lookups-data`` keeps its tables."""
    spec = find_spec("spacy_lookups_data")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("spacy-lookups-data is not installed: pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "data"


def lemma_class(tag: str) -> str:
    """The class that the lemmatizer sees for a Penn tag."""
    return LEMMA_CLASSES.get(tag, OTHER_CLASS)


def _majority_lemmas(words: Iterable[Word]) -> dict[str, dict[str, str]]:
    """Class → lower-cased form → its most frequent lemma; for names only where more than the case differs."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for word in words:
        if word.lemma != "_":
            counts[lemma_class(word.xpos).lower(), word.form.lower()][word.lemma] += 1
    lemmas: dict[str, dict[str, str]] = defaultdict(dict)
    for (name, form), counted in counts.items():
        lemma = counted.most_common(1)[0][0]
        if name != "propn" or lemma.lower() != form:
            lemmas[name][form] = lemma
    return lemmas


def _word_lists(wordnet: Path) -> dict[str, set[str]]:
    names = {"n": "noun", "v": "verb", "a": "adj", "r": "adj"}
    lists: dict[str, set[str]] = defaultdict(set)
    for line in wordnet.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            lemma, part_of_speech, *_ = line.split("\t")
            if lemma.isalpha() and part_of_speech in names:
                lists[names[part_of_speech]].add(lemma.lower())
    return lists


def _irregular_forms(tables: Path) -> dict[str, dict[str, list[str]]]:
    with gzip.open(tables / "en_lemma_exc.json.gz", "rt", encoding="utf-8") as file:
        table: dict[str, Any] = json.load(file)
    return {name: table[name] for name in ("noun", "verb", "adj")}


def _drop_words_that_mislead(index: set[str], rules: list[list[str]], lemmas: Mapping[str, str]) -> None:
    """Takes from the word list what would win against a treebank's lemma (``dy`` for ``dies``)."""
    for form, lemma in lemmas.items():
        results = [form[: len(form) - len(old)] + new for old, new in rules if form.endswith(old)]
        if lemma in results:
            last = len(results) - 1 - results[::-1].index(lemma)
            index.difference_update(result for result in results[last + 1 :] if result != lemma)
