"""The request: one article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, pre_load, validate, validates_schema

from timeline_service.ingest import is_ninjs, known_of_ninjs, sound_text
from timeline_service.schemas.dates import publication_time

NOT_BLANK = r"\S"
LONGEST_TAG = 35  # characters, as RFC 5646 section 4.4.1 asks for
_TAG = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
_BODIES = ("text", "html", "ninjs")


def _sound(value: str) -> None:
    try:
        sound_text(value)
    except ValueError as error:
        raise ValidationError(str(error)) from None


def _not_blank(value: str) -> None:
    if not value.strip():
        raise ValidationError("It contains no text. Send the words of the article.")


def _language_tag(value: str) -> None:
    if not re.fullmatch(_TAG.removesuffix("$"), value):
        raise ValidationError("Not a BCP 47 language tag, such as en or en-GB.")


class Trimmed(fields.String):
    """Words without the space around them, so that nothing but space is no words."""

    def _deserialize(self, *given: Any, **keywords: Any) -> str:
        return str(super()._deserialize(*given, **keywords)).strip()


def bounded_text(
    about: str, *, shortest: int | None = None, longest: int = 2_000, kind: type[fields.String] = fields.String,
    **keywords: Any,
) -> fields.String:  # fmt: skip
    return kind(
        validate=[validate.Length(min=shortest, max=longest), _sound],
        metadata={"description": about},
        **{"allow_none": True, **keywords},
    )


def _published_at() -> fields.String:
    return fields.String(
        validate=publication_time,
        allow_none=True,
        metadata={
            "description": "When the article was published: an ISO 8601 date, or a date-time with its offset. It"
            " anchors “yesterday” and “on Tuesday”. Without it, and if the document states none, they stay unresolved.",
            "pattern": r"^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$",
            "examples": ["2025-10-24", "2025-10-24T18:05:00+02:00"],
        },
    )


class ArticleKnown(Schema):
    """What is known of an article besides its text."""

    published_at = _published_at()
    title = bounded_text("The headline, if it is not part of the text.")
    language = fields.String(
        load_default="en",
        allow_none=True,
        validate=[validate.Length(max=LONGEST_TAG), _language_tag],
        metadata={"description": "BCP 47 tag of the article's language.", "pattern": _TAG},
    )
    url = bounded_text("The address of the article; stored and returned, never fetched.")
    id = bounded_text("The caller's own id, returned unchanged.", shortest=1, longest=500)


class ArticleParameters(ArticleKnown):
    """All of an article but its text; as query parameters where the body is plain text or HTML."""

    min_salience = fields.Float(
        allow_none=True,
        validate=validate.Range(min=0, max=1),
        metadata={"description": "The least salience of events to return, instead of those an editor would keep."},
    )
    max_events = fields.Integer(
        allow_none=True,
        strict=True,
        validate=validate.Range(min=1, max=500),
        metadata={"description": "The most events to return; the most salient ones are kept."},
    )
    left_out = fields.Boolean(
        metadata={"description": "Return the rows too that were found and not kept, in `left_out`."},
    )


class NinjsItem(Schema):
    """The members of a ninjs item (IPTC, 1.x to 3.x) that are read; ``ingest`` checks them. Others are ignored."""

    uri = fields.Raw(metadata={"type": "string", "description": "Its identity, used as the id"})
    language = fields.Raw(metadata={"type": "string", "pattern": _TAG, "maxLength": LONGEST_TAG})
    pubStatus = fields.Raw(metadata={"description": "canceled: this uri's article must not be used; no body is needed"})
    bodies = fields.Raw(
        metadata={
            "description": "The article, in ninjs 2 and 3; entries without a value are ignored",
            "type": ["array", "null"],
            "items": {
                "type": "object",
                "properties": {name: {"type": ["string", "null"]} for name in ("contentType", "value")},
            },
        }
    )
    body_html = fields.Raw(metadata={"type": ["string", "null"], "description": "The article, in ninjs 1"})
    body_text = fields.Raw(metadata={"type": ["string", "null"], "description": "The article, in ninjs 1"})

    error_messages = {"type": "A ninjs item must be a JSON object."}

    class Meta:
        unknown = "include"


class ArticleBody(Schema):
    """The text of an article, its HTML, or the ninjs item that it is in.

    A ninjs item in the place of the whole object is taken for one in its member ``ninjs``.
    """

    text = fields.String(
        validate=[_sound, _not_blank],
        metadata={
            "pattern": NOT_BLANK,
            "description": "The article as plain text, up to 200,000 characters. Offsets in the answer count"
            " its code points.",
            "examples": ["The treaty was signed on October 13. Two days later, strikes killed 100 people."],
        },
    )
    html = fields.String(
        validate=[_sound, _not_blank],
        metadata={
            "pattern": NOT_BLANK,
            "description": "The article as an HTML page, instead of text. The extracted text is returned.",
        },
    )

    ninjs = fields.Nested(
        NinjsItem,
        metadata={
            "description": "The article as a ninjs item (IPTC, 1.x to 3.x), instead of text; its uri is the id, its"
            " language and dates are used unless the request has its own. The extracted text is returned.",
        },
    )

    @pre_load
    def _known_of_ninjs(self, data: Any, **_: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        if is_ninjs(data) and not any(name in data for name in _BODIES):
            data = {"ninjs": data}
        item = data.get("ninjs")
        return {**known_of_ninjs(item), **data} if isinstance(item, Mapping) else data

    @validates_schema
    def _just_one(self, data: dict[str, Any], **_: Any) -> None:
        if sum(name in data for name in _BODIES) != 1:
            raise ValidationError("Send exactly one of text, html and ninjs.", field_name="text")


class Article(ArticleParameters, ArticleBody):
    """One article: its text, its HTML or its ninjs item, and what is known of it."""


class TypedDate(Schema):
    """A date as an editor types it, what it counts from, and the date that it replaces."""

    words = fields.String(required=True, validate=[validate.Length(max=100), _sound, _not_blank])
    published_at = _published_at()
    language = ArticleKnown._declared_fields["language"]
    instead_of = fields.String(allow_none=True, load_default=None, validate=validate.Length(max=100))


class JsonlDocument(Schema):
    """A line of input to ``annotate`` and ``dates`` on the command line."""

    id = fields.Raw(allow_none=True, load_default=None)
    dct = _published_at()
    text = fields.String(required=True, validate=_sound)
    language = ArticleKnown._declared_fields["language"]

    class Meta:
        unknown = "exclude"


class ArchivedArticle(ArticleParameters, ArticleBody):
    """A line of input to ``extract`` and ``batch`` on the command line: an article, among what else is known of it.

    The id may be any JSON value; ``dct`` is another name for ``published_at``; a null is as good as nothing.
    """

    id = fields.Raw(allow_none=True, load_default=None)  # type: ignore[assignment]

    class Meta:
        unknown = "exclude"

    @pre_load
    def _known_of_ninjs(self, data: Any, **_: Any) -> Any:
        if isinstance(data, Mapping):
            known = {name: value for name, value in data.items() if value is not None}
            data = {"published_at": known["dct"], **known} if "dct" in known else known
        return super()._known_of_ninjs(data)
