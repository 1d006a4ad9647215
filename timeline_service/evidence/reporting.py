"""What was said is not the saying: the past of the content lies before it, the future behind it.

A past complement of a past reporting verb lies before it in 95 of 100 cases that are not vague (CAEVO's
RepEventGovEvent; Chambers et al., TACL 2, 2014, section 4).
"""
from __future__ import annotations

from collections.abc import Iterator

from timeline_service.evidence.precision import measured
from timeline_service.lookups.document_index import indexes
from timeline_service.model import HAPPENED, Claim, Language, Story

PRECISION = measured(
    "reporting/past",
    "reporting/perfect",  # "said that it has closed"
    "reporting/doubtful",  # "claimed that it was sold", "claimed to have sold it"
    "reporting/future",
)


def claims(story: Story, language: Language) -> Iterator[Claim]:
    """Claims between the predicate of a reporting clause and the predicates of what it reports."""
    for index in indexes(story, language):
        for clause in index.document.clauses:
            if clause.frame is None or clause.governor is None:
                continue
            content = index.event_at.get(clause.head)
            saying = index.event_of_clause.get(clause.frame)
            frame = index.document.clauses[clause.frame]
            if content is None or saying is None or frame.tense not in ("PAST", "PASTPART") or clause.condition:
                continue
            if clause.relation == "parataxis" and clause.head > frame.head:
                continue  # "the government announced the dams; the money was then withdrawn"
            if index.is_bare(content) or clause.aspect.endswith("PROGRESSIVE"):
                continue
            if content.status == "occurred" and clause.finite_tense == "PAST" and not clause.modality:
                relation, rule = "STARTS_BEFORE", "reporting/past"
            elif content.status in HAPPENED and clause.is_perfect and not clause.modality:
                relation, rule = "STARTS_BEFORE", "reporting/perfect"
            elif content.status == "possible" and clause.looks_back:
                relation, rule = "STARTS_BEFORE", "reporting/doubtful"
            elif content.status == "planned" and clause.finite_tense == "FUTURE":
                relation, rule = "STARTS_AFTER", "reporting/future"
            else:
                continue
            yield from index.claim(
                content, relation, saying, rule=rule, precision=PRECISION[rule],
                note=f"{content.text}, as {saying.text}", spans=(content.span, saying.span), origin="inferred",
            )  # fmt: skip
