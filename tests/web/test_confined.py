"""Under the systemd unit that is shipped everything runs; where more is refused, jobs are read all the same."""

from __future__ import annotations

import ctypes
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from confined import LIBRARY, let_through
from serving import ROOT, Server, serving
from waiting import until

pytestmark = pytest.mark.usefixtures("pipeline")
UNIT = ROOT / "deploy" / "timeline-service.service"
ARTICLE = {"text": "Trams stopped on October 20.", "published_at": "2025-10-24"}


def there(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def niceness(server: Server) -> list[int]:
    stats = (Path(f"/proc/{process}/stat").read_text(encoding="utf-8") for process in server.processes())
    return [int(stat.rpartition(")")[2].split()[16]) for stat in stats]


@pytest.mark.parametrize(("refused", "gives_way"), [((), 1), (("setpriority",), 0)])
def test_jobs_are_read(tmp_path: Path, need: Callable[..., None], refused: tuple[str, ...], gives_way: int) -> None:
    need(shutil.which("systemd-analyze") is not None, what="systemd-analyze", install="apt-get install systemd")
    need(there(LIBRARY), what=LIBRARY, install="apt-get install libseccomp2")
    calls = sorted(let_through(UNIT) - {*refused})
    first = f"import confined; confined.confine({calls}); "
    with serving(f"sqlite:///{tmp_path}/t.sqlite3", first=first, TIMELINE_WORKERS="1") as server:
        assert "Seccomp:\t2" in Path(f"/proc/{server.processes()[0]}/status").read_text(encoding="utf-8")
        status, job = server.ask("POST", "/v1/jobs", {"documents": [ARTICLE]})
        assert status == 202
        until(lambda: server.ask("GET", f"/v1/jobs/{job['id']}")[1]["state"] == "done")
        assert server.extract(**ARTICLE)[0] == 200
        assert sum(each >= 10 for each in niceness(server)) == gives_way
