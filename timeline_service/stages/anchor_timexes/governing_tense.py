"""On which side of the publication a bare date lies: the words before it, then the tense of the verb that governs it.

The verb is that of the parse where there is one; without a parse the nearest verb of the sentence is a fair guess.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from timeline_service.calendar.expressions import Duration
from timeline_service.calendar.resolve import Direction
from timeline_service.languages.lexicon import Lexicon
from timeline_service.model import Clause, Document, Span, Timex
from timeline_service.stages.anchor_timexes.agendas import agendas
from timeline_service.stages.anchor_timexes.sentence_ends import SentenceEnds
from timeline_service.stages.anchor_timexes.words_around import SIDES, WordsAround

_OF_TENSE = {**SIDES, "INFINITIVE": Direction.FUTURE}
_OF_A_NOUN = 5  # words in front of a noun that may describe it


@dataclass(slots=True)
class TenseReader:
    """Answers for one document."""

    document: Document
    lexicon: Lexicon
    ends: SentenceEnds
    _starts: list[int] = field(default_factory=list)
    _clauses: Mapping[int, Clause] = field(init=False)
    _contents: dict[int, list[Clause]] = field(default_factory=dict)  # by the clause that governs them
    _frames: frozenset[int] = frozenset()  # the clauses of saying
    _agendas: frozenset[int] = frozenset()
    _clause: Clause | None = None  # the one that was found to govern last
    _words: WordsAround = field(init=False)

    def __post_init__(self) -> None:
        self._words = WordsAround(self.document.text, self.lexicon, self.ends)
        self._starts = [token.start for token in self.document.tokens]
        self._clauses = self.document.clause_at
        self._frames = frozenset(clause.frame for clause in self.document.clauses if clause.frame is not None)
        self._agendas = agendas(self.document)
        for clause in self.document.clauses:
            if clause.governor is not None:
                self._contents.setdefault(clause.governor, []).append(clause)

    def side_of(self, timex: Timex) -> Direction:
        """Past, future, or nearest where nothing tells."""
        if timex.span is None:
            return Direction.PAST
        self._clause = None
        side = self._parsed(timex.span) if self._clauses else self._words.side(timex.span)
        lead = self._words.lead(timex.span)
        if self._clause and _is_pluperfect(self._clause):
            return Direction.PAST  # "until Thursday they had not called him a suspect"
        if lead in ("NEAREST", "NOT_PAST") and self._clause and self._is_ordered(self._clause):
            return Direction.FUTURE  # "declared three days of mourning from Friday"
        if lead == "NEAREST" and self._clause and self._is_perfect(self._clause):
            return Direction.NEAREST
        lasted = self._clause is not None and self._clause.tense == "PAST" and self._is_lasting(self._clause)
        if lead == "PAST" or (lead == "FUTURE" and lasted):  # "served until June"
            return Direction.PAST
        if lead == "FUTURE" or (lead == "NOT_PAST" and side is not Direction.PAST):
            return Direction.FUTURE
        return side or Direction.PAST

    def verb_side(self, timex: Timex) -> Direction:
        """The side that the verb alone says, whatever word leads the date; past where nothing tells."""
        return self._verb(timex) or Direction.PAST

    def is_past(self, timex: Timex) -> bool:
        """Whether there is a verb and it says that a date is past."""
        return self._verb(timex) is Direction.PAST

    def _verb(self, timex: Timex) -> Direction | None:
        if timex.span is None:
            return None
        return self._parsed(timex.span) if self._clauses else self._words.side(timex.span)

    def is_done(self, span: Span) -> bool:
        """Whether a date hangs from a verb in the simple past by itself: "appealed in January", not "set a vote in".

        Or from a participle that says what was done to somebody: "Rosk, fired on June 8, is suing".
        """
        head = self.document.tokens[self._head_of(span)] if self._clauses else None
        clause = self._clauses.get(head.head) if head else None
        if head is None or clause is None or self.is_led(span) or self._is_ordered(clause):
            return False
        aside = clause.tense == "PASTPART" and clause.relation.startswith("acl") and self._is_aside(clause)
        if clause.tense != "PAST" and not (aside and self._of_clause(clause) is Direction.PAST):
            return False
        before = self.document.text[max(0, span.start - 12) : span.start].lower().split()
        return head.dep.startswith("obl") and before[-1:] != [] and before[-1] in self.lexicon["done"]

    def _is_aside(self, clause: Clause) -> bool:
        """Whether a comma opens a clause: what is "mailed on June 8" may be mailed yet."""
        return clause.head > 0 and self.document.tokens[clause.head - 1].text == ","

    def is_of_now(self, timex: Timex) -> bool:
        """Whether the verb over a date speaks from the day of writing: "plans to open in May", "has dug since May"."""
        ahead, clause = self.side_of(timex) is Direction.FUTURE, self._clause
        while clause is not None and clause.tense == "INFINITIVE" and clause.relation in ("xcomp", "ccomp"):
            clause = self._governor(clause)
        if clause is None:
            return False
        if clause.tense == "PRESENT":
            return ahead or clause.is_perfect
        return ahead and (clause.tense == "FUTURE" or clause.modality == "is to")

    def is_ahead(self, timex: Timex) -> bool:
        """Whether a length of time is how far off something lies: "will be published in two weeks".

        Only where a parse hangs it from a verb of the future: "the first in two weeks" looks back.
        """
        length = timex.expression
        counted = isinstance(length, Duration) and length.amounts and all(a.count for a in length.amounts)
        if timex.span is None or not self._clauses or not counted or self.lexicon.is_definite(timex.text):
            return False
        before = self.document.text[max(0, timex.span.start - 12) : timex.span.start].lower().split()
        if not before or before[-1] not in self.lexicon["off"] or " ".join(before[-2:]) in self.lexicon["not_off"]:
            return False
        head = self.document.tokens[self._head_of(timex.span)]
        clause = self._clauses.get(head.head)
        if clause is None or self.document.tokens[clause.head].pos != "VERB":
            return False
        if self.lexicon["modal"].get(clause.modality) in ("MAY", "COULD"):
            return False  # "could make 20 pins in a day"
        return head.dep.startswith("obl") and self._of_clause(clause) is Direction.FUTURE

    def is_led(self, span: Span) -> bool:
        """Whether a word before a date says on which side it lies: "as of February", "through Sept. 29"."""
        return self._words.lead(span) is not None

    def is_sided(self, span: Span) -> bool:
        """Whether a word before a date says that it is past or still to come: not "from July to September"."""
        return self._words.lead(span) not in (None, "NEAREST")

    def is_habitual(self, span: Span) -> bool:
        """Whether the sentence says that this is so each year: "usually", "every year"."""
        return self._words.say_habit(span)

    def is_before_told(self, span: Span) -> bool:
        """Whether the verb over a date looks back from the time that is told: "had been shelled the night before"."""
        if not self._clauses:
            return self._words.look_back(span)
        clause = self._clause_over(span)
        return clause is not None and _is_pluperfect(clause)

    def is_of_saying(self, span: Span) -> bool:
        """Whether a date is that of reported words, or one of them: "told the police on Friday that he had left"."""
        clause = self._clause_over(span)
        return clause is not None and (clause.quoted or clause.i in self._frames)

    def is_aside(self, span: Span) -> bool:
        """Whether a date stands in a clause that only describes a noun: "the crew, who had left in 2023, voted"."""
        clause = self._clause_over(span)
        return clause is not None and clause.relation.startswith("acl")

    def is_name(self, span: Span) -> bool:
        """Whether a date only says which thing is meant: "the September 2022 election", "a still life from 1634"."""
        if not self._clauses:
            return False
        head = self.document.tokens[self._head_of(span)]
        noun = self.document.tokens[head.head]
        before = head.dep in ("compound", "amod", "nummod", "nmod:poss", "nmod:unmarked") and head.i < noun.i
        source = head.dep == "nmod" and noun.i < head.i and self.document.tree.case(head) in self.lexicon["origin"]
        return (before or source) and noun.is_noun

    def _clause_over(self, span: Span) -> Clause | None:
        if not self._clauses:
            return None
        above = self.document.tree.way_up(self._head_of(span))
        return next((self._clauses[word.i] for word in above if word.i in self._clauses), None)

    def _parsed(self, span: Span) -> Direction | None:
        tokens = self.document.tokens
        noun = ""
        for word in self.document.tree.way_up(self._head_of(span)) if tokens else ():
            clause = self._clauses.get(word.i)
            if clause is not None:
                clause = self._clause = self._within(clause, self._head_of(span))
                if self._is_before_content(clause, span):
                    return Direction.PAST  # "promised on Tuesday to sign"
                if self._is_set_for(clause, span):
                    return Direction.FUTURE  # "has called a rally for Saturday"
                planned = noun in self.lexicon["appointment"] or clause.i in self._agendas
                described = noun and not planned  # "Thursday's closing price"
                return Direction.PAST if described else self._of_clause(clause)
            if word.dep.startswith("nmod") and self._is_planned(word.head):
                return Direction.NEAREST  # "a planned visit on Wednesday was cancelled"
            if word.dep in ("compound", "nmod:poss", "nmod:unmarked", "nmod:tmod"):
                over = tokens[word.head]
                named = over.pos == "PROPN" and over.i < word.i  # "will succeed Daniel Davison Feb. 1"
                noun = noun or ("" if named else over.lemma.lower())
        return None

    def _is_lasting(self, clause: Clause) -> bool:
        return self.document.tokens[clause.head].lemma in self.lexicon["kept" if clause.passive else "lasting"]

    def _is_planned(self, noun: int) -> bool:
        before = self.document.tokens[max(0, noun - _OF_A_NOUN) : noun]
        return any(t.head == noun and t.dep == "amod" and t.lemma in self.lexicon["planned"] for t in before)

    def _within(self, clause: Clause, at: int) -> Clause:
        """The content clause that stands between a verb and its date: "said a plane was due to land on Friday"."""
        inner = [c for c in self._contents.get(clause.i, ()) if clause.head < c.head < at]
        return inner[-1] if inner and inner[-1].relation == "ccomp" else clause

    def _is_before_content(self, clause: Clause, span: Span) -> bool:
        """Whether a date stands between a verb in the past and what was promised or asked for with it."""
        content = (c for c in self._contents.get(clause.i, ()) if c.relation in ("xcomp", "ccomp"))
        if clause.tense != "PAST" or clause.passive or self.document.tokens[clause.head].start > span.start:
            return False
        return any(self.document.tokens[c.head].start > span.end for c in content)

    def _is_set_for(self, clause: Clause, span: Span) -> bool:
        before = self.document.text[max(0, span.start - 12) : span.start].lower().split()
        head = self.document.tokens[clause.head]
        return before[-1:] != [] and before[-1] in self.lexicon["set_for"] and head.lemma in self.lexicon["arranging"]

    def _head_of(self, span: Span) -> int:
        """The token of the extent that hangs from outside it."""
        first, last = bisect_right(self._starts, span.start) - 1, bisect_right(self._starts, span.end - 1) - 1
        inside = range(max(first, 0), last + 1)
        tokens = self.document.tokens
        return next((i for i in reversed(inside) if tokens[i].head not in inside or tokens[i].head == i), last)

    def _of_clause(self, clause: Clause) -> Direction:
        head = self.document.tokens[clause.head]
        governor = self._governor(clause)
        done = clause.relation.startswith("acl") or (clause.relation == "advcl" and not clause.marker)
        if clause.tense == "PASTPART" and done and not clause.condition:
            if head.lemma not in self.lexicon["planning"]:
                return Direction.PAST
            noun = self.document.tokens[head.head]
            over = governor and governor.tense == "PAST" and noun.dep.startswith("nsubj")
            return Direction.NEAREST if over else Direction.FUTURE  # "a rally planned for Saturday was called off"
        modal = self.lexicon["modal"].get(clause.modality)
        undone = modal == "COULD" and clause.negation is not None
        if clause.modality == "was to" and clause.is_perfect:
            over = governor is not None and self._is_perfect(governor)
            return Direction.FUTURE if over else Direction.PAST  # "was to have met on Friday, has been called off"
        if undone or _is_pluperfect(clause) or (governor and _is_due_before(clause, governor, modal)):
            return Direction.PAST  # "could not be reached Wednesday", "had been due to expire Friday"
        if modal == "COULD":
            return Direction.PAST if head.lemma in self.lexicon["perception"] else Direction.FUTURE
        planned = {head.lemma, *(token.lemma for token in self.document.tokens[max(0, head.i - 3) : head.i])}
        with_words = {f"{head.lemma} {child.text.lower()}" for child in self.document.tree[head]}
        plans = head.lemma in self.lexicon["planning"] and with_words.isdisjoint(self.lexicon["unplanned"])
        if plans or (not planned.isdisjoint(self.lexicon["due"]) and clause.tense == "INFINITIVE"):
            return Direction.FUTURE
        marked = clause if clause.marker or governor is None else governor
        if marked.tense == "PRESPART" and marked.marker in self.lexicon["behind"]:
            return Direction.PAST  # "will appear in court after being charged on Friday"
        if clause.finite_tense == "PRESENT":
            of_perfect = clause.tense == "PRESPART" and governor is not None and self._is_perfect(governor)
            if self._is_perfect(clause) or (of_perfect and not self._is_ordered(clause)):
                return Direction.PAST  # "has slumped, closing at 29 on Friday"
            scheduled = clause.tense == "PRESENT" and (
                head.lemma in self.lexicon["scheduled"] or clause.i in self._agendas
            )
            coming = scheduled or not planned.isdisjoint(self.lexicon["coming"])
            return Direction.FUTURE if coming else Direction.NEAREST
        return _OF_TENSE.get(clause.finite_tense, Direction.PAST)

    def _governor(self, clause: Clause) -> Clause | None:
        return None if clause.governor is None else self.document.clauses[clause.governor]

    @staticmethod
    def _is_perfect(clause: Clause) -> bool:
        return clause.finite_tense == "PRESENT" and clause.is_perfect

    def _is_ordered(self, clause: Clause) -> bool:
        """Whether the clause, or what it hangs from, sets a rule for the time to come: "declared", "ordered"."""
        over = self._governor(clause)
        heads = [clause.head] if over is None else [clause.head, over.head]
        return any(self.document.tokens[head].lemma in self.lexicon["decree"] for head in heads)

def _is_pluperfect(clause: Clause) -> bool:
    return clause.tense == "PAST" and clause.is_perfect


def _is_due_before(clause: Clause, governor: Clause, modal: str | None) -> bool:
    """Whether something was still to come in a time that is past: "had been scheduled to expire Friday", "had said
    that they would strike on Friday"."""
    return (clause.tense == "INFINITIVE" or modal == "WOULD") and _is_pluperfect(governor)
