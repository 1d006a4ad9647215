"""Sample stories: read from ``seeds/*.toml`` (the format is in ``seeds/README.md``) and put into the store."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from timeline_service import desk
from timeline_service.model import Span
from timeline_service.settings import Settings
from timeline_service.store import Store, find, readings, write

NEWSROOM = "seeds"
_PLACES = (
    Path(__file__).parent.parent / "seeds",  # a checkout
    Path(sys.prefix) / "share" / "timeline-service" / "seeds",  # an installed wheel
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """One article and what an editor expects of it, as its file says it."""

    name: str
    story: str
    article: dict[str, Any]
    events: tuple[dict[str, Any], ...]
    must_not: tuple[dict[str, Any], ...]
    before: tuple[tuple[str, str], ...]

    def spans(self, event: dict[str, Any]) -> tuple[Span, ...]:
        """Where the triggers of an event (or of a ``must_not``) stand in the article."""
        return tuple(locate(self.article["text"], quote) for quote in (event["words"], *event.get("also", ())))


def folder(settings: Settings) -> Path:
    """Where the sample stories are; raise FileNotFoundError, saying where they were looked for."""
    places = (Path(settings.seeds),) if settings.seeds else _PLACES
    for place in places:
        if any(place.glob("*.toml")):
            return place
    looked = ", ".join(str(place) for place in places)
    raise FileNotFoundError(f"No sample stories in {looked}. TIMELINE_SEEDS names their folder.")


def read(place: Path) -> Iterator[Seed]:
    """Every seed of a folder, by name."""
    for path in sorted(place.glob("*.toml")):
        data = tomllib.loads(path.read_bytes().decode())
        known = {name: data.get(name) for name in ("title", "published_at", "language")}
        yield Seed(
            name=path.stem,
            story=data["story"],
            article={"text": data["article"], **known},
            events=tuple(data.get("event", ())),
            must_not=tuple(data.get("must_not", ())),
            before=tuple((first, second) for first, second in data.get("order", {}).get("before", ())),
        )


def locate(text: str, quote: str) -> Span:
    """Where the ``[bracketed]`` words of a quote stand in ``text``; raise ValueError unless it occurs just once."""
    before, trigger, after = re.fullmatch(r"(.*?)\[(.+?)\](.*)", quote, re.DOTALL).groups()  # type: ignore[union-attr]
    words = before + trigger + after
    start = text.find(words)
    if start < 0 or text.find(words, start + 1) >= 0:
        raise ValueError(f"{quote!r} must occur just once in the article.")
    return Span(start + len(before), start + len(before) + len(trigger))


def put(id: str, seeds: Sequence[Seed], store: Store, *, longest: int, now: datetime) -> bool:
    """Make a published timeline of seeds and store it; False where the store has the same one already."""
    articles = [seed.article for seed in seeds]
    with store.reading() as session:
        stored, known = find(session, id), readings(session, id)
    made = desk.opened(
        articles, id=id, newsroom=NEWSROOM, external_id=None, now=now, longest=longest, readings=known
    )
    if stored is not None and stored.answer == made.answer:
        return False
    version = stored.version if stored else 0
    timeline = replace(made, state="published", quotes="sentence", version=version)
    with store.writing() as session:
        write(session, timeline, by="seed", what="sample story")
    return True


def timelines(seeds: Iterable[Seed]) -> dict[str, list[Seed]]:
    """Id → seeds: a timeline of each seed, and one of all the articles of a story that has several."""
    found: dict[str, list[Seed]] = {}
    stories: dict[str, list[Seed]] = {}
    for seed in seeds:
        found[seed.name] = [seed]
        stories.setdefault(seed.story, []).append(seed)
    return found | {story: several for story, several in stories.items() if len(several) > 1}
