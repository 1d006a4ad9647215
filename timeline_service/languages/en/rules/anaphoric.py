"""Dates counted from what the text just told: ``the following day``, ``two days later``, ``that year``."""

from __future__ import annotations

from timeline_service.calendar.expressions import Amount, Base, Last, Next, Shift, This, Vague
from timeline_service.calendar.units import Unit
from timeline_service.languages.base import Match
from timeline_service.languages.en import en
from timeline_service.languages.en.rules.relative import UNIT, amounts_of


@en.rule(
    "the previous <unit>",
    r"(?:the|that) (?:previous|preceding|prior) " + UNIT,
    examples={"the previous month": "2013-01", "the preceding year": "2012"},
)
def previous_unit(m: Match) -> Last:
    return Last(of=Unit[m["calendar_unit"]], base=Base.NARRATED)


@en.rule(
    "the following <unit>",
    r"the (?:following|next|succeeding|very next) " + UNIT,
    examples={"the following day": "2013-02-13", "the next year": "2014"},
)
def following_unit(m: Match) -> Next:
    return Next(of=Unit[m["calendar_unit"]], base=Base.NARRATED)


@en.rule(
    "that <unit>",
    r"(?:that|the same|that same|the very same) (?:very )?" + UNIT,
    examples={"that year": "2013", "the same day": "2013-02-12"},
)
def that_unit(m: Match) -> This:
    return This(of=Unit[m["calendar_unit"]], base=Base.NARRATED)


@en.rule(
    "the <unit> before",
    r"the (?P<named>day|night|weekend|week|month|year) "
    r"(?P<side>before|earlier|previous|after|afterward|afterwards|following)"
    r"(?=[,.;:)]|$|\s*\n| (?:and|but|in|at|when|he|she|they|it|with|that \w+ed)\b)",
    examples={
        "the day before": "2013-02-11",
        "the weekend before": "2013-W06-WE",
        "the week after": "2013-W08",
        "a flood [the year before] that killed": "2012",
    },
)
def unit_before(m: Match) -> Last | Next:
    of = m.lexicon.value("unit", m.text("named"))
    side = Next if m.text("side").lower().startswith(("after", "follow")) else Last
    return side(of=Unit[of], base=Base.NARRATED)


@en.rule(
    "the day before an event",
    r"the (?P<named>day|night|week|month|year)(?= (?P<side>before|after|following)\b)",
    examples={"[the day] after the vote": "XXXX-XX-XX"},
)
def beside_event(m: Match) -> Shift:
    unit = Unit[m.lexicon.value("unit", m.text("named"))]
    return Shift(
        amounts=(Amount(1, unit),), sign=-1 if m.text("side").lower() == "before" else 1, base=Base.EVENT, dated=True
    )


@en.rule(
    "the eve of an event",
    r"the eve(?= of\b)",
    examples={"on [the eve] of the vote": "XXXX-XX-XX"},
)
def eve_of_event(m: Match) -> Shift:
    return Shift(amounts=(Amount(1, Unit.DAY),), sign=-1, base=Base.EVENT, dated=True)


@en.rule(
    "<n> <unit> later",
    r"(?:{number} )?{unit} (?:later(?! than\b)|afterwards?|on\b(?=[,.;:]|$))",
    article=True,
    examples={"two days later": "2013-02-14", "a week later": "2013-W08", "[18 months on], he left": "2014-08"},
)
def later(m: Match) -> Shift | None:
    if not m.has("number") and not m.text("unit").lower().endswith("s"):
        return None
    return Shift(amounts=amounts_of(m), sign=1, base=Base.NARRATED)


@en.rule(
    "<n> <unit> earlier",
    r"(?:{number} )?{unit} (?:earlier(?! than\b)|previously|before\b(?=[,.;]))",
    article=True,
    examples={"a year earlier": "2012", "three days earlier": "2013-02-09"},
)
def earlier(m: Match) -> Shift | None:
    if not m.has("number") and not m.text("unit").lower().endswith("s"):
        return None
    return Shift(amounts=amounts_of(m), sign=-1, base=Base.NARRATED)


@en.rule(
    "the <unit>",
    r"the (?P<named>year|month|week|day)(?!-)"
    r"(?!(?<=day) (?:the|an?|he|she|it|they|we|his|her|their)\b)"  # "June 21, the day the comet passed"
    r"(?! to (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
    r"(?! (?:after|before|following|of|that|when|ended|ending|one|I|II|III|IV|V|VI|VII|VIII|\d+)\b)",
    examples={"the year": "2013", "the month": "2013-02"},
)
def the_unit(m: Match) -> This:
    return This(of=Unit[m.lexicon.value("unit", m.text("named"))], base=Base.SETTING)


@en.rule(
    "later in the day",
    r"(?:later|earlier|early|late)(?: on)? (?:in |that )(?:the )?(?P<named>day)",
    examples={"later in the day": "2013-02-12"},
)
def later_in_day(m: Match) -> This:
    return This(of=Unit.DAY, base=Base.NARRATED)


@en.rule(
    "the time",
    r"that time|at the time(?! of\b)|(?:this|that) period",
    examples={"that time": "PAST_REF"},
)
def the_time(m: Match) -> Vague:
    return Vague("PAST_REF")


@en.rule("until then", r"then", examples={"until [then]": "2013-02-12"})
def then(m: Match) -> This | None:
    if not m.before().lower().endswith("until "):
        return None
    return This(of=Unit.DAY, base=Base.NARRATED)
