"""A TimeML document read back into the shape of ``/v1/annotate``: what a scorer of TimeML sees."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

_INSTANCE = ("eiid", "tense", "aspect", "polarity", "modality", "pos")


def read(document: str) -> dict[str, Any]:
    """The annotation of a document; its items in the order of the text, ``mod`` and ``modality`` empty where unsaid."""
    root = ElementTree.fromstring(document)
    text, instances = root.find("TEXT"), {each.get("eventID"): each for each in root.iterfind("MAKEINSTANCE")}
    created = root.find("DCT/TIMEX3")
    answer: dict[str, Any] = {
        "id": root.findtext("DOCID") or None,
        "dct": None if created is None else created.text,
        "text": "".join(text.itertext()),
        "timexes": [],
        "events": [],
        "tlinks": [_link(each) for each in root.iterfind("TLINK")],
    }
    at = len(text.text or "")
    for tag in text:
        words = "".join(tag.itertext())
        place = {"start": at, "end": at + len(words), "text": words}
        if tag.tag == "TIMEX3":
            known = {name: tag.get(name) for name in ("tid", "type", "value", "mod")}
            answer["timexes"].append(known | place)
        else:
            instance = instances.pop(tag.get("eid"))
            known = {"eid": tag.get("eid"), "class": tag.get("class")}
            answer["events"].append(known | place | {name: instance.get(name, "") for name in _INSTANCE})
        at = place["end"] + len(tag.tail or "")
    assert not instances, "instances of events that are not tagged"
    return answer


def _link(tag: ElementTree.Element) -> dict[str, str]:
    source = tag.get("timeID") or tag.get("eventInstanceID")
    target = tag.get("relatedToTime") or tag.get("relatedToEventInstance")
    return {"id1": source, "id2": target, "rel": tag.get("relType")}
