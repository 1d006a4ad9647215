"""Servers whose readers wait: what is under way is so for as long as a test wants."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from waiting import until

from timeline_service import service


def hold(folder: str) -> None:
    """From now on processes forked from this one say that they read, by a file ``begun``, and wait for one ``go``."""
    here, read = os.getpid(), service.document_of

    def held(*article: Any, **known: Any) -> Any:
        if os.getpid() != here:  # the server itself reads one before it serves
            (Path(folder) / "begun").touch()
            until((Path(folder) / "go").exists)
        return read(*article, **known)

    service.document_of = held
