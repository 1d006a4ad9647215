"""The request: one article."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from timeline_service.ingest import sound_text
from timeline_service.model import creation_time

NOT_BLANK = r"\S"
_TAG = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"


def _sound(value: str) -> None:
    try:
        sound_text(value)
    except ValueError as error:
        raise ValidationError(str(error)) from None


def _not_blank(value: str) -> None:
    if not value.strip():
        raise ValidationError("There is no text in it. Send the words of the article.")


def _language_tag(value: str) -> None:
    if not re.fullmatch(_TAG.removesuffix("$"), value):
        raise ValidationError("Not a BCP 47 language tag, such as en or en-GB.")


def _creation_time(value: str) -> None:
    _sound(value)
    try:
        creation_time(value)
    except ValueError as error:
        raise ValidationError(str(error)) from None


def bounded_text(about: str, *, longest: int = 2_000, **keywords: Any) -> fields.String:
    return fields.String(
        validate=[validate.Length(max=longest), _sound], metadata={"description": about}, allow_none=True, **keywords
    )


def _published_at() -> fields.String:
    return fields.String(
        validate=_creation_time,
        allow_none=True,
        metadata={
            "description": "When the article was published: an ISO 8601 date, or a date-time with its offset. It"
            " anchors “yesterday” and “on Tuesday”. Without it, and with none in the document, they stay unresolved.",
            "pattern": r"^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$",
            "examples": ["2025-10-24", "2025-10-24T18:05:00+02:00"],
        },
    )


class ArticleKnown(Schema):
    """What is known of an article besides its text."""

    published_at = _published_at()
    title = bounded_text("The headline, if it is not in the text.")
    language = fields.String(
        load_default="en",
        allow_none=True,
        validate=_language_tag,
        metadata={"description": "BCP 47 tag of the article's language.", "pattern": _TAG},
    )
    url = bounded_text("Where the article stands; kept and given back, never fetched.")
    id = bounded_text("The caller's own id, given back as it is.", longest=500)


class ArticleParameters(ArticleKnown):
    """All of an article but its text; as query parameters where the body is plain text or HTML."""

    min_salience = fields.Float(
        allow_none=True,
        validate=validate.Range(min=0, max=1),
        metadata={"description": "Return events of this salience and more, instead of those an editor would keep."},
    )
    max_events = fields.Integer(
        allow_none=True,
        validate=validate.Range(min=1, max=500),
        metadata={"description": "Return at most so many events, the most salient ones."},
    )


class ArticleBody(Schema):
    """The text of an article, or its HTML."""

    text = fields.String(
        validate=[_sound, _not_blank],
        metadata={
            "pattern": NOT_BLANK,
            "description": "The article, plain text, up to 200,000 characters. Offsets in the answer count"
            " its code points.",
            "examples": ["The treaty was signed on October 13. Two days later, strikes killed 100 people."],
        },
    )
    html = fields.String(
        validate=[_sound, _not_blank],
        metadata={
            "pattern": NOT_BLANK,
            "description": "The article as an HTML page, instead of text. What was extracted comes back.",
        },
    )

    @validates_schema
    def _one_of_both(self, data: dict[str, Any], **_: Any) -> None:
        if ("text" in data) == ("html" in data):
            raise ValidationError("Send either text or html.", field_name="text")


class Article(ArticleParameters, ArticleBody):
    """One article: its text or its HTML, and what is known of it."""


class JsonlDocument(Schema):
    """A line of input to ``annotate`` and ``dates`` on the command line."""

    id = fields.Raw(allow_none=True, load_default=None)
    dct = _published_at()
    text = fields.String(required=True, validate=_sound)
    language = ArticleKnown._declared_fields["language"]

    class Meta:
        unknown = "exclude"
