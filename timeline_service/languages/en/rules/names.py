"""Words of time inside names: people, papers, streets, towns, treaties, wars, songs. Each veto leaves such a one out.

The evidence is capitals and neighbours: a season of the news is not capitalized, a month has a preposition or a number
beside it, and what has a determiner before it and a capital behind it is a name.
"""

from __future__ import annotations

import re

from timeline_service.calendar.expressions import Base, Duration, Every, Expression, Last, Named, Next, PartOfDay, This
from timeline_service.calendar.units import Unit
from timeline_service.languages.base import Place
from timeline_service.languages.en import en

_WORD_BEFORE = re.compile(r"[^\W\d_][\w.'’-]*$")
_PLAIN = re.compile(r"(?:^|\s)[a-z]{4,}")
_CAPITAL = re.compile(r" ([A-Z][a-z’']+)")
_NAMES = frozenset(("april", "may", "june", "august", "march", "january", "jan"))  # months that people are called
_ALSO_NAMES = frozenset(("autumn", "summer", "winter"))  # seasons that people are called
_STREET = re.compile(
    r" (?:[A-Z][\w.'’-]* ){0,3}(?:Street|St\b|Avenue|Ave\b|Road|Rd\b|Boulevard|Blvd|Lane|Drive|Way|Place|Square|Court|"
    r"Highway|Parkway|Terrace|Close|Crescent|Alley|Row|Quay|Hill)\b"
)
_SOCIETY = re.compile(r" (?:Movement|Group|Brigades?|Party|Front|Club|Society|Martyrs|Committee|Army|Organization)\b")
_OF_BEFORE = re.compile(r"\b([^\W\d_]+) of $")
_COUNTED_BEFORE = re.compile(
    r"\b(?:first|second|third|\w+th|last|final|only|most|worst|\w{2,}est)\b(?: [\w-]+){0,3} of $", re.IGNORECASE
)
_OF_TIME = frozenset(
    "approach autumn beginning bulk close coming course day dawn duration end eve evening fall first good half last "
    "majority middle month morning most much night opening outset part passing period portion quarter remainder rest "
    "season second spring start summer third time top turn week winter".split()
)
_OF_THE_DAY = frozenset(("Mass", "Vigil", "Parade", "Service", "Sunday", "Monday", "Eve", "Day", "Week"))
_OF_THE_SEASON = frozenset(("Offensive", "Fighting", "Campaign"))  # "the Spring Offensive of 1918" was fought in spring
_PEOPLE = ("ese", "ian", "ish")  # "the October Chinese intervention"
_DETERMINED = re.compile(r"(?:^|[\s“\"(])(?:[Tt]he|[Aa]n?|[Tt]hat|[Tt]his|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|\w+['’]s) $")
_APPOSED = re.compile(r",? (?:who|whose|aged?|\d\d,)\b|, (?:her|his|their|my|an?|the) [a-z]+[,.;)]")
_LEADS = frozenset(
    "in by since until till of from to through during before after for last next this early late mid about".split()
)


def _name_of(expression: Expression) -> str:
    """What kind of bare name an expression is: month, season, weekday, holiday; empty for anything else."""
    if isinstance(expression, Every):
        expression = expression.of if isinstance(expression.of, Named) else expression
    if isinstance(expression, PartOfDay) and expression.of is not None:
        expression = expression.of
    if not isinstance(expression, Named) or expression.year is not None or expression.day is not None:
        return ""
    if expression.holiday:
        return "holiday"
    return "month" if expression.month else "season" if expression.season else "weekday" if expression.weekday else ""


def _last(place: Place) -> str:
    """The last word of the expression, as it stands."""
    return place.words.split()[-1]


def _word_before(place: Place) -> str:
    before = place.before()
    found = _WORD_BEFORE.search(before[:-1].rpartition(" ")[2]) if before.endswith(" ") else None
    return found[0] if found else ""


def _is_small(word: str, place: Place) -> bool:
    """Whether a word may stand before a date, whatever it is written with: In, Last, But, Monday."""
    lower = word.lower().rstrip(".")
    return any(lower in place.lexicon[table] for table in ("small_word", "weekday", "month", "before_date", "part"))


@en.veto(
    "a title before a name", examples=("Senator May met Judge March.", "Detective Friday called.", "Ms. June rang.")
)
def titled(place: Place) -> bool:
    if not _name_of(place.expression) or " " in place.words:
        return False
    word = _word_before(place)
    titled = word[:1].isupper() and word.lower().rstrip(".") in place.lexicon["title"]
    return titled and not place.before().endswith(f"the {word} ")


@en.veto(
    "a first name",
    examples=(
        "April told the court she was home.",
        "His wife April said no.",
        "Jan, a nurse, and April, her sister, left.",
        "Autumn, a waitress, met Summer, his niece.",
    ),
)
def first_name(place: Place) -> bool:
    names = {"month": _NAMES, "season": _ALSO_NAMES}.get(_name_of(place.expression), frozenset())
    if place.words.lower() not in names or not place.words[:1].isupper():
        return False
    before, after = _word_before(place).lower(), place.after()
    if before in place.lexicon["kin"] and not place.before().lower().endswith((" of ", " in ")):
        return True
    if before in _LEADS:
        return False
    says = re.match(r" ([a-z]+)", after)
    return bool(_APPOSED.match(after)) or (says is not None and says[1] in place.lexicon["saying"])


@en.veto(
    "a name before it",
    examples=(
        "Theresa May and Robert Winter spoke.",
        "The Arab Spring and the Prague Spring failed.",
        "Mark March ran.",
    ),
)
def surname(place: Place) -> bool:
    name = _name_of(place.expression)
    if name not in ("month", "season") or " " in place.words or not _last(place)[:1].isupper():
        return False
    if name == "month" and place.words.lower() not in _NAMES:
        return False
    word, capital = _word_before(place), _CAPITAL.match(place.after())
    fought = capital is not None and capital[1] in _OF_THE_SEASON
    return word[:1].isupper() and not word.isupper() and not _is_small(word, place) and not fought


@en.veto(
    "a byname of a day", examples=("He wrote of Bloody Sunday and Black Wednesday.", "She plays for Happy Mondays.")
)
def byname(place: Place) -> bool:
    if _name_of(place.expression) != "weekday":
        return False
    word = _word_before(place)
    return word.istitle() and word.lower() in place.lexicon["byname"]


@en.veto(
    "what is called by a day",
    examples=("He sang in the band Black Friday.", "She starred in the film Good Friday and the play August."),
)
def called(place: Place) -> bool:
    name = _name_of(place.expression)
    if not name or (name == "weekday" and " " not in place.words) or not place.words.istitle():
        return False  # "the band Friday announced" is what was done on Friday
    return _word_before(place) in place.lexicon["named"]


@en.veto(
    "a street",
    examples=("Crews were called to 1913 Spring Street.", "He works at 2010 Market Street.", "It is at 22 May Street."),
)
def street(place: Place) -> bool:
    named = isinstance(place.expression, Named) and (place.words[-1].isdigit() or _last(place)[:1].isupper())
    return named and _STREET.match(place.after()) is not None


@en.veto(
    "a season in a name",
    examples=(
        "He lives in Spring, Texas.",
        "The Winter Palace and the Summer Olympics.",
        "They teach the Winter of Discontent.",
    ),
)
def season_name(place: Place) -> bool:
    if not isinstance(place.expression, Named) or place.expression.season is None or not _last(place)[:1].isupper():
        return False
    after = place.after()
    town = re.match(r", [A-Z][a-z]+(?:[,.;:)]|$| [a-z])", after) and not place.before().lower().endswith(
        ("the ", "last ")
    )
    of = place.expression.year is None and re.match(r" of [A-Z]", after)
    capital = _CAPITAL.match(after)
    return bool(town or of or (capital and capital[1] not in _OF_THE_SEASON))


@en.veto(
    "a name goes on behind",
    examples=(
        "The October Revolution and the October War changed it.",
        "The Sunday Times and the Sunday Telegraph reported.",
        "The Good Friday Agreement and the Easter Rising.",
        "He watched Friday Night Lights and read the Saturday Evening Post.",
    ),
)
def name_goes_on(place: Place) -> bool:
    name, capital = _name_of(place.expression), _CAPITAL.match(place.after())
    if not name or capital is None or not _last(place)[:1].isupper():
        return False
    if capital[1] in _OF_THE_DAY | _OF_THE_SEASON or capital[1].endswith(_PEOPLE):
        return False
    if name == "holiday":
        return True
    if isinstance(place.expression, PartOfDay):
        return True
    starts = place.words[:4].lower() == "the " or _DETERMINED.search(place.before()) is not None
    return starts and " " not in place.words.removeprefix("the ").removeprefix("The ")


@en.veto(
    "a society named after a day",
    examples=("He joined the 26th of July Movement.", "The 17 November Group is no more."),
)
def society(place: Place) -> bool:
    return isinstance(place.expression, Named) and _SOCIETY.match(place.after()) is not None


@en.veto(
    "an award",
    examples=("She was named player of the year.", "It is Album of the Year.", "His goal was goal of the month."),
)
def award(place: Place) -> bool:
    expression, before = place.expression, place.before()
    if not isinstance(expression, This) or expression.base is not Base.SETTING:
        return False
    what = _OF_BEFORE.search(before)
    if what is None or what[1].lower() in _OF_TIME or what[1].lower().endswith("s"):
        return False
    return _COUNTED_BEFORE.search(before) is None  # "the third fire of the year"


@en.veto(
    "a day in a name",
    examples=("She reads Kestria Today.", "He hosts the Guild's Today show.", "It was in Orsa Tomorrow that he wrote."),
)
def day_in_name(place: Place) -> bool:
    day = isinstance(place.expression, This | Last | Next) and place.expression.of is Unit.DAY
    if not day or " " in place.words or not place.words.istitle():
        return False
    word, line = _word_before(place), place.before().rpartition("\n")[2] + place.after().partition("\n")[0]
    headline = _PLAIN.search(line) is None  # "Orsa Votes Today"
    return word[:1].isupper() and not word.endswith(".") and not headline and not _is_small(word, place)


@en.veto("a number of a name", examples=("The hotel Four Seasons is near.", "They showed Blade Runner 2049."))
def number_of_name(place: Place) -> bool:
    expression, words = place.expression, place.words
    if isinstance(expression, Duration):
        return words.istitle() and words.endswith("Seasons")
    if not isinstance(expression, Named) or expression.unit is not Unit.YEAR or (expression.year or 0) <= 2045:
        return False
    before = _word_before(place)
    return words.isdigit() and before.istitle() and not _is_small(before, place)
