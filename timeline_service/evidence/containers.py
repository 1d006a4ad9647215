"""A date holds for more than the one word that it hangs from: for coordinated verbs, participles, the story it opens.

Narrative containers: J. Pustejovsky and A. Stubbs, "Increasing informativeness in temporal annotation", LAW 2011. More
than half of the events of a text take their date from outside their sentence (H. Wen et al., NAACL 2021, table 1).
"""
from __future__ import annotations

from collections.abc import Iterator

from timeline_service.calendar.intervals import Granularity
from timeline_service.evidence.dates import Dated, attachments
from timeline_service.evidence.page import Page, pages
from timeline_service.model import Claim, Event, Language, Story

PRECISION = {
    "container/initial": 0.9,  # "On Thursday they met and signed"
    "container/occasion": 0.88,  # "left rates alone at its meeting on June 26"
    "container/conjunct": 0.78,  # "cut rates on Thursday but hinted"
    "container/participle": 0.88,  # "lifted off on Tuesday, beginning a journey"
    "container/light": 0.88,  # "an aftershock followed at 5:17"
    "container/where": 0.75,  # "gathered on Monday in the resort where they signed"
    "container/content": 0.75,  # "announced that night that it was enforcing the truce"
    "container/while": 0.85,  # "was arrested on 9 May as she waited"
    "container/narrated": 0.75,  # "On Sunday … . Israel responded with strikes."
}
_SHARED = ("STARTS_WITHIN",)


def claims(story: Story, language: Language) -> Iterator[Claim]:
    """Dates handed on to events that have none of their own."""
    for page in pages(story, language):
        direct = attachments(page)
        dated: dict[str, Dated] = {}
        for found in direct:
            if found.relation in _SHARED and found.gap is None:
                dated.setdefault(found.event.id, found)
        own = {found.event.id for found in direct}
        for event, rule, source in (*_in_sentence(page, dated, own), *_narrated(page, dated, own)):
            spans = (source.timex.span or event.span, event.span)
            yield from page.claim(
                event, source.relation, source.timex, rule=rule, precision=PRECISION[rule], spans=spans,
                note=f"{source.timex.text}, as {source.event.text}", origin="inferred",
            )  # fmt: skip


def _in_sentence(page: Page, dated: dict[str, Dated], own: set[str]) -> Iterator[tuple[Event, str, Dated]]:
    """Hand dates down to conjuncts and adverbial clauses, and up from an occasion to its verb; then once more down."""
    got = dict(dated)
    for _ in range(2):
        for event in page.document.events:
            if event.id not in own and event.id not in got:
                found = _from_occasion(page, event, got) or _from_above(page, event, got) or _of_noun(page, event, got)
                if found is not None:
                    got[event.id] = found[1]
                    yield event, *found


def _from_occasion(page: Page, event: Event, got: dict[str, Dated]) -> tuple[str, Dated] | None:
    if event.pos != "VERB":
        return None
    for child in page.below(event.token, "obl"):
        noun = page.event_at.get(child.i)
        if noun is None or noun.id not in got or not _same_world(noun, event):
            continue
        if any(page.listed(c.text.lower(), "at") for c in page.below(child.i, "case")):
            return "container/occasion", got[noun.id]
    return None


def _from_above(page: Page, event: Event, got: dict[str, Dated]) -> tuple[str, Dated] | None:
    token = page.tokens[event.token]
    above = page.event_over(event.token) if token.dep == "acl:relcl" else page.event_at.get(token.head)
    if above is None or above.id not in got or event.pos != "VERB" or not _same_world(event, above):
        return None
    source, clause = got[above.id], page.clause_at.get(event.token)
    if clause is None or (clause.aspect != above.aspect and clause.aspect.startswith("PERFECTIVE")):
        return None
    if token.dep == "conj" and clause.tense == above.tense:
        initial = source.timex.span is not None and source.timex.span.end <= above.span.start
        return ("container/initial" if initial else "container/conjunct"), source
    if token.dep == "advcl" and clause.tense == "PRESPART" and not clause.marker:
        return "container/participle", source
    if token.dep == "advcl" and page.listed(clause.marker, "while") and clause.tense == "PAST":
        return "container/while", source
    if token.dep == "acl:relcl" and page.listed(clause.marker, "where") and clause.tense == above.tense:
        return "container/where", source
    if token.dep == "ccomp" and clause.aspect == "PROGRESSIVE" and clause.tense == "PAST":
        return "container/content", source
    return None


def _of_noun(page: Page, event: Event, got: dict[str, Dated]) -> tuple[str, Dated] | None:
    """ "An aftershock followed at 5:17", "held talks on Monday": a light verb's date is its noun's."""
    token = page.tokens[event.token]
    verb = page.event_at.get(token.head)
    if event.pos == "VERB" or verb is None or verb.id not in got or verb.pos != "VERB" or not _same_world(event, verb):
        return None
    light = verb.lemma in page.words.get("light", {}).get("verbs", ())
    if token.dep in ("nsubj", "nsubj:pass", "obj") and light and not page.listed(verb.lemma, "ending"):
        return "container/light", got[verb.id]
    return None


def _same_world(one: Event, other: Event) -> bool:
    real = ("occurred", "ongoing", None)
    return (one.status in real) == (other.status in real) and one.polarity == "POS"


def _narrated(page: Page, dated: dict[str, Dated], own: set[str]) -> Iterator[tuple[Event, str, Dated]]:
    """The date that opened the story holds for what its paragraph tells next, until another date is told."""
    now: Dated | None = None
    block = -1
    for event in page.document.events:
        sentence = page.document.sentences[event.sentence]
        if sentence.block != block:
            block, now = sentence.block, None
        if event.id in own:
            if page.is_told(event) and event.id in dated:
                fine = _is_fine(dated[event.id]) and not page.is_bare(event)
                now = dated[event.id] if fine else None
        elif now is not None and event.sentence > now.event.sentence and _is_told_of(page, event):
            yield event, "container/narrated", now


def _is_told_of(page: Page, event: Event) -> bool:
    """A main clause that carries the story on, or the past that such a clause of saying reports."""
    if page.is_told(event):
        return not page.is_bare(event)
    clause = page.clause_at.get(event.token)
    if clause is None or clause.frame is None or clause.relation != "ccomp":
        return False
    plain = clause.tense == "PAST" and clause.aspect == "NONE" and not clause.quoted and event.status == "occurred"
    saying = page.event_of_clause.get(clause.frame)
    return plain and saying is not None and page.is_told(saying)


def _is_fine(found: Dated) -> bool:
    return found.timex.granularity is not None and found.timex.granularity <= Granularity.DAY
