"""TimeML 1.2.1 (ISO 24617-1 in its XML of 2006): an annotation as a document with inline tags.

``MAKEINSTANCE`` carries what belongs to the instance; times and events are linked by id. Characters that XML 1.0 cannot
hold become U+FFFD, so that the text keeps its length.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from timeline_service.ingest.characters import NOT_XML
from timeline_service.model import creation_time

Item = Mapping[str, Any]


def write(annotation: Item) -> str:
    """The TimeML document of an answer of ``/v1/annotate``."""
    created = _created(annotation["dct"]) if annotation["dct"] else ""
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<TimeML>",
        f"<DOCID>{_text(str(annotation['id'] or ''))}</DOCID>",
        f"<DCT>{created}</DCT>",
        f"<TEXT>{''.join(_inline(annotation))}</TEXT>",
        *(_instance(event) for event in annotation["events"]),
        *(_link(n, link, annotation["timexes"]) for n, link in enumerate(annotation["tlinks"], start=1)),
        "</TimeML>",
    ]
    return "\n".join(parts) + "\n"


def _created(dct: str) -> str:
    """The time of publication as it was given: a TIME where it has a clock, and a value that TIMEX3 knows."""
    timex = creation_time(dct)
    return _timex({"tid": "t0", "type": timex.type, "value": timex.value, "mod": None, "text": dct}, dct=True)


def _inline(annotation: Item) -> Iterator[str]:
    text, at = annotation["text"], 0
    for item in sorted([*annotation["timexes"], *annotation["events"]], key=lambda item: (item["start"], -item["end"])):
        if item["start"] < at:
            continue  # inside the one before: an inline tag cannot cross another
        yield _text(text[at : item["start"]])
        yield _timex(item) if "tid" in item else _event(item)
        at = item["end"]
    yield _text(text[at:])


def _timex(timex: Item, *, dct: bool = False) -> str:
    attributes = {"tid": timex["tid"], "type": timex["type"], "value": timex["value"]}
    attributes |= {"mod": timex["mod"]} if timex["mod"] else {}
    attributes |= {"functionInDocument": "CREATION_TIME"} if dct else {}
    return f"<TIMEX3{_attributes(attributes)}>{_text(timex['text'])}</TIMEX3>"


def _event(event: Item) -> str:
    return f"<EVENT{_attributes({'eid': event['eid'], 'class': event['class']})}>{_text(event['text'])}</EVENT>"


def _instance(event: Item) -> str:
    attributes = {"eventID": event["eid"]}
    attributes |= {name: event[name] for name in ("eiid", "tense", "aspect", "polarity", "pos")}
    attributes |= {"modality": event["modality"]} if event["modality"] else {}
    return f"<MAKEINSTANCE{_attributes(attributes)}/>"


def _link(number: int, link: Item, timexes: Sequence[Item]) -> str:
    times = {"t0"} | {timex["tid"] for timex in timexes}
    source = "timeID" if link["id1"] in times else "eventInstanceID"
    target = "relatedToTime" if link["id2"] in times else "relatedToEventInstance"
    attributes = {"lid": f"l{number}", "relType": link["rel"], source: link["id1"], target: link["id2"]}
    return f"<TLINK{_attributes(attributes)}/>"


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(_sound(str(value)))}" for name, value in attributes.items())


def _text(text: str) -> str:
    return escape(_sound(text), {"\r": "&#13;"})


def _sound(text: str) -> str:
    return NOT_XML.sub("\ufffd", text)
