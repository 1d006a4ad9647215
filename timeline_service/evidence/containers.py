"""A date holds for more than the one word that it hangs from: for coordinated verbs, participles, the story it opens.

Narrative containers: J. Pustejovsky and A. Stubbs, "Increasing informativeness in temporal annotation", LAW 2011. More
than half of the events of a text take their date from outside their sentence (H. Wen et al., NAACL 2021, table 1).
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from timeline_service import deadline
from timeline_service.calendar.expressions import Duration, Shift
from timeline_service.calendar.intervals import Granularity
from timeline_service.evidence.dates import Dated, attachments
from timeline_service.evidence.page import Page, pages
from timeline_service.model import Claim, Event, Language, Story, Token

PRECISION = {
    "container/initial": 0.9,  # "On Thursday they met and signed"
    "container/occasion": 0.88,  # "left rates alone at its meeting on June 26"
    "container/conjunct": 0.78,  # "cut rates on Thursday but hinted", "marched on Sunday; two were arrested"
    "container/participle": 0.88,  # "lifted off on Tuesday, beginning a journey"
    "container/light": 0.88,  # "an aftershock followed at 5:17"
    "container/together": 0.85,  # "struck the valley, killing 12 and cutting off villages": on one day, dated or not
    "container/means": 0.78,  # "responded with dozens of air strikes"
    "container/object": 0.8,  # "will hear the complaint on Dec. 16"
    "container/subject": 0.8,  # "a treaty signed on 12 March 1958 placed the canal": not before
    "container/set-off": 0.75,  # "a second attempt, on Sunday, was scrubbed"
    "container/where": 0.75,  # "gathered on Monday in the resort where they signed"
    "container/content": 0.75,  # "announced that night that it was enforcing the truce"
    "container/while": 0.85,  # "was arrested on 9 May as she waited"
    "container/narrated": 0.75,  # "On Sunday … . Israel responded with strikes."
}
_SAME_DAY = ("container/conjunct", "container/narrated", "container/where", "container/content")  # of a clock time
_SHARED = ("STARTS_WITHIN",)
_HALF_DAY = 720  # minutes


def claims(story: Story, language: Language) -> Iterator[Claim]:
    """Dates handed on to events that have none of their own, and events that share a day whatever it is."""
    for page in pages(story, language):
        direct = attachments(page)
        dated: dict[str, Dated] = {}
        for found in direct:
            if found.relation in _SHARED and found.gap is None:
                dated.setdefault(found.event.id, found)
        own = {found.event.id for found in direct} | set(_counted(page))
        for event, rule, source in (*_in_sentence(page, dated, own), *_narrated(page, dated, own)):
            yield from _handed_on(page, event, rule, source)
        for event, other in _together(page):
            yield from page.claim(
                event, "STARTS_FROM", other, rule="container/together", precision=PRECISION["container/together"],
                note=f"{other.text}, {event.text}", spans=(other.span, event.span), gap=(-_HALF_DAY, 0),
                origin="inferred",
            )  # fmt: skip


def _counted(page: Page) -> Iterator[str]:
    """Events at a distance from others: "19 days before the shooting" is a date of its own."""
    for timex in deadline.checked(page.document.timexes):
        if timex.interval is None and isinstance(timex.expression, Duration | Shift) and timex.id in page.place:
            last = page.place[timex.id][1]
            signal = page.tokens[min(last + 1, len(page.tokens) - 1)].text.lower()
            event = page.event_over(last) if any(page.listed(signal, side) for side in ("after", "before")) else None
            if event is not None and event.token < page.place[timex.id][0]:
                yield event.id


def _handed_on(page: Page, event: Event, rule: str, source: Dated) -> Iterator[Claim]:
    """The claim of an event on the date of another: of a clock time, on its day."""
    relation = "STARTS_FROM" if _goes_on(page, event) else source.relation
    clock = rule in _SAME_DAY and source.timex.granularity is not None and source.timex.granularity < Granularity.DAY
    yield from page.claim(
        event, "SAME_DAY" if clock else relation, source.event if clock else source.timex, rule=rule,
        precision=PRECISION[rule], note=f"{source.timex.text}, as {source.event.text}",
        spans=(source.timex.span or event.span, event.span), origin="inferred",
    )  # fmt: skip


def _goes_on(page: Page, event: Event) -> bool:
    """ "The money was then withdrawn": after what was told, however long after."""
    adverbs = (child.text.lower() for child in page.below(event.token, "advmod"))
    return any(page.listed(word, "then") or page.listed(word, "later") for word in adverbs)


def _together(page: Page) -> Iterator[tuple[Event, Event]]:
    """Participles that carry a clause on, with the predicate that they carry on."""
    for event in deadline.checked(page.document.events):
        token = page.tokens[event.token]
        if event.tense != "PRESPART" or event.polarity == "NEG":
            continue
        first = page.tokens[token.head] if token.dep == "conj" else token
        clause, above = page.clause_at.get(first.i), page.event_at.get(first.head)
        if first.dep != "advcl" or clause is None or clause.marker or above is None or first.i < above.token:
            continue
        if above.tense == "PAST" and _same_world(event, above):
            yield event, above


def _in_sentence(page: Page, dated: dict[str, Dated], own: set[str]) -> Iterator[tuple[Event, str, Dated]]:
    """Hand dates down to conjuncts and adverbial clauses, and up from an occasion to its verb; then once more down."""
    got = dict(dated)
    for _ in range(2):
        for event in deadline.checked(page.document.events):
            if event.id not in own and event.id not in got:
                found = next((hit for way in _WAYS if (hit := way(page, event, got)) is not None), None)
                if found is not None:
                    got[event.id] = found[1]
                    yield event, *found


def _from_occasion(page: Page, event: Event, got: dict[str, Dated]) -> tuple[str, Dated] | None:
    if event.pos != "VERB":
        return None
    below = [*page.below(event.token, "obl")]
    measured = (t for child in (*below, *page.below(event.token, "obj")) for t in page.below(child.i, "nmod"))
    for child in (*below, *measured):  # "raised rates to 18% at a meeting on Thursday"
        noun = page.event_at.get(child.i)
        if noun is None or noun.id not in got or not _same_world(noun, event):
            continue
        if any(page.listed(c.text.lower(), "at") for c in page.below(child.i, "case")):
            return "container/occasion", got[noun.id]
    return None


def _from_object(page: Page, event: Event, got: dict[str, Dated]) -> tuple[str, Dated] | None:
    """ "will hear the complaint on Dec. 16", "survived by two votes in March": a date behind the object is the verb's.

    A thing already known has its own date: "recalled the collapse in 2019".
    """
    for child in page.below(event.token, "obj", "obl"):
        noun = page.event_at.get(child.i)
        if event.pos != "VERB" or noun is None or noun.id not in got or not _same_world(event, noun):
            continue
        if child.dep != "obj" and _is_known(page, child):
            continue
        dated = got[noun.id]
        if dated.event is noun and dated.preposition and page.place[dated.timex.id][0] > noun.token:
            return "container/object", dated
    return None


def _from_participle(page: Page, event: Event, got: dict[str, Dated]) -> tuple[str, Dated] | None:
    """ "Going through the files in 2018, he noticed": the date of a participle that leads in to its clause."""
    for child in page.below(event.token, "advcl"):
        clause, participle = page.clause_at.get(child.i), page.event_at.get(child.i)
        if participle is None or participle.id not in got or clause is None or clause.marker or child.i > event.token:
            continue
        if clause.tense == "PRESPART" and clause.aspect == "NONE" and _same_world(participle, event):
            return "container/participle", got[participle.id]
    return None


def _is_known(page: Page, noun: Token) -> bool:
    return any(page.listed(c.text.lower(), "known") for c in page.below(noun.i, "det", "nmod:poss"))


def _from_above(page: Page, event: Event, got: dict[str, Dated]) -> tuple[str, Dated] | None:
    token = page.tokens[event.token]
    above = page.event_over(event.token) if token.dep == "acl:relcl" else page.event_at.get(token.head)
    if above is None or above.id not in got or event.pos != "VERB" or not _same_world(event, above):
        return None
    source, clause = got[above.id], page.clause_at.get(event.token)
    if clause is None or (clause.aspect != above.aspect and clause.aspect.startswith("PERFECTIVE")):
        return None
    if token.dep == "conj" and clause.tense in (above.tense, "PAST") and not _is_counted_from(page, event, above):
        initial = source.timex.span is not None and source.timex.span.end <= above.span.start
        if not initial and event.event_class == "REPORTING":  # "was charged in September and always denied it"
            source = replace(source, relation="STARTS_FROM")
        return ("container/initial" if initial else "container/conjunct"), source
    if token.dep == "advcl" and clause.tense == "PRESPART" and not clause.marker:
        return "container/participle", source
    if token.dep == "parataxis" and event.token > above.token and page.is_told(event) and page.is_told(above):
        return "container/conjunct", source
    if token.dep == "advcl" and page.listed(clause.marker, "while") and clause.tense == "PAST":
        return "container/while", source
    if token.dep == "acl:relcl" and page.listed(clause.marker, "where") and clause.tense == "PAST":
        return "container/where", source
    if token.dep == "ccomp" and clause.aspect == "PROGRESSIVE" and clause.tense == "PAST":
        return "container/content", source
    return None


def _is_counted_from(page: Page, event: Event, above: Event) -> bool:
    """Whether a length of time parts a verb from the one before: "met on Monday, a day after they quit"."""
    between = range(above.token + 1, event.token)
    counted = (i for i in between if i in page.timed and page.timed[i].interval is None and i + 1 not in page.timed)
    return any(page.listed(page.tokens[i + 1].text.lower(), side) for i in counted for side in ("after", "before"))


def _of_noun(page: Page, event: Event, got: dict[str, Dated]) -> tuple[str, Dated] | None:
    """ "An aftershock followed at 5:17", "held talks on Monday": a light verb's date is its noun's."""
    token = page.tokens[event.token]
    above = page.tokens[token.head]
    if token.dep == "nmod" and above.dep == "obl" and page.listed(above.lemma, "amounts"):
        token = above
    verb = page.event_at.get(token.head)
    if event.pos == "VERB" or verb is None or verb.id not in got or verb.pos != "VERB" or not _same_world(event, verb):
        return None
    if token.dep == "obl" and any(page.listed(c.text.lower(), "means") for c in page.below(token.i, "case")):
        return "container/means", got[verb.id]
    light = verb.lemma in page.words.get("light", {}).get("verbs", ()) or page.listed(verb.lemma, "striking")
    if token.dep in ("nsubj", "nsubj:pass", "obj") and light and not page.listed(verb.lemma, "ending"):
        return "container/light", got[verb.id]
    return None


def _from_subject(page: Page, event: Event, got: dict[str, Dated]) -> tuple[str, Dated] | None:
    """The date of a phrase that modifies the subject: set off by commas it is the clause's own, else it comes first."""
    clause = page.clause_at.get(event.token)
    if clause is None or clause.tense != "PAST" or clause.aspect != "NONE":
        return None
    for subject in page.below(event.token, "nsubj"):
        noun = page.event_at.get(subject.i)
        if noun is not None and noun.id in got and _is_set_off(page, got[noun.id], subject.i, event.token):
            return "container/set-off", got[noun.id]
        for child in page.below(subject.i, "acl"):
            participle = page.event_at.get(child.i)
            if participle is None or participle.id not in got or page.listed(participle.lemma, "scheduling"):
                continue
            if participle.tense == "PASTPART":
                return "container/subject", replace(got[participle.id], relation="STARTS_FROM")
    return None


def _is_set_off(page: Page, dated: Dated, noun: int, verb: int) -> bool:
    first, last = page.place[dated.timex.id]
    first -= bool(dated.preposition)
    between = noun < first and last < verb and last + 1 < len(page.tokens)
    return between and page.tokens[first - 1].text == "," and page.tokens[last + 1].text == ","


_WAYS = (_from_occasion, _from_object, _from_above, _from_participle, _of_noun, _from_subject)


def _same_world(one: Event, other: Event) -> bool:
    real = ("occurred", "ongoing", None)
    return (one.status in real) == (other.status in real) and one.polarity == "POS"


def _narrated(page: Page, dated: dict[str, Dated], own: set[str]) -> Iterator[tuple[Event, str, Dated]]:
    """The date that opened the story holds for what its paragraph tells next, until another date is told."""
    now: Dated | None = None
    block = -1
    for event in deadline.checked(page.document.events):
        sentence = page.document.sentences[event.sentence]
        if sentence.block != block:
            block, now = sentence.block, None
        if event.id in own:
            if page.is_told(event) and event.id in dated:
                fine = _is_fine(dated[event.id]) and not page.is_bare(event)
                now = dated[event.id] if fine else None
        elif now is not None and event.sentence > now.event.sentence and _is_told_of(page, event):
            statement = event.event_class == "REPORTING"  # may come days later
            yield event, "container/narrated", replace(now, relation="STARTS_FROM") if statement else now


def _is_told_of(page: Page, event: Event) -> bool:
    """A main clause that carries the story on, or the past that such a clause of saying reports.

    Not the calling off of what lay ahead: that may have been done at any time before.
    """
    if page.is_told(event):
        return not page.is_bare(event) and not _calls_off(page, event)
    clause = page.clause_at.get(event.token)
    if clause is None or clause.frame is None or clause.relation != "ccomp":
        return False
    plain = clause.tense == "PAST" and clause.aspect == "NONE" and not clause.quoted and event.status == "occurred"
    saying = page.event_of_clause.get(clause.frame)
    return plain and saying is not None and page.is_told(saying)


def _calls_off(page: Page, event: Event) -> bool:
    """ "A session booked for Monday was called off" """
    undone = page.listed(event.lemma, "ending") or page.listed(event.lemma, "moving")
    things_undone = page.below(event.token, "obj", "nsubj:pass") if undone else ()
    return any(
        child.i in page.event_at and page.event_at[child.i].status in ("planned", "cancelled")
        and (page.tokens[child.i].tag == "VBN" or any(page.below(child.i, "acl")))
        for child in things_undone
    )  # fmt: skip


def _is_fine(found: Dated) -> bool:
    return found.timex.granularity is not None and found.timex.granularity <= Granularity.DAY
