"""Widgets as a browser runs them: a stream of versions, and the timeline fetched anew with each one that comes."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Widget:
    """One reader; ``seen`` are (when, version) of what it has drawn."""

    port: int
    id: str
    seen: list[tuple[float, int]] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    withdrawn: str = ""
    _tag: str = ""

    @property
    def version(self) -> int:
        """What it shows."""
        return self.seen[-1][1] if self.seen else 0

    async def live(self) -> None:
        """Until the stream ends."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(f"GET /embed/{self.id}/live HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        try:
            await reader.readuntil(b"\r\n\r\n")
            kind = ""
            while size := int(await reader.readline() or b"0", 16):
                for line in (await reader.readexactly(size + 2)).decode().splitlines():
                    name, _, value = line.partition(": ")
                    kind = value if name == "event" else kind
                    if name == "data":
                        await self._heard(kind, json.loads(value))
        finally:
            writer.close()

    async def _heard(self, kind: str, data: dict[str, Any]) -> None:
        if kind == "withdrawn":
            self.withdrawn = data["message"]
        else:
            await self._fetch()

    async def _fetch(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        known = f"If-None-Match: {self._tag}\r\n" if self._tag else ""
        path = f"/embed/{self.id}.json"
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{known}\r\n".encode())
        head, _, _ = (await reader.read()).partition(b"\r\n\r\n")
        writer.close()
        status = int(head.split()[1])
        self.statuses[status] = self.statuses.get(status, 0) + 1
        tags = [line.split(b" ", 1)[1].decode() for line in head.split(b"\r\n") if line.lower().startswith(b"etag:")]
        if status == 200:
            self._tag = tags[0]
            self.seen.append((time.monotonic(), int(self._tag.strip('"').partition("-")[0])))
