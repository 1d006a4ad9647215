"""What editors say of a stored timeline: one correction or many, shown first or kept; and what they need for it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, request
from flask_smorest import Blueprint
from werkzeug.exceptions import NotFound

from timeline_service import desk, editing, spreadsheet
from timeline_service.exports import XLSX
from timeline_service.schemas import (
    CorrectionsIn,
    CorrectionsQuery,
    DocumentsOut,
    EventChange,
    Invalid,
    LeftOutRows,
    StoredTimelineOut,
    checked,
)
from timeline_service.store import StoredTimeline
from timeline_service.web import access, bodies, preconditions
from timeline_service.web.answers import as_json
from timeline_service.web.documentation import ACCESS_PROBLEMS, CHANGE_PROBLEMS, IF_MATCH, json_body, problems
from timeline_service.web.timelines import shown
from timeline_service.web.transactions import change, desk_here, own

_JSON_OR_CSV = {
    "required": True,
    "content": {
        bodies.JSON: {"schema": CorrectionsIn},
        bodies.CSV: {"schema": {"type": "string"}},
        XLSX: {"schema": {"type": "string", "format": "binary"}},
    },
}
_QUERY = {"in": "query", "schema": CorrectionsQuery}
corrections = Blueprint("corrections", __name__, url_prefix="/v1/timelines", description="What editors say.")


@corrections.patch("/<id>/events/<event>")
@corrections.doc(operationId="correctEvent", requestBody=json_body(EventChange), parameters=[IF_MATCH])
@corrections.response(200, StoredTimelineOut, description="The timeline")
@problems(corrections, *CHANGE_PROBLEMS, *ACCESS_PROBLEMS, 404, 412, 428)
def correct(id: str, event: str) -> Response:
    """Correct an event

    A correction outweighs the text, the rest of the order follows, and it persists when documents are added or removed.
    Each field is one correction, which can be undone. A date that the text states is not given up for an order: where
    `before` or `after` contradicts it, the date stands and `conflicts` tells both.
    """
    key = access.require("write")
    changes = checked(EventChange, bodies.json_object())

    def corrected(before: StoredTimeline) -> StoredTimeline:
        return _fitting(before, [{"event": event, **changes}], by=key.name)

    return shown(change(id, corrected, what=editing.told, size=0, precondition=True))


@corrections.post("/<id>/corrections")
@corrections.doc(operationId="correctTimeline", requestBody=_JSON_OR_CSV, parameters=[IF_MATCH, _QUERY])
@corrections.response(200, StoredTimelineOut, description="The timeline")
@problems(corrections, *CHANGE_PROBLEMS, *ACCESS_PROBLEMS, 404, 412, 428)
def correct_all(id: str) -> Response:
    """Correct many things at once, or see what would come of it

    All corrections of the request are kept, or none. With `preview`, nothing is kept: the answer is the timeline that
    would come of it, with the version that it is based on. A CSV or XLSX export that comes back with changes is taken
    as the corrections that make them: rows are known by their id, one without an id is new. Where nothing was changed
    in it, nothing is written, and the version stays.

    `added` makes a row by hand, from words of an article or from none; `pinned` takes in a row that was left out;
    `headline`, `intro` and `min_salience` are of the whole story.
    """
    key = access.require("write")
    sheet = _sheet()
    if sheet is None:
        said = checked(CorrectionsIn, bodies.json_object())
    else:
        said = checked(CorrectionsQuery, bodies.query())

    def corrected(before: StoredTimeline) -> StoredTimeline:
        if sheet is not None:
            return _of_sheet(before, sheet, by=key.name)
        return _fitting(before, said["corrections"], said["undo"], by=key.name)

    if said["preview"]:
        before = own(id, key=key)
        preconditions.check(before, required=True)
        with desk_here().turn(before):
            return shown(corrected(desk_here().with_readings(before)), stored=False)
    return shown(change(id, corrected, what=editing.told, size=0, precondition=True))


def _sheet() -> spreadsheet.Lines | None:
    """The spreadsheet of this request, if its body is one."""
    read = {bodies.CSV: ("csv", _csv), XLSX: ("xlsx", _xlsx)}.get(request.mimetype)
    if read is None:
        return None
    name, lines = read
    try:
        return lines()
    except spreadsheet.Unusable as error:
        raise Invalid({name: [str(error)]}) from None


def _csv() -> spreadsheet.Lines:
    return spreadsheet.of_csv(bodies.csv())


def _xlsx() -> spreadsheet.Lines:
    return spreadsheet.of_xlsx(request.get_data(cache=False))


def _of_sheet(before: StoredTimeline, sheet: spreadsheet.Lines, *, by: str) -> StoredTimeline:
    try:
        said = spreadsheet.corrections(sheet, before.answer)
    except spreadsheet.Unusable as error:
        raise Invalid({"csv": [str(error)]}) from None
    return _fitting(before, said, by=by)


def _fitting(
    before: StoredTimeline, said: Sequence[editing.Said], undo: Sequence[int] = (), *, by: str
) -> StoredTimeline:
    try:
        return desk_here().work.do(editing.changed, before, said, undo, by=by, now=desk.now())
    except (editing.NoSuchEvent, editing.NoSuchCorrection) as error:
        raise NotFound(str(error)) from None
    except editing.Unfit as error:
        raise Invalid({error.kind: [str(error)]}) from None


@corrections.delete("/<id>/corrections/<int:number>")
@corrections.doc(operationId="undoCorrection", parameters=[IF_MATCH])
@corrections.response(200, StoredTimelineOut, description="The timeline")
@problems(corrections, *ACCESS_PROBLEMS, 404, 412, 428, 503)
def undo(id: str, number: int) -> Response:
    """The timeline without one correction

    What the text says of it counts again. The number is in `corrections`.
    """

    key = access.require("write")

    def undone(before: StoredTimeline) -> StoredTimeline:
        return _fitting(before, [], [number], by=key.name)

    return shown(change(id, undone, what=editing.told, size=0, precondition=True))


@corrections.get("/<id>/left-out")
@corrections.doc(operationId="listLeftOut")
@corrections.response(200, LeftOutRows, description="The rows")
@problems(corrections, *ACCESS_PROBLEMS, 404, 503)
def left_out(id: str) -> Response:
    """The rows that were found and not kept

    In the shape of events and in their order. `pinned` takes one in.
    """
    timeline = own(id, key=access.require("read"))
    with desk_here().turn(timeline):
        rows = desk_here().work.do(desk.left_out, desk_here().with_readings(timeline))
    return as_json(LeftOutRows().dump({"events": rows}))


@corrections.get("/<id>/documents")
@corrections.doc(operationId="listDocuments")
@corrections.response(200, DocumentsOut, description="The articles")
@problems(corrections, *ACCESS_PROBLEMS, 404)
def documents(id: str) -> Response:
    """The articles with their whole texts

    For the newsroom alone, whatever `quotes` says.
    """
    timeline = own(id, key=access.require("read"))
    titles = {each["id"]: each["title"] for each in timeline.answer["documents"]}
    known = [
        {"id": each.key, "external_id": each.source_id, "title": titles.get(each.key), "url": each.url,
         "published_at": each.published_at, "language": each.language, "text": each.text}
        for each in timeline.documents
    ]  # fmt: skip
    return as_json(DocumentsOut().dump({"documents": known}))
