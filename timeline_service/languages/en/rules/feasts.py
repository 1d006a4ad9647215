"""Feasts and those who keep them, and years of other calendars: ``Orthodox Easter``, ``1446 AH``, ``Reiwa 5``.

A name that is not known leaves the date open: it is never ignored.
"""

from __future__ import annotations

from timeline_service.calendar.expressions import Amount, EraYear, Named, Shift
from timeline_service.calendar.units import Unit
from timeline_service.languages.base import Match
from timeline_service.languages.en import en
from timeline_service.languages.en.rules.periods import UNKNOWN

_YEAR = r"(?:,? (?:of )?(?P<year>1\d{3}|20\d\d)(?!\d))?"
_NEW_YEARS = {"chinese": "lunar_new_year", "thai": "songkran", "tamil": "tamil_new_year", "sinhala": "sinhala_new_year",
              "bengali": "bengali_new_year", "khmer": "khmer_new_year", "lao": "lao_new_year",
              "burmese": "burmese_new_year", "tibetan": "tibetan_new_year", "mongolian": "mongolian_new_year",
              "balinese": "nyepi", "nepali": "nepali_new_year", "persian": "nowruz", "jewish": "rosh_hashanah",
              "islamic": "islamic_new_year", "amazigh": "amazigh_new_year", "orthodox": "orthodox_new_year",
              "coptic": "ethiopian_new_year"}  # fmt: skip
_EASTER = frozenset(
    "mardi_gras ash_wednesday palm_sunday maundy_thursday good_friday easter_eve easter easter_monday ascension "
    "pentecost whit_monday".split()
)
_CHRISTMAS = {"orthodox": "orthodox_christmas", "coptic": "ethiopian_christmas", "armenian": "armenian_christmas",
              "greek": "christmas"}  # fmt: skip
_EPIPHANY = {"orthodox": "orthodox_epiphany", "coptic": "ethiopian_epiphany", "greek": "epiphany"}


def _key(tradition: str, feast: str) -> str:
    """The key of a feast as a tradition keeps it, ``unknown`` where that is not known."""
    eve, feast = feast.endswith("_eve") or feast == "new_years_eve", feast.removesuffix("_eve")
    if feast == "new_years":
        feast = "new_year"
    if tradition == "plain":
        found: str | None = feast
    elif feast == "new_year":
        found = _NEW_YEARS.get(tradition)
    elif feast == "christmas":
        found = _CHRISTMAS.get(tradition)
    elif feast == "epiphany":
        found = _EPIPHANY.get(tradition)
    elif feast in _EASTER or (eve and feast == "easter"):
        found = (
            f"orthodox_{feast}"
            if tradition in ("orthodox", "coptic", "greek")
            else feast
            if tradition == "armenian"
            else None
        )
    elif feast == "thanksgiving" and tradition == "canadian":
        found = "columbus"
    else:
        found = None
    return UNKNOWN if found is None else f"{found}_eve" if eve else found


def _named(m: Match, key: str) -> Named:
    return Named(unit=Unit.DAY, holiday=key, year=int(m.text("year")) if m.has("year") else None)


@en.rule(
    "<tradition> <holiday>",
    r"{tradition} {holiday}(?P<eve>['’]?s? [Ee]ve)?" + _YEAR,
    first=True,
    examples={
        "Orthodox Christmas 2013": "2013-01-07",
        "Chinese New Year's Eve 2013": "2013-02-09",
        "Thai New Year 2012": "2012-04-13",
        "Coptic Easter 2012": "2012-04-15",
        "Orthodox Thanksgiving": "XXXX-XX-XX",
    },
)
def traditional(m: Match) -> Named | None:
    if not m.text("holiday")[:1].isupper() or not m.text("tradition")[:1].isupper():
        return None
    key = _key(m["tradition"], m["holiday"])
    known = key != UNKNOWN and m.has("eve")
    return _named(m, f"{key}_eve" if known else key)


@en.rule(
    "<country>'s Independence Day",
    r"{independence}(?:['’]s)? Independence Day" + _YEAR,
    first=True,
    examples={"Ukraine's Independence Day 2012": "2012-08-24", "Indian Independence Day 2012": "2012-08-15"},
)
def independence(m: Match) -> Named:
    month, day = map(int, m["independence"].split("-"))
    return Named(unit=Unit.DAY, month=month, day=day, year=int(m.text("year")) if m.has("year") else None)


@en.rule(
    "the eve of <holiday>",
    r"the eve of (?:{tradition} )?{holiday}" + _YEAR,
    examples={"on [the eve of Christmas 2012]": "2012-12-24", "the eve of Passover 2013": "2013-03-25"},
)
def eve_of(m: Match) -> Shift | None:
    if not m.text("holiday")[:1].isupper():
        return None
    key = _key(m["tradition"], m["holiday"]) if m.has("tradition") else m["holiday"]
    return Shift(amounts=(Amount(1, Unit.DAY),), sign=-1, of=_named(m, key))


_YEARS_OF = {  # the years of an era that texts speak of
    "islamic": (1, 1599), "hebrew": (3000, 6999), "persian": (1, 1599), "ethiopian": (1, 2099), "saka": (1, 2099),
}  # fmt: skip


@en.rule(
    "<year> AH",
    r"(?<![\d,.])(?:the )?(?:year )?(?P<era_year>\d{3,4}) ?(?:{era_mark}(?: year\b)?|of the Hijra|H|AM|"
    r"(?:,? (?:of|in|on|by) the {era}(?: lunar| solar)? (?:calendar|era|year|count)))|"
    r"(?:the )?{era2} (?:calendar |era )?year (?P<era_year2>\d{3,4})|(?:AH|A\.H\.) (?P<era_year3>\d{3,4})",
    first=True,
    examples={
        "1434 AH": "2012-11-15/2013-11-03",
        "the Hebrew year 5773": "2012-09-17/2013-09-04",
        "in [1391 in the Persian calendar]": "2012-03-20/2013-03-20",
    },
)
def era_year(m: Match) -> EraYear | None:
    year = int(m.text("era_year") or m.text("era_year2") or m.text("era_year3"))
    era = m["era_mark"] or m["era"] or m["era2"]
    if era is None:
        if m.match[0][-1:] in "hma":
            return None
        era = "hebrew" if m.match[0].endswith("AM") else "islamic"
    first, last = _YEARS_OF[era]
    return EraYear(era=era, year=year) if first <= year <= last else None


@en.rule(
    "Reiwa <n>",
    r"{reign} (?:era |year |calendar year )?(?P<count>\d{1,4})(?!\d)|(?P<count2>\d{4}) {reign2}|"
    r"(?:the )?(?P<ordinal_of>\d{1,2})(?:st|nd|rd|th) year of {reign3}",
    examples={"Reiwa 5": "2023", "Showa 20": "1945", "2555 BE": "2012", "the 5th year of Reiwa": "2023"},
)
def reign(m: Match) -> Named | None:
    word = m.text("reign") or m.text("reign2") or m.text("reign3")
    count = int(m.text("count") or m.text("count2") or m.text("ordinal_of"))
    added = m.lexicon.value("reign", word)
    short = word.lower() in ("be", "b.e.")
    if not word[:1].isupper() or (short and word.lower() == "be" and word != "BE"):
        return None
    year = count + added
    return Named(unit=Unit.YEAR, year=year) if count and 1 <= year < 2100 and (added > 0 or count > 1500) else None
