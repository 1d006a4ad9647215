"""On which side of the publication a bare date lies, by the verb that governs it; no model."""

from __future__ import annotations

import pytest
from said import read


@pytest.mark.parametrize(("sentence", "published", "value"), [
    ("The offer had been due to expire on Friday.", "2025-10-27", "2025-10-24"),
    ("The ministers will name Daniel Orsk Feb. 1.", "2025-10-26", "2026-02-01"),
    ("The rally planned for Saturday was cancelled.", "2025-10-26", "2025-10-25"),
    ("The rally planned for Saturday was cancelled.", "2025-10-23", "2025-10-25"),
    ("Until Thursday the police had not called him a suspect.", "2025-10-24", "2025-10-23"),
    ("The board next meets on Tuesday.", "2025-10-23", "2025-10-28"),
    ("The president declared three days of mourning from Friday.", "2025-10-22", "2025-10-24"),
    ("The three players stay banned until at least August.", "2025-12-10", "2026-08"),
    ("The agency said a plane was due to land on Friday.", "2025-10-22", "2025-10-24"),
    ("Sales grew little through August.", "2025-10-27", "2025-08"),
    ("The show runs through Saturday.", "2025-10-23", "2025-10-25"),
    ("A second hearing was to have opened on Tuesday.", "2025-10-23", "2025-10-21"),
    ("The driver will appear in court after being charged on Friday.", "2025-10-29", "2025-10-24"),
    ("A clinic was set up on Tuesday.", "2025-10-24", "2025-10-21"),
    ("The miners had said that they would strike on Friday.", "2025-10-26", "2025-10-24"),
    ("The fair is usually held in May.", "2025-10-29", "XXXX-05"),
    ("The league appealed in January.", "2025-11-27", "2025-01"),
    ("The deputy served until June.", "2025-10-09", "2025-06"),
    ("The two suspects were held until Sunday.", "2025-10-09", "2025-10-05"),
    ("The miners, who had taken a cut in 2023, voted in February.", "2025-10-09", "2025-02"),
])  # fmt: skip
def test_tense_of_the_governing_verb(sentence: str, published: str, value: str) -> None:
    assert read(sentence, published=published).timexes[-1].value == value


@pytest.mark.parametrize(("sentence", "value"), [
    ("The minutes will be published in two weeks.", "2025-W45"),
    ("The works closed in two weeks.", "P2W"),
    ("The mayor will visit for the first time in two weeks.", "P2W"),
])  # fmt: skip
def test_a_length_of_time_after_a_future_is_how_far_off_it_lies(sentence: str, value: str) -> None:
    assert read(sentence, published="2025-10-24").timexes[-1].value == value
