"""Lengths of time: ``three days``, ``two-year``, ``the past three months``, ``decades``."""
from __future__ import annotations

from timeline_service.calendar.expressions import Amount, Duration, Window
from timeline_service.languages.base import Match
from timeline_service.languages.en import en


@en.rule("<n> <unit>", r"{number} (?:more |full |whole |straight |consecutive |additional |further )?{unit}", article=True,
         examples={"three days": "P3D", "two and a half years": "P2Y6M", "a few minutes": "PTXM", "2 1/2 years": "P2Y6M"})
def number_unit(m: Match) -> Duration | None:
    return Duration(amounts=m.amounts)


@en.rule("<n>-<unit>", r"{number}-{unit}(?:-(?:old|long))?", examples={"two-year": "P2Y", "30-day": "P30D", "8-month-old": "P8M"})
def hyphenated(m: Match) -> Duration:
    return Duration(amounts=m.amounts)


@en.rule("the past <n> <unit>", r"(?:the )?(?P<side>past|last|previous|preceding|next|coming|following) (?:{number} )?{unit}",
         examples={"the past three months": "P3M", "the next two weeks": "P2W"})
def window(m: Match) -> Window | None:
    if not m.has("number"):
        return None
    sign = 1 if m.text("side").lower() in ("next", "coming", "following") else -1
    return Window(amounts=m.amounts, sign=sign)


@en.rule("<units>", r"(?P<plural>seconds|minutes|hours|days|weeks|months|years|decades|centuries)", article=True,
         examples={"weeks": "PXW", "decades": "PXDE"})
def plural(m: Match) -> Duration:
    from timeline_service.calendar.units import Unit
    return Duration(amounts=(Amount(None, Unit[m.lexicon.value("unit", m.text("plural"))]),))
