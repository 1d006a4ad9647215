"""What looks back from the news was before it: an article tells first what is new, and then how it came to that.

"A ferry sank on Monday. … Inspectors first warned the owners in a letter. … The accident came a week after the line was
sold." Such words look back from where the story stands, and that is never before its news: the main clause of the first
sentence of the body.
"""
from __future__ import annotations

from collections.abc import Iterator

from timeline_service import deadline
from timeline_service.evidence.dates import attachments
from timeline_service.evidence.dates.kinds import begins_in_last_week
from timeline_service.evidence.precision import measured
from timeline_service.lookups.document_index import DocumentIndex, indexes
from timeline_service.model import HAPPENED, Claim, Event, Language, Story, Token

PRECISION = measured(
    "news/earlier",  # "Inspectors first warned the owners in a letter."
    "news/came-after",  # "The accident came after the line was sold."
)


def claims(story: Story, language: Language) -> Iterator[Claim]:
    """What looks back, before the news of its article."""
    for index in indexes(story, language):
        news = _news(index)
        if news is None:
            continue
        for event in deadline.checked(index.document.events):
            if _looks_back(index, event):
                yield from _claim(index, event, news, "news/earlier")
        for verb in deadline.checked(index.tokens):
            before = _came_after(index, verb)
            if before is not None:
                yield from _claim(index, before, news, "news/came-after")


def _news(index: DocumentIndex) -> Event | None:
    """What the body tells first, where it is told in a main clause and has no date from before the last week."""
    first = next((sentence.i for sentence in index.document.sentences if sentence.kind == "body"), -1)
    for event in index.in_sentence.get(first, ()):
        clause = index.clause_at.get(event.token)
        if clause is not None and clause.is_main and event.status in HAPPENED:
            dates = (dated.timex for dated in attachments(index) if dated.event.id == event.id)
            return event if all(begins_in_last_week(index, timex) for timex in dates) else None
    return None


def _looks_back(index: DocumentIndex, event: Event) -> bool:
    """Whether an adverb of a mention looks back; in a relative clause it does so from the noun."""
    clause = index.clause_at.get(event.token)
    if clause is None or event.pos != "VERB" or event.status != "occurred" or event.polarity == "NEG":
        return False
    if clause.condition or clause.modality or clause.relation == "acl:relcl":
        return False
    adverbs = (child.text.lower() for child in index.below(event.token, "advmod") if child.i not in index.timed)
    return any(index.listed(adverb, "looking_back") for adverb in adverbs)


def _came_after(index: DocumentIndex, verb: Token) -> Event | None:
    """What something known is said to have come after, or to follow."""
    follows = index.listed(verb.lemma, "following")
    if not follows and not index.listed(verb.lemma, "coming"):
        return None
    owned = (word for subject in index.below(verb.i, "nsubj") for word in index.below(subject.i, "det", "nmod:poss"))
    if not any(index.listed(word.text.lower(), "known") for word in owned):
        return None
    for child in index.below(verb.i, *(("obj",) if follows else ("advcl", "obl"))):
        words = (word.text.lower() for word in index.below(child.i, "mark", "case"))
        if child.i in index.event_at and (follows or any(index.listed(word, "after") for word in words)):
            return index.event_at[child.i]
    return None


def _claim(index: DocumentIndex, event: Event, news: Event, rule: str) -> Iterator[Claim]:
    if event.sentence > news.sentence:
        yield from index.claim(
            event, "STARTS_BEFORE", news, rule=rule, precision=PRECISION[rule], spans=(event.span, news.span),
            note=f"{event.text}, looking back from {news.text}", origin="inferred",
        )  # fmt: skip
