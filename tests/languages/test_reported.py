"""Sentences made after what users of date libraries report: each with the values of all its expressions, in order."""

# ruff: noqa: E501 - a sentence a line

from __future__ import annotations

import pytest

from timeline_service import service

REPORTED = [
    ('The Monday before last, a tanker ran aground off the cape.', '2025-10-23', ['2025-10-13']),
    ('The tin mine was shut the year before last.', '2025-10-24', ['2023']),
    ('Polling is set for three weeks from Saturday.', '2025-10-24', ['2025-11-15']),
    ('Tram fares rise on the 1st of next month.', '2025-10-24', ['2025-11-01']),
    ('The salt levy was introduced on the 15th of last month.', '2025-10-24', ['2025-09-15']),
    ('Sunday is a day of rest in the valley.', '2025-10-24', ['XXXX-WXX-7']),
    ('The hostages are due home a week today.', '2025-10-24', ['2025-10-31']),
    ('A year ago today, the rope works burned down.', '2025-10-24', ['2024-10-24']),
    ('Rainfall for Dec-Feb 2024 was the lowest on record.', '2024-06-10', ['2023-12', '2024-02']),
    ('The curfew ran 10/1-11/2/2017, records show.', '2018-01-05', ['2017-10-01', '2017-11-02']),
    ('The exhibition runs 10/1 - 11/7.', '2025-09-25', ['2025-10-01', '2025-11-07']),
    ('The blackout lasted from 10 p.m. on December 31, 2022 until 1 a.m. on January 1.', '2025-10-24', ['2022-12-31T22:00', '2023-01-01T01:00']),
    ('In 2018, from February to December, the plant stood idle.', '2025-10-24', ['2018', '2018-02', '2018-12']),
    ('Gunmen struck between 5 and 7 p.m. on Tuesday.', '2025-10-24', ['2025-10-21T17:00', '2025-10-21T19:00']),
    ('Fighting raged from midnight to noon on Thursday.', '2025-10-24', ['2025-10-23T00:00', '2025-10-23T12:00']),
    ('Jan, a nurse, and April, her sister, met Senator May and Judge March.', '2025-10-24', []),
    ('The Good Friday Agreement still holds, unlike the gains of the Arab Spring.', '2025-10-24', []),
    ('Airports have changed since the September 11 attacks.', '2025-10-24', ['2001-09-11']),
    ('He scored in the first half of the match, and Lynmouth led by nine in the fourth quarter of the other game.', '2025-10-24', []),
    ('A crowd gathered in Spring, Texas, near the Winter Palace hotel.', '2025-10-24', []),
    ('Crews were called to 1913 Spring Street, Suite 200.', '2025-10-24', []),
    ('The prize is 2025 euros and 1999 dirhams.', '2025-10-24', []),
    ('The runner finished in 2:09:45.', '2025-10-24', []),
    ('The decree of 10.09.2020 was repealed.', '2025-10-24', ['2020-09-10']),
    ('The trawler sank on 2010/07/28.', '2025-10-24', ['2010-07-28']),
    ('Entry 2017/Oct/31 names him.', '2025-10-24', ['2017-10-31']),
    ('The permit is valid from 2019-Aug-01.', '2025-10-24', ['2019-08-01']),
    ('The log for 2014 Feb 17 is blank.', '2025-10-24', ['2014-02-17']),
    ('Census figures (2024 Aug) show a fall.', '2025-10-24', ['2024-08']),
    ('A cable stamped 13NOV2017 named him.', '2025-10-24', ['2017-11-13']),
    ('The visa, dated 19-Nov-12, had lapsed.', '2025-10-24', ['2012-11-19']),
    ('The server entry of 2016.06.13 shows a fault.', '2025-10-24', ['2016-06-13']),
    ('Born on 19 January 19 83, she joined at sixteen.', '2025-10-24', ['1983-01-19']),
    ('The file was altered at Jun-18-2020 10:24:57.', '2025-10-24', ['2020-06-18T10:24']),
    ('He was freed on May. 9, 2019.', '2025-10-24', ['2019-05-09']),
    ('The strike began one month and one day ago.', '2015-01-29', ['2014-12-28']),
    ('About a week and a half ago the dam cracked.', '2025-10-24', ['2025-10-14']),
    ('The edict, issued in 1446 AH, was binding.', '2025-10-24', ['2024-07-07/2025-06-25']),
    ('The train derailed at ten past two on Sunday morning.', '2025-10-24', ['2025-10-19T02:10']),
    ('Sirens sounded at twenty to seven yesterday evening.', '2025-10-24', ['2025-10-23T18:40']),
    ('The ultimatum expired at 24:00 on 31 July 2019.', '2025-10-24', ['2019-07-31T24:00']),
    ('Troops will leave by end of this month.', '2025-10-24', ['2025-10']),
    ('Profit fell in H1 and should recover in H2.', '2025-10-24', ['2025-H1', '2025-H2']),
    ('The fires of last summer killed 33 people in New South Wales.', '2020-06-10', ['2019-12-01/2020-02-29']),
    ('The blast came on Eid al-Fitr.', '2001-01-05', ['2000-12-27']),
    ('A truce was proposed for Orthodox Christmas.', '2023-01-05', ['2023-01-07']),
    ("A mall burned on Chinese New Year's Eve.", '2026-02-20', ['2026-02-16']),
    ('Forty died on the roads over Thai New Year.', '2025-04-20', ['2025-04-13']),
    ("The ceasefire expires in ten days' time.", '2025-10-24', ['2025-11-03']),
]  # fmt: skip


@pytest.mark.parametrize(("text", "published", "values"), REPORTED, ids=[text[:40] for text, _, _ in REPORTED])
def test_a_sentence_that_users_report(text: str, published: str, values: list[str]) -> None:
    answer = service.dates({"text": text, "published_at": published}, longest=10_000)
    assert [timex["value"] for timex in answer["timexes"]] == values


FOREIGN = [
    ('El puente de hierro se derrumbó el martes por la noche. Dos días después, el alcalde dimitió. El juicio comenzará el 3 de noviembre de 2025. Las obras, paradas desde marzo, costaron 2.010 euros. El plan es del 10/09/2020. La semana pasada hubo protestas.', 'es', ['2025-10-21', '2025-10-23', '2025-11-03', '2025-03', '2020-09-10', '2025-W42']),
    ("Le barrage a cédé mardi dernier. Le préfet avait été nommé le 1er sept. 2024. Le procès s'ouvrira le lundi 3 novembre. Il y a trois semaines, une fissure était apparue. En mars, les travaux avaient cessé. Une marche est prévue le week-end prochain.", 'fr', ['2025-10-21', '2024-09-01', '2025-11-03', '2025-W40', '2025-03', '2025-W44-WE']),
    ('Am Montag brach in der Mühle ein Feuer aus. Vor drei Tagen wurde der Besitzer festgenommen. Der Erlass vom 10.09.2020 gilt nicht mehr. Übernächste Woche beginnt der Prozess. Im März war die Versicherung erloschen. Am 12. Oktober 2024 hatte es schon einmal gebrannt.', 'de', ['2025-10-20', '2025-10-21', '2020-09-10', '2025-W45', '2025-03', '2024-10-12']),
    ("Köprü salı günü çöktü. Vali 20 Mart 2001'de atanmıştı. Duruşma 3 Kasım 2025'te başlayacak. Üç gün önce grev ilan edildi. Dün iki kişi gözaltına alındı.", 'tr', ['2025-10-21', '2001-03-20', '2025-11-03', '2025-10-21', '2025-10-23']),
    ('انهار الجسر يوم الثلاثاء. وقعت الاتفاقية في ١/١/٢٠١٨. ستبدأ المحاكمة في 3 نوفمبر 2025. أمس اعتقل رجلان.', 'ar', ['2025-10-21', '2018-01-01', '2025-11-03', '2025-10-23']),
    ('A barragem rompeu na segunda-feira. O prefeito renunciou em 06/02/2024. O julgamento começará em 3 de novembro de 2025. Há três dias, dois homens foram presos. Em março, as obras tinham parado. Ontem choveu.', 'pt', ['2025-10-20', '2024-02-06', '2025-11-03', '2025-10-21', '2025-03', '2025-10-23']),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "values"), FOREIGN, ids=[language for _, language, _ in FOREIGN])
def test_an_article_in_another_language_is_read_in_it_whether_it_says_so_or_not(
    text: str, language: str, values: list[str]
) -> None:
    article = {"text": text, "published_at": "2025-10-24"}
    said = service.dates({**article, "language": language}, longest=10_000)
    assert [timex["value"] for timex in said["timexes"]] == values
    guessed = service.dates(article, longest=10_000)
    assert [timex["value"] for timex in guessed["timexes"]] == values
    assert "not-in-this-language" in [note["code"] for note in guessed["notes"]]
