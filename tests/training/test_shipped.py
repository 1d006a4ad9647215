"""The pipeline that ships, on sentences of our own: what the stages above it count on."""
from __future__ import annotations

import pytest
from spacy.language import Language

from training.evaluate import PIPELINE

pytestmark = pytest.mark.model
MEGABYTES = 32


def _sentences(pipeline: Language, text: str) -> list[str]:
    return [sentence.text.strip() for sentence in pipeline(text).sents]


def test_it_is_small_and_knows_nothing_of_the_machine_that_made_it() -> None:
    assert sum(path.stat().st_size for path in PIPELINE.rglob("*") if path.is_file()) <= MEGABYTES * 1_000_000
    config = (PIPELINE / "config.cfg").read_text(encoding="utf-8")
    assert ".conllu" not in config


def test_forms_of_auxiliaries_and_irregular_verbs_have_their_lemmas(pipeline: Language) -> None:
    doc = pipeline("The talks were held, but nobody had said that they weren't broken.")
    lemmas = {token.text: token.lemma_ for token in doc}
    assert {lemmas[form] for form in ("were", "held", "had", "said", "n't", "broken")} == {
        "be", "hold", "have", "say", "not", "break",
    }  # fmt: skip


def test_tense_voice_and_subtypes(pipeline: Language) -> None:
    doc = pipeline("The treaty was signed in Lagos on Monday, officials said.")
    by_form = {token.text: token for token in doc}
    assert (by_form["was"].dep_, by_form["treaty"].dep_) == ("aux:pass", "nsubj:pass")
    assert by_form["signed"].tag_ == "VBN"
    assert by_form["said"].morph.get("Tense") == ["Past"]


@pytest.mark.parametrize(
    "dateline",
    ["LONDON (Agency) - ", "PARIS — ", "CAIRO, Oct. 13 (AP) — ", "NEW YORK, March 3 -- "],
)
def test_a_dateline_stays_in_the_sentence_that_it_opens(pipeline: Language, dateline: str) -> None:
    assert len(_sentences(pipeline, f"{dateline}Police arrested two men on Friday.")) == 1


def test_a_headline_and_a_list_are_sentences_of_their_own(pipeline: Language) -> None:
    text = "Storm closes three ports\n\nA storm hit the coast on Friday.\n\n- Lagos was closed\n- Cotonou stayed open"
    assert _sentences(pipeline, text) == [
        "Storm closes three ports",
        "A storm hit the coast on Friday.",
        "- Lagos was closed",
        "- Cotonou stayed open",
    ]


def test_a_quote_stays_with_the_words_that_report_it(pipeline: Language) -> None:
    text = "“We will rebuild the port,” the minister said on Tuesday. Work starts in May."
    assert len(_sentences(pipeline, text)) == 2


def test_a_sentence_starts_after_dots_and_after_the_close_of_a_letter(pipeline: Language) -> None:
    assert _sentences(pipeline, "Nobody came ... We left at noon.") == ["Nobody came ...", "We left at noon."]
    assert _sentences(pipeline, "We leave at noon. Regards, Ada") == ["We leave at noon.", "Regards,", "Ada"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Police in London said John Smith worked for the BBC.",
         {"London": "LOC", "John Smith": "PERSON", "BBC": "ORG"}),
        ("Barack Obama told the United Nations that Germany would help.",
         {"Barack Obama": "PERSON", "United Nations": "ORG", "Germany": "LOC"}),
        ("LONDON, Oct. 13 (Reuters) - Shares fell.", {"LONDON": "LOC", "Reuters": "ORG"}),
        ("CAIRO — Talks resumed on Monday.", {"CAIRO": "LOC"}),
    ],
)  # fmt: skip
def test_names_of_three_kinds(pipeline: Language, text: str, names: dict[str, str]) -> None:
    assert {entity.text: entity.label_ for entity in pipeline(text).ents} == names
