"""Settings come from the environment, and one that is no good is said."""

from __future__ import annotations

import pytest

from timeline_service.faults import InputError
from timeline_service.settings import Settings


def test_without_any_the_store_is_in_the_data_directory() -> None:
    assert Settings.from_environment({"HOME": "/home/ann"}).database_url == (
        "sqlite:////home/ann/.local/share/timeline-service/timelines.sqlite3"
    )
    assert Settings.from_environment({"HOME": "/home/ann", "XDG_DATA_HOME": "/data"}).database_url == (
        "sqlite:////data/timeline-service/timelines.sqlite3"
    )


def test_what_is_set_is_taken() -> None:
    settings = Settings.from_environment({"TIMELINE_MAX_TEXT": "1000", "TIMELINE_HOSTS": "a.example, B.example"})
    assert (settings.max_text, settings.host_names) == (1000, ("a.example", "b.example"))


WRONG = {"TIMELINE_MAX_TEXT": "-1", "TIMELINE_THREADS": "many", "TIMELINE_WORKERS": "0", "TIMELINE_LOG_LEVEL": "loud",
         "TIMELINE_PUBLIC_URL": "timelines.example"}  # fmt: skip


@pytest.mark.parametrize("variable", WRONG)
def test_what_is_no_good_is_said(variable: str) -> None:
    with pytest.raises(InputError, match=variable):
        Settings.from_environment({variable: WRONG[variable]})


@pytest.mark.parametrize("digits", ["²", "٣", "1.5", " 2"])
def test_numbers_are_written_in_plain_digits(digits: str) -> None:
    with pytest.raises(InputError, match="TIMELINE_WORKERS must be a whole number"):
        Settings.from_environment({"TIMELINE_WORKERS": digits})


def test_a_worker_has_a_thread_that_can_say_no() -> None:
    with pytest.raises(InputError, match=r"TIMELINE_THREADS \(8\) must be more than TIMELINE_MAX_IN_FLIGHT \(32\)"):
        Settings.from_environment({"TIMELINE_THREADS": "8"})
    assert Settings.from_environment({"TIMELINE_THREADS": "8", "TIMELINE_MAX_IN_FLIGHT": "7"}).threads == 8
