"""TimelineJS3 (Knight Lab), its JSON: https://timeline.knightlab.com/docs/json-format.html

What its code does and its documentation does not say: a slide without ``start_date`` is dropped in silence, so events
that have none are listed on a closing slide; years before 1 have no year 0 there; a missing ``unique_id`` is made from
the headline; texts are HTML. Slides stand in the order of their dates; ours is kept where dates are equal. A date that
is only likely is a slide's too, since the slide would have no place without; its words say what it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from timeline_service.exports import words
from timeline_service.exports.ends import Fields, ends, is_likely

_NAMES = ("year", "month", "day", "hour", "minute")
_CLOSING = "Without a date"


def write(timeline: Mapping[str, Any], *, texts: Mapping[str, str]) -> str:
    """The JSON that TimelineJS3 reads. Sentences are quoted where ``texts`` has the document."""
    events = [(event, *ends(event, likely=True)) for event in timeline["events"]]
    slides = [_slide(timeline, event, first, last, texts) for event, first, last in events if first is not None]
    undated = [event for event, first, _ in events if first is None]
    answer: dict[str, Any] = {"events": slides}
    if undated and slides:
        slides.append(_closing(undated, slides))
    below = f"<p>{escape(timeline['intro'])}</p>" if timeline.get("intro") else ""
    below += _list(undated) if undated and not slides else ""
    opening = {"headline": escape(timeline["title"] or ""), "text": below}
    if any(opening.values()):
        answer["title"] = {"text": {name: text for name, text in opening.items() if text}, "unique_id": "title"}
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def _slide(
    timeline: Mapping[str, Any], event: Mapping[str, Any], first: Fields, last: Fields | None, texts: Mapping[str, str]
) -> dict[str, Any]:
    slide: dict[str, Any] = {
        "start_date": _date(first),
        **({"end_date": _date(last)} if last else {}),
        "display_date": words.when(event),
        "text": {"headline": escape(event["title"]), "text": "".join(_paragraphs(timeline, event, texts))},
        "unique_id": event["id"],
    }
    if image := event.get("image"):
        slide["media"] = {"url": image["url"], "alt": image["alt"], "credit": escape(image.get("credit") or "")}
    return slide


def _closing(undated: Sequence[Mapping[str, Any]], slides: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    latest = max((slide["start_date"] for slide in slides), key=lambda date: [date.get(name, 0) for name in _NAMES])
    return {
        "start_date": latest,
        "display_date": _CLOSING,
        "text": {"headline": _CLOSING, "text": _list(undated)},
        "unique_id": "undated",
    }


def _list(undated: Sequence[Mapping[str, Any]]) -> str:
    return f"<ul>{''.join(map(_item, undated))}</ul>"


def _item(event: Mapping[str, Any]) -> str:
    said = f", {words.according(event, escape)}" if event["attribution"] else ""
    return f"<li>{escape(event['title'])}{said} ({escape(words.when(event))}; {_status(event)})</li>"


def _paragraphs(timeline: Mapping[str, Any], event: Mapping[str, Any], texts: Mapping[str, str]) -> list[str]:
    parts = [] if event["status"] == "occurred" else [f"<p>{_status(event)}</p>"]
    if is_likely(event):
        parts.append("<p>The date is not stated: it is a likely one.</p>")
    if event["attribution"]:
        parts.append(f"<p>{words.according(event, escape)}</p>")
    if others := words.disputed(timeline, event):
        parts.append(f"<p>Sources differ on the date. {escape(others)}</p>")
    if event.get("text"):
        parts.append(f"<p>{escape(event['text'])}</p>")
    if event.get("source"):
        parts.append(f"<p>Source: {escape(event['source'])}</p>")
    if link := event.get("link"):
        parts.append(f'<p><a href="{escape(link["url"])}">{escape(link.get("label") or link["url"])}</a></p>')
    if sentence := words.sentence(event, texts):
        parts.append(f"<blockquote>{escape(sentence)}</blockquote>")
    return parts


def _status(event: Mapping[str, Any]) -> str:
    return words.STATUSES[event["status"]]


def _date(fields: Fields) -> dict[str, int]:
    year, *rest = fields
    return dict(zip(_NAMES, (year if year > 0 else year - 1, *rest), strict=False))
