"""What editors say: of one event, of the story, and what comes back of it."""

from __future__ import annotations

from typing import Any, get_args

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from timeline_service.addresses import is_web_address
from timeline_service.calendar.edtf import granularity_of
from timeline_service.model import Status
from timeline_service.schemas.article import Trimmed, bounded_text
from timeline_service.schemas.validation import ShortList

EVENT_ID = validate.Regexp(r"^e\d{1,9}$", error="Not an event id, such as e12.")
_AT = {"description": "Date and time in UTC"}
MOST = 200  # corrections of one request
OF_THE_STORY = ("headline", "intro", "min_salience")  # kinds that name no event


def _edtf(value: str) -> None:
    try:
        granularity_of(value)
    except ValueError:
        raise ValidationError("Not an EDTF date such as 2025-10-13, 2025-10 or 2025-10-13/2025-10-20.") from None


def _web_address(value: str) -> None:
    if not is_web_address(value):
        raise ValidationError("Not a web address, such as https://news.example/story.")


def _address(about: str) -> fields.String:
    return fields.String(
        required=True, validate=[validate.Length(max=2_000), _web_address], metadata={"description": about}
    )


class MentionIn(Schema):
    """A mention of an event, by where it begins."""

    document = fields.String(required=True)
    start = fields.Integer(required=True)


class WordsIn(Schema):
    """Words of an article, by where they stand."""

    document = fields.String(required=True)
    start = fields.Integer(required=True, strict=True, validate=validate.Range(min=0))
    end = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))


class LinkOut(Schema):
    """Where readers find more."""

    url = _address("A web address")
    label = bounded_text("The words to click.", longest=200, allow_none=False, kind=Trimmed)


class ImageOut(Schema):
    """A picture of the event, with what to read where it is not seen."""

    url = _address("A web address")
    alt = bounded_text("What can be seen, for those who do not see it.", longest=1_000, allow_none=False, kind=Trimmed)
    credit = bounded_text("Whose picture it is.", longest=300, allow_none=False, kind=Trimmed)

    @validates_schema
    def _described(self, data: dict[str, Any], **_: Any) -> None:
        if not data.get("alt", "").strip():
            raise ValidationError("Say in words what can be seen.", field_name="alt")


class EventChange(Schema):
    """What an editor says of an event; it outweighs the text, and the rest of the order follows.

    Empty words take back the editor's own: the article's stand again.
    """

    title = bounded_text("The title to show.", shortest=1, longest=300, allow_none=False, kind=Trimmed)
    date = fields.String(validate=_edtf, metadata={"description": "When it began (EDTF).", "examples": ["2025-10-13"]})
    status = fields.String(validate=validate.OneOf(get_args(Status)))
    hidden = fields.Boolean(metadata={"description": "Hide it from the timeline."})
    pinned = fields.Boolean(metadata={"description": "Keep it, whatever its salience; what was left out too."})
    merge = fields.String(validate=EVENT_ID, metadata={"description": "The event that this one is the same as."})
    split = fields.Nested(MentionIn, metadata={"description": "The mention that refers to another event."})
    before = fields.String(validate=EVENT_ID, metadata={"description": "An event that came later."})
    after = fields.String(validate=EVENT_ID, metadata={"description": "An event that came earlier."})
    text = bounded_text("A text of the newsroom below the title.", longest=2_000, allow_none=False, kind=Trimmed)
    link = fields.Nested(LinkOut, allow_none=True, metadata={"description": "Where readers find more; null: nowhere."})
    image = fields.Nested(ImageOut, allow_none=True, metadata={"description": "A picture; null: none."})
    source = bounded_text("Who says so, in the newsroom's words.", longest=300, allow_none=False, kind=Trimmed)

    @validates_schema
    def _something(self, data: dict[str, Any], **_: Any) -> None:
        if not data:
            raise ValidationError("Say what to change: title, date, status …", field_name="title")


class CorrectionIn(EventChange):
    """One thing that an editor says: of the event that it names, of a row to be added, or of the whole story."""

    event = fields.String(
        validate=EVENT_ID, metadata={"description": "Which event; without it, `added` or the story's."}
    )
    added = fields.Nested(
        WordsIn,
        allow_none=True,
        metadata={"description": "A new row: from these words of an article, or (null) from none; then give a title."},
    )
    headline = bounded_text("The title of the timeline.", longest=500, allow_none=False, kind=Trimmed)
    intro = bounded_text("What readers see below the title.", longest=2_000, allow_none=False, kind=Trimmed)
    min_salience = fields.Float(
        allow_none=True,
        validate=validate.Range(min=0, max=1),
        metadata={"description": "The least salience of rows to show; null: what an editor would keep."},
    )

    @validates_schema
    def _of_one_thing(self, data: dict[str, Any], **_: Any) -> None:
        story = [kind for kind in OF_THE_STORY if kind in data]
        of_a_row = "event" in data or "added" in data
        rest = set(data) - set(story) - {"event", "added"}
        if "event" in data and "added" in data:
            raise ValidationError("A new row has no id yet: leave out the event.", field_name="event")
        if rest and not of_a_row:
            raise ValidationError("Name the event.", field_name="event")
        if story and (of_a_row or rest):
            raise ValidationError("This is of the whole story: say it in an item of its own.", field_name=story[0])
        if "added" in data and data["added"] is None and not data.get("title", "").strip():
            raise ValidationError("A row without words of an article has a title.", field_name="title")
        if "added" not in data and not rest and not story:
            raise ValidationError("Say what to change: title, date, status …", field_name="title")


class CorrectionsIn(Schema):
    """What an editor said since the last time, in one piece: all of it is kept, or nothing."""

    corrections = ShortList(
        fields.Nested(CorrectionIn), most=MOST, error=f"Send at most {MOST} corrections.", load_default=list
    )
    undo = ShortList(
        fields.Integer(strict=True),
        most=MOST,
        error=f"Undo at most {MOST} corrections.",
        load_default=list,
        metadata={"description": "The numbers of corrections to take back first"},
    )
    preview = fields.Boolean(
        load_default=False, metadata={"description": "Answer what would come of it, and keep nothing."}
    )

    @validates_schema(skip_on_field_errors=True)
    def _something(self, data: dict[str, Any], **_: Any) -> None:
        if not data["corrections"] and not data["undo"]:
            raise ValidationError("Send a correction, or the number of one to undo.", field_name="corrections")


class CorrectionsQuery(Schema):
    """What a spreadsheet cannot say of itself."""

    preview = fields.Boolean(
        load_default=False,
        metadata={"description": "For a spreadsheet: answer what would come of it, and keep nothing."},
    )


class CorrectionOut(Schema):
    """What an editor said, with who and when."""

    number = fields.Integer(required=True, metadata={"description": "Used to undo it"})
    kind = fields.String(required=True)
    event = fields.String(required=True, metadata={"description": "Empty if it is of the whole story"})
    value = fields.Raw(required=True, allow_none=True)
    words = fields.String(metadata={"description": "The same for people"})
    by = fields.String(required=True)
    at = fields.DateTime(required=True, metadata=_AT)
