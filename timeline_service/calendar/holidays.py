"""Days with names: when they fall in a year. Keys are names of this module, never words of a language.

Fixed days, n-th weekdays and feasts that hang on Easter, Gregorian or Julian, are computed here; feasts of the lunar
calendars come from the tables of the library ``holidays`` (about 1900 to 2100), asked only when a text names one. The
day before one has its key with ``_eve`` behind.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from timeline_service.calendar.intervals import civil, ordinal, weekday

_FIXED = {  # key: (month, day)
    "new_year": (1, 1), "epiphany": (1, 6), "valentine": (2, 14), "st_patrick": (3, 17), "april_fools": (4, 1),
    "may_day": (5, 1), "bastille": (7, 14), "assumption": (8, 15), "independence_us": (7, 4), "canada": (7, 1),
    "halloween": (10, 31), "all_saints": (11, 1), "guy_fawkes": (11, 5), "veterans": (11, 11), "australia": (1, 26),
    "christmas_eve": (12, 24), "christmas": (12, 25), "boxing": (12, 26), "new_years_eve": (12, 31),
    "groundhog": (2, 2),
    "juneteenth": (6, 19), "german_unity": (10, 3), "cinco_de_mayo": (5, 5), "ve_day": (5, 8), "flag_us": (6, 14),
    "armistice": (11, 11), "republic_india": (1, 26), "womens_day": (3, 8), "earth_day": (4, 22),
    "st_nicholas": (12, 6), "armenian_christmas": (1, 6), "songkran": (4, 13), "khmer_new_year": (4, 14),
    "lao_new_year": (4, 14), "sinhala_new_year": (4, 14), "nepali_new_year": (4, 14), "thingyan": (4, 13),
    "burmese_new_year": (4, 17), "amazigh_new_year": (1, 12),
}  # fmt: skip
_NTH = {  # key: (month, ISO weekday, n-th, days added)
    "martin_luther_king": (1, 1, 3, 0), "presidents": (2, 1, 3, 0), "memorial_us": (5, 1, -1, 0),
    "labor_us": (9, 1, 1, 0),
    "columbus": (10, 1, 2, 0), "thanksgiving": (11, 4, 4, 0), "black_friday": (11, 4, 4, 1),
    "cyber_monday": (11, 4, 4, 4),
    "mothers_us": (5, 7, 2, 0), "fathers_us": (6, 7, 3, 0), "election_us": (11, 1, 1, 1),
}  # fmt: skip
_FROM_EASTER = {
    "mardi_gras": -47, "ash_wednesday": -46, "palm_sunday": -7, "maundy_thursday": -3, "good_friday": -2,
    "easter_eve": -1,
    "easter": 0, "easter_monday": 1, "ascension": 39, "pentecost": 49, "whit_monday": 50, "corpus_christi": 60,
}  # fmt: skip
_JULIAN = {  # key: (month, day) of the Julian calendar, as the Eastern churches keep them
    "orthodox_christmas": (12, 25), "orthodox_epiphany": (1, 6), "orthodox_new_year": (1, 1),
    "ethiopian_christmas": (12, 25), "ethiopian_epiphany": (1, 6),
}  # fmt: skip
_FROM_JULIAN_EASTER = "orthodox_"  # before the key of a feast that hangs on Easter
LUNAR = {  # key: (calendar of the library, method, length in days)
    "lunar_new_year": ("_ChineseLunisolar", "lunar_new_year_date", 1),
    "mid_autumn": ("_ChineseLunisolar", "mid_autumn_date", 1),
    "ramadan": ("_IslamicLunar", "ramadan_beginning_dates", 30),
    "eid_al_fitr": ("_IslamicLunar", "eid_al_fitr_dates", 1),
    "eid_al_adha": ("_IslamicLunar", "eid_al_adha_dates", 1),
    "ashura": ("_IslamicLunar", "ashura_dates", 1),
    "mawlid": ("_IslamicLunar", "mawlid_dates", 1),
    "rosh_hashanah": ("_HebrewLunisolar", "rosh_hashanah_date", 1),
    "yom_kippur": ("_HebrewLunisolar", "yom_kippur_date", 1),
    "passover": ("_HebrewLunisolar", "passover_date", 1),
    "hanukkah": ("_HebrewLunisolar", "hanukkah_date", 1),
    "purim": ("_HebrewLunisolar", "purim_date", 1),
    "diwali": ("_HinduLunisolar", "diwali_india_date", 1),
    "islamic_new_year": ("_IslamicLunar", "hijri_new_year_dates", 1),
    "laylat_al_qadr": ("_IslamicLunar", "laylat_al_qadr_dates", 1),
    "arbaeen": ("_IslamicLunar", "arbaeen_dates", 1),
    "sukkot": ("_HebrewLunisolar", "sukkot_date", 1),
    "shavuot": ("_HebrewLunisolar", "shavuot_date", 1),
    "tisha_bav": ("_HebrewLunisolar", "tisha_bav_date", 1),
    "independence_il": ("_HebrewLunisolar", "israel_independence_date", 1),
    "holi": ("_HinduLunisolar", "holi_date", 1),
    "dussehra": ("_HinduLunisolar", "dussehra_date", 1),
    "tamil_new_year": ("_HinduLunisolar", "puthandu_date", 1),
    "vaisakhi": ("_HinduLunisolar", "vaisakhi_date", 1),
    "bengali_new_year": ("_HinduLunisolar", "pohela_boishakh_date", 1),
    "qingming": ("_ChineseLunisolar", "qingming_date", 1),
    "dragon_boat": ("_ChineseLunisolar", "dragon_boat_date", 1),
    "vesak": ("_BuddhistLunisolar", "vesak_date", 1),
    "nowruz": ("_Persian", "new_year_date", 1),
    "tibetan_new_year": ("_TibetanLunisolar", "losar_date", 1),
    "mongolian_new_year": ("_MongolianLunisolar", "tsagaan_sar_date", 1),
    "nyepi": ("_BalineseSakaLunar", "nyepi_date", 1),
}
KEYS = frozenset(
    (*_FIXED, *_NTH, *_FROM_EASTER, *LUNAR, *_JULIAN, "ethiopian_new_year",
     *(_FROM_JULIAN_EASTER + key for key in _FROM_EASTER))
)  # fmt: skip
_ETHIOPIC_EPOCH = 2796  # day number of the first of its first year


def easter(year: int) -> int:
    """Day number of Easter Sunday, Gregorian (Meeus/Jones/Butcher, "Astronomical Algorithms" ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return ordinal(year, month, day + 1)


def julian(year: int, month: int, day: int) -> int:
    """Day number of a date of the Julian calendar (Meeus, "Astronomical Algorithms" ch. 7)."""
    y, m = (year, month) if month > 2 else (year - 1, month + 12)
    return 365 * y + y // 4 + (153 * (m - 3) + 2) // 5 + day - 308


def julian_easter(year: int) -> int:
    """Day number of Easter Sunday in the Eastern churches (Meeus ch. 8)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return julian(year, month, day + 1)


def in_year(key: str, year: int) -> tuple[int, int]:
    """(day number of its first day, length in days) of a named day; ValueError where it is not known for the year.

    A feast that a year has twice is the first of the two.
    """
    return all_in_year(key, year)[0]


@lru_cache(maxsize=1024)
def all_in_year(key: str, year: int) -> tuple[tuple[int, int], ...]:
    """The same of each time that a year has it: a lunar feast may come twice. Never empty, but a ValueError."""
    if key.endswith("_eve") and key not in KEYS:
        return tuple((day - 1, 1) for day, _ in all_in_year(key.removesuffix("_eve"), year))
    if key in _FIXED:
        return ((ordinal(year, *_FIXED[key]), 1),)
    if key in _FROM_EASTER:
        return ((easter(year) + _FROM_EASTER[key], 1),)
    if key in _JULIAN:
        return _julian(key, year)
    if key.removeprefix(_FROM_JULIAN_EASTER) in _FROM_EASTER:
        return ((julian_easter(year) + _FROM_EASTER[key.removeprefix(_FROM_JULIAN_EASTER)], 1),)
    if key == "ethiopian_new_year":
        return ((ethiopian_new_year(year - 7), 1),)
    if key in _NTH:
        month, day_of_week, n, added = _NTH[key]
        first = ordinal(year, month, 1) if n > 0 else ordinal(year + month // 12, month % 12 + 1, 1) - 7
        return ((first + (day_of_week - weekday(first)) % 7 + 7 * (max(n, 1) - 1) + added, 1),)
    return _lunar(key, year)


def ethiopian_new_year(year: int) -> int:
    """Day number of the first day of a year of the Ethiopian calendar."""
    return _ETHIOPIC_EPOCH + 365 * (year - 1) + year // 4


def _julian(key: str, year: int) -> tuple[tuple[int, int], ...]:
    days = (julian(y, *_JULIAN[key]) for y in (year - 1, year))
    found = tuple((day, 1) for day in days if civil(day)[0] == year)
    if not found:
        raise ValueError(f"the year {year} has no {key}")
    return found


def _lunar(key: str, year: int) -> tuple[tuple[int, int], ...]:
    from holidays import calendars  # 0.15 s to import, and few texts need it

    if key not in LUNAR or not 1 <= year <= 9999:
        raise ValueError(f"no date of {key} for the year {year}")
    calendar, method, length = LUNAR[key]
    found = getattr(getattr(calendars, calendar)(), method)(year)
    listed = [] if found is None else [found] if isinstance(found, (tuple, date)) else list(found)
    days = [each[0] if isinstance(each, tuple) else each for each in listed]
    days = [day for day in days if isinstance(day, date) and day.year == year]
    if not days:
        raise ValueError(f"no date of {key} for the year {year}")
    return tuple((day.toordinal(), length) for day in days)
