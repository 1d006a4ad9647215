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


PLAIN = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
SHORT, LONG = "whsec_" + "AAAA" * 7, "whsec_" + "AAAA" * 22


def test_secrets_are_those_of_the_standard() -> None:
    assert Settings.from_environment({}).webhook_secrets == ()
    both = Settings.from_environment({"TIMELINE_WEBHOOK_SECRET": f"whsec_{PLAIN}, {SHORT}AAAA"})
    assert both.webhook_secrets == (f"whsec_{PLAIN}", f"{SHORT}AAAA")


@pytest.mark.parametrize("secret", ["open sesame", PLAIN, f"whsec_{PLAIN[:-1]}", SHORT, LONG, f"whsec_{PLAIN},{PLAIN}",
                                    f"whsec_{PLAIN} whsec_{PLAIN}"])  # fmt: skip
def test_other_secrets_are_refused_without_being_told(secret: str) -> None:
    with pytest.raises(InputError, match="openssl rand -base64 32") as raised:
        Settings.from_environment({"TIMELINE_WEBHOOK_SECRET": secret})
    assert PLAIN[:-1] not in str(raised.value) and "sesame" not in str(raised.value)


@pytest.mark.parametrize("digits", ["²", "٣", "1.5", " 2"])
def test_numbers_are_written_in_plain_digits(digits: str) -> None:
    with pytest.raises(InputError, match="TIMELINE_WORKERS must be a whole number"):
        Settings.from_environment({"TIMELINE_WORKERS": digits})


def test_a_worker_has_a_thread_that_can_say_no() -> None:
    with pytest.raises(InputError, match=r"TIMELINE_THREADS \(8\) must be more than TIMELINE_MAX_IN_FLIGHT \(32\)"):
        Settings.from_environment({"TIMELINE_THREADS": "8"})
    assert Settings.from_environment({"TIMELINE_THREADS": "8", "TIMELINE_MAX_IN_FLIGHT": "7"}).threads == 8
