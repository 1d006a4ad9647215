"""Tense, aspect, modality, negation, governing verb and reporting frame of every clause.

Tense and aspect as TimeML's annotation guidelines 1.2.1 (Saurí et al. 2006, tables 1 to 4) tag verb groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from timeline_service import deadline
from timeline_service.lookups.quotations import is_inside, quotations
from timeline_service.model import Aspect, Clause, Document, Language, Span, Tense, Token
from timeline_service.stages import stage
from timeline_service.syntax.labels import SUBJECTS, VERB_GROUP
from timeline_service.syntax.tree import Tree
from timeline_service.syntax.verbs import form_of, verb_group

_OF_NOUNS = ("det", "cc:preconj")  # "no driver", "neither the driver nor the guide"
_CONTENT = ("ccomp", "parataxis", "csubj", "csubj:pass")


@stage(needs=("text", "tokens"), gives=("clauses",))
def read_clauses(document: Document, language: Language) -> Document:
    """One clause a predicate, in text order."""
    words = language.words.get("clauses", {})
    reporting = language.words.get("reporting", {}).get("verbs", ())
    tree = document.tree
    heads = [token for token in document.tokens if _is_predicate(token, tree)]
    number = {token.i: n for n, token in enumerate(heads)}
    quotes = quotations(document)
    clauses: list[Clause] = []
    for token in deadline.checked(heads):
        clauses.append(_clause(token, tree, number, words, quotes, verbs=clauses))
    clauses = _with_finite_tense(clauses, document.tokens, words)
    clauses = _with_frames(clauses, document.tokens, reporting)
    return replace(document, clauses=tuple(_with_conditions(clauses, tree, words)))


def _is_predicate(token: Token, tree: Tree) -> bool:
    if token.dep in (*VERB_GROUP, "amod", "compound", "case", "mark", "punct", "fixed", "flat", "cc", "det", "advmod"):
        return False
    if token.pos == "VERB" or (token.pos == "AUX" and token.dep not in VERB_GROUP):
        return True
    return any(child.dep == "cop" for child in tree[token])


def _clause(
    token: Token,
    tree: Tree,
    number: dict[int, int],
    words: dict,
    quotes: list[Span],
    verbs: list[Clause],
) -> Clause:
    own = tree[token]
    group = verb_group(token, tree)
    shared = tree[tree.tokens[group[0].head]] if group else own  # "was to open and close": one "to" for both
    tense, aspect, modality = _tense(token, group, shared, words)
    mark = next((c for c in own if c.dep == "mark"), None) or next(
        (c for c in own if c.dep in ("advmod", "obl") and c.is_wh_adverb), None
    )
    governor, relation = _governor(token, tree, number)
    inverted = words.get("inverted", {}).get(group[0].text.lower(), "") if _is_inverted(relation, group, own) else ""
    members = [token, *group]
    return Clause(
        i=len(verbs),
        head=token.i,
        span=Span(min(t.start for t in members), max(t.end for t in members)),
        tense=tense,
        aspect=aspect,
        finite_tense=tense,
        modality=modality,
        negation=_negation(token, group, tree, words),
        passive=_is_passive(token, group, own),
        governor=governor,
        relation=relation,
        marker=mark.text.lower() if mark else inverted,
        quoted=is_inside(token.start, quotes),
    )


def _is_inverted(relation: str, group: list[Token], own: Sequence[Token]) -> bool:
    """ "Had the alarm rung, they would have left", also where the parse makes the condition the main clause."""
    subject = next((c for c in own if c.dep in (*SUBJECTS, "expl")), None)
    if subject is None or not group or group[0].i > subject.i:
        return False
    beside = relation == "root" and any(c.dep == "parataxis" and c.i > subject.i for c in own)
    return (relation == "advcl" or beside) and not any(c.text == "?" or c.i < group[0].i for c in own)


def _is_passive(token: Token, group: list[Token], own: Sequence[Token]) -> bool:
    """Marked as such, or a past participle that stands alone: "a deal signed in March"."""
    alone = token.features.is_past_participle and not group and not any(child.dep == "mark" for child in own)
    return alone or any(t.dep in ("aux:pass", "nsubj:pass") for t in (*own, *group))


def _tense(token: Token, group: list[Token], own: Sequence[Token], words: dict) -> tuple[Tense, Aspect, str]:
    first = group[0] if group else token
    modal = next((t for t in group if t.is_modal), None)
    infinitive = any(c.dep == "mark" and c.pos == "PART" for c in own)
    lemmas = [t.lemma for t in group]
    done = form_of(token) in ("PASTPART", "PAST", "PRESPART")
    be = any(lemma in words.get("copulas", ()) for lemma in lemmas)
    perfect = any(lemma in words.get("perfect", ()) for lemma in lemmas) and (done or be)
    being = any(form_of(t) == "PRESPART" and t.lemma in words.get("copulas", ()) for t in group[1:])  # "is being built"
    progressive = (form_of(token) == "PRESPART" and be and token.pos == "VERB") or being
    aspect: Aspect = (
        "PERFECTIVE_PROGRESSIVE" if perfect and progressive
        else "PERFECTIVE" if perfect
        else "PROGRESSIVE" if progressive
        else "NONE"
    )  # fmt: skip
    if modal:
        future = modal.text.lower() in words.get("future_modals", ())
        return ("FUTURE" if future else "NONE"), aspect, "" if future else modal.lemma
    if infinitive or any(c.dep in ("mark", "case", "aux") and c.lemma in words.get("due", ()) for c in own):
        finite = bool(group) and form_of(group[0]) in ("PAST", "PRESENT")
        due = finite and form_of(token) in ("INFINITIVE", "PASTPART")
        due = due and be and (not infinitive or lemmas[0] in words.get("copulas", ()))  # "had been due to sail"
        return "INFINITIVE", aspect, ("was to" if group[0].features.is_past else "is to") if due else ""
    if first is token and _is_past_like_present(token, own, words):
        return "PAST", aspect, ""
    return form_of(first), aspect, ""


def _is_past_like_present(verb: Token, own: Sequence[Token], words: dict) -> bool:
    """ "The town shut its beaches": a verb of one form, without the ending that one subject asks of the present."""
    if verb.lemma not in words.get("invariant", ()) or verb.text.lower() != verb.lemma or verb.features.is_past:
        return False
    subject = next((c for c in own if c.dep == "nsubj"), None)
    return subject is not None and subject.features.number == "Sing" and subject.features.person not in ("1", "2")


def _governor(token: Token, tree: Tree, number: dict[int, int]) -> tuple[int | None, str]:
    """Clause that this one hangs from, and the label of the first step on the way up."""
    for above in tree.ancestors(token.i):
        if above.i in number:
            return number[above.i], token.dep
    return None, token.dep if token.head != token.i else "root"


def _negation(token: Token, group: list[Token], tree: Tree, words: dict) -> Span | None:
    """The word that negates a predicate: not, never …, or a subject or object with ``no``."""
    negators, determiners = words.get("negators", ()), words.get("negative_determiners", ())
    for child in tree[token]:
        if child.dep in ("advmod", "neg", "cc:preconj", "cc") and child.text.lower() in negators:
            return child.span
        if child.dep.startswith(("nsubj", "obj", "csubj")):
            if child.text.lower() in determiners:
                return child.span
            if no := next((c for c in tree[child] if c.dep in _OF_NOUNS and c.text.lower() in determiners), None):
                return no.span
        if child.dep == "mark" and child.text.lower() in words.get("without", ()):
            return child.span
    pairs = ((c, below) for c in tree[token] for below in tree[c] if below.i == c.i - 1)
    phrases = ((c, f"{below.text} {c.text}".lower()) for c, below in pairs)
    return next((c.span for c, phrase in phrases if phrase in negators), None)  # "no longer", "not one"


def _with_finite_tense(clauses: list[Clause], tokens: tuple[Token, ...], words: dict) -> list[Clause]:
    """Non-finite clauses lie where their governor has them; what is due, expected or would happen lies ahead."""
    ahead, copulas = words.get("future_governors", ()), words.get("copulas", ())
    lemma = {clause.i: tokens[clause.head].lemma for clause in clauses}
    done: dict[int, Tense] = {}
    for clause in outermost_first(clauses):
        governor = clauses[clause.governor] if clause.governor is not None else None
        above = done.get(governor.i, governor.tense) if governor else clause.tense
        tense = clause.tense
        if clause.modality in ("is to", "was to"):
            tense = "FUTURE"
        elif clause.modality in words.get("future_in_past", ()):
            tense = "FUTURE" if clause.aspect in ("NONE", "PROGRESSIVE") else "PAST"
        elif clause.modality:
            tense = "PAST" if clause.is_perfect else "FUTURE"
        elif clause.tense == "INFINITIVE" and governor:
            due = lemma[governor.i] in ahead or (lemma[governor.i] in copulas and clause.relation == "xcomp")
            tense = "FUTURE" if due else above
        elif clause.tense in ("PRESPART", "PASTPART", "NONE"):
            tense = above
        done[clause.i] = tense
    return [c if done[c.i] == c.finite_tense else replace(c, finite_tense=done[c.i]) for c in clauses]


def outermost_first(clauses: Sequence[Clause]) -> list[Clause]:
    """Every clause after the one that it hangs from; clauses that a broken parse hangs in a circle come last."""
    below: dict[int | None, list[Clause]] = defaultdict(list)
    for clause in clauses:
        below[clause.governor].append(clause)
    ordered = list(below[None])
    for clause in ordered:
        ordered.extend(below[clause.i])
    reached = {clause.i for clause in ordered}
    return ordered + [clause for clause in clauses if clause.i not in reached]


def _with_frames(clauses: list[Clause], tokens: tuple[Token, ...], verbs: tuple[str, ...]) -> list[Clause]:
    """What was said hangs from the saying; a saying set in parataxis behind the quotation frames what it follows."""
    reports = {clause.i for clause in clauses if tokens[clause.head].lemma in verbs}
    quoting = {clause.governor for clause in clauses if clause.relation == "ccomp"}  # these have their own content
    frame: dict[int, int] = {}
    for clause in clauses:
        if clause.governor is None:
            continue
        beside = clause.relation == "parataxis" and clause.governor not in reports and clause.i not in quoting
        if clause.i in reports and beside:
            frame[clause.governor] = clause.i
        elif clause.governor in reports and clause.relation in _CONTENT and clause.i not in frame:
            frame[clause.i] = clause.governor
    framed = [_inherited(clause, clauses, frame, stop=reports) for clause in clauses]
    return [c if saying is None else replace(c, frame=saying) for c, saying in zip(clauses, framed)]


def _inherited(clause: Clause, clauses: list[Clause], values: dict[int, int], *, stop: set[int]) -> int | None:
    """The value of the nearest clause up the tree that has one; a saying stops the search, it frames itself."""
    at: Clause | None = clause
    for _ in range(len(clauses)):
        if at is None:
            return None
        if at.i in values:
            return values[at.i] if values[at.i] != clause.i else None
        if at.i in stop and at is not clause:
            return None
        at = clauses[at.governor] if at.governor is not None else None
    return None


def _with_conditions(clauses: list[Clause], tree: Tree, words: dict) -> list[Clause]:
    """``if`` for an if-clause and what hangs below it, ``then`` for the clause that an if-clause modifies."""
    kind: dict[int, Literal["", "if", "then"]] = {
        clause.i: "if"
        for clause in clauses
        if _opens_condition(clause, tree, words) or _is_provided(clause, tree, words)
    }
    for clause in clauses:
        open_still = clause.marker in words.get("leaving_open", ())
        opens = kind.get(clause.i) == "if" and clause.relation == "advcl" and not open_still
        if opens and clause.governor is not None:
            kind.setdefault(clause.governor, "then")
    for clause in outermost_first(clauses):
        above = kind.get(clause.governor, "") if clause.governor is not None else ""
        joined = clause.relation == "parataxis" and any(c.dep == "cc" for c in tree.children[clause.head])
        below = clause.relation == "conj" or joined or (above == "if" and clause.relation not in ("parataxis", "root"))
        if above and below:
            kind.setdefault(clause.i, above)
    return [replace(clause, condition=kind[clause.i]) if clause.i in kind else clause for clause in clauses]


def _opens_condition(clause: Clause, tree: Tree, words: dict) -> bool:
    """ "If", also behind another word: "questions remain, including whether it may stay"; "as though"."""
    marks = [child for child in tree.children[clause.head] if child.dep == "mark"]
    fixed = (f"{m.text} {c.text}".lower() for m in marks for c in tree[m] if c.dep == "fixed")
    words_of_it = (clause.marker, *(m.text.lower() for m in marks), *fixed)
    return any(word in words.get("conditionals", ()) for word in words_of_it)


def _is_provided(clause: Clause, tree: Tree, words: dict) -> bool:
    """ "Provided that the road reopens", where the parse makes a clause of the participle, or leaves it beside."""
    participles = words.get("conditional_participles", ())
    head = tree.tokens[clause.head]
    if head.text.lower() in participles:
        return clause.relation == "advcl" and any(child.dep == "ccomp" for child in tree[head])
    marks = (child.i for child in tree[head] if child.dep == "mark" and clause.relation == "advcl")
    return any(i > 0 and tree.tokens[i - 1].text.lower() in participles for i in marks)
