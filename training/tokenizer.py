"""The tokenizer of the pipeline: spaCy's English one, brought closer to Universal Dependencies.

UD English splits hyphenated compounds (``two - year - old``) but keeps affixes (``non-human``, ``e-mail``), telephone
numbers and runs of punctuation whole, and splits ``/`` and the dash of a range. Everything here is data of spaCy's
stock tokenizer, so the saved pipeline loads without this module.
"""

import re
from collections.abc import Iterable

import spacy
from spacy.lang.char_classes import ALPHA, CONCAT_QUOTES, HYPHENS
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

AFFIXES = (
    "anti", "co", "cross", "e", "ex", "inter", "intra", "mega", "mid", "mini", "mis", "multi", "neo", "non", "pan",
    "post", "pre", "pro", "proto", "pseudo", "re", "semi", "sub", "super", "trans", "ultra", "un",
)  # fmt: skip
"""Prefixes that UD English keeps on their word when written with a hyphen."""

PUNCTUATION_RUNS = (r"[!?]{2,}", r"={2,}", r"\*{2,}", r"_{2,}", r"~{2,}", r"-{2,}", r"<{2,}", r">{2,}", r"\${2,}")
"""Punctuation that is one token when repeated."""

TELEPHONE = r"^(?:\d-)?\d{3}-(?:\d{3}-)?\d{4}$"
ABBREVIATIONS = ("Capt.", "Cpl.", "Lt.", "Maj.", "Sgt.", "Gov.", "Gens.", "Sens.", "Reps.", "al.", "etc.", "b/c", "w/o")


def blank_english() -> Language:
    """A blank English pipeline with this project's tokenizer."""
    nlp = spacy.blank("en")
    defaults = nlp.Defaults
    tokenizer = nlp.tokenizer
    prefixes = [*PUNCTUATION_RUNS, *(defaults.prefixes or ()), r"[-–—](?=[A-Za-z$£€])"]
    suffixes = [*PUNCTUATION_RUNS, *(defaults.suffixes or ())]
    infixes = [*_without_hyphen_rule(defaults.infixes or ()), *_own_infixes()]
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.token_match = re.compile(TELEPHONE).match
    tokenizer.rules = {form: pieces for form, pieces in tokenizer.rules.items() if form != "and/or"}
    for form in ABBREVIATIONS:
        tokenizer.add_special_case(form, [{"ORTH": form}])
    return nlp


def _without_hyphen_rule(infixes: Iterable[str]) -> list[str]:
    """spaCy's infixes without its own rule for hyphens between letters, which knows no affixes."""
    return [infix for infix in infixes if HYPHENS not in infix]


def _own_infixes() -> list[str]:
    not_affix = "".join(rf"(?<!\b{form})" for affix in AFFIXES for form in (affix, affix.capitalize()))
    return [
        rf"(?<=[{ALPHA}0-9.%'’]){not_affix}(?:{HYPHENS})(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}])(?:{HYPHENS})(?=[0-9])",
        r"(?<=[0-9])[–—](?=[0-9])",
        rf"(?<=[{ALPHA}{CONCAT_QUOTES})\]])/(?=[{ALPHA}])",
    ]
