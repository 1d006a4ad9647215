"""The four jobs, as both the web and the command line ask for them: a loaded request in, an answer out.

Articles come as ``schemas.Article`` loads them. Every function is pure: the same request gives the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from timeline_service import languages
from timeline_service.explain import explain as explanation
from timeline_service.exports.extent import with_room_told
from timeline_service.exports.reasons import with_reasons, with_reasons_of
from timeline_service.faults import InputError
from timeline_service.ingest import from_html, from_ninjs, from_text, language_of
from timeline_service.languages.recognition import guess, is_other_than
from timeline_service.model import Document, Note, Story
from timeline_service.pipeline import read, read_dates, tell
from timeline_service.reader.loading import load_pipeline
from timeline_service.schemas.annotations import annotation as annotation_answer
from timeline_service.schemas.annotations import dates as dates_answer
from timeline_service.schemas.answers import left_out
from timeline_service.schemas.answers import timeline as timeline_answer
from timeline_service.stages.write_titles import write_titles

Article = Mapping[str, Any]
Answer = dict[str, Any]
_OTHER_LANGUAGE = Note(
    "not-in-this-language",
    "The text does not look like English, which it was read as. Send its `language` (de, fr, es, ar, zh …): then its"
    " dates are read, as far as dateparser knows them. Events are found in English alone.",
)


class TooLong(InputError):
    """More text than the service takes in one article."""


def extract(article: Article, *, longest: int) -> Answer:
    """The timeline of one article."""
    document = document_of(article, longest=longest)
    language = language_of(document)
    story = Story(
        documents=(read_document(document),),
        min_salience=article.get("min_salience"),
        max_events=article.get("max_events"),
    )
    told = tell(story, language)
    answer = timeline_answer(told, id=article.get("id"), with_text=[] if "text" in article else [document.id])
    if article.get("left_out"):
        rest = write_titles(replace(told, entries=told.left_out), language).entries
        answer["left_out"]["events"] = with_reasons_of(answer, left_out(replace(told, left_out=rest)))
    return with_reasons(with_room_told(answer, more="`max_events` says how many; `left_out` lists the others."))


def annotate(article: Article, *, longest: int) -> Answer:
    """Everything that was found in one article, at TimeML level."""
    return annotated(document_of(article, longest=longest), id=article.get("id"))


def annotated(document: Document, *, id: Any) -> Answer:
    """The same of a document that came in before."""
    return annotation_answer(tell(Story(documents=(read_document(document),)), language_of(document)), id=id)


def dates(article: Article, *, longest: int) -> Answer:
    """The time expressions of one article, without the parser."""
    document = document_of(article, longest=longest)
    return dates_answer(read_dates(document, language_of(document)), id=article.get("id"))


def explain(article: Article, *, longest: int) -> Iterable[str]:
    """Lines that say why: rule, expression, anchor, value and claim for each date and each order."""
    document = document_of(article, longest=longest)
    language = language_of(document)
    return explanation(tell(Story(documents=(read_document(document),)), language))


def document_of(article: Article, *, longest: int) -> Document:
    """The article as a document; raise InputError (``TooLong`` beyond ``longest`` characters) where it is no good."""
    known: dict[str, Any] = {name: article.get(name) for name in ("published_at", "title", "url")}
    known["language"] = article.get("language") or "en"
    if "html" in article:
        document = from_html(article["html"], **known)
    elif "ninjs" in article:
        document = from_ninjs(article["ninjs"], **known)
    else:
        _within(article["text"], longest)
        document = from_text(article["text"], **known)
    _within(document.text, longest)
    language = language_of(document)
    if is_other_than(language, document.text):
        guessed = None if article.get("language") else guess(document.text)
        if guessed is None or guessed == language.code:
            return replace(document, notes=(*document.notes, _OTHER_LANGUAGE))
        return replace(document, language=guessed, notes=(*document.notes, _read_as(guessed)))
    if language.code in languages.available():
        return document
    return _with_note(document, "language-without-rules", "dateparser alone read the dates: there are no rules")


def read_document(document: Document) -> Document:
    """One article, read, and a note where its language has no parser."""
    if load_pipeline(language_of(document).code) is None:
        document = _with_note(document, "language-without-events", "no events were looked for: there is no parser")
    return read(document, language_of(document))


def _read_as(code: str) -> Note:
    return Note(
        _OTHER_LANGUAGE.code,
        f"The text looks like “{code}”, not like English, and its dates were read as of that language, as far as"
        " dateparser knows them. Send its `language` if it is another. Events are found in English alone.",
    )


def _with_note(document: Document, code: str, what: str) -> Document:
    note = Note(code, f"The language of the article is “{document.language}”, and {what} for it yet.")
    return replace(document, notes=(*document.notes, note))


def model_name() -> str | None:
    """Name and version of the English pipeline, which is loaded by this call; None where there is none."""
    pipeline = load_pipeline("en")
    return None if pipeline is None else f"{pipeline.meta['lang']}_{pipeline.meta['name']} {pipeline.meta['version']}"


def _within(text: str, longest: int) -> None:
    if len(text) > longest:
        raise TooLong(f"The text has {len(text):,} characters; at most {longest:,} are taken. Send it in parts.")
