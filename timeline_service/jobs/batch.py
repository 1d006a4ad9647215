"""A batch: inputs cut into shards, done on an engine, and put together. Started again, it goes on where it stopped."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from timeline_service import service
from timeline_service.faults import InputError
from timeline_service.jobs import archives, rows, shards
from timeline_service.jobs.archives import Shard
from timeline_service.jobs.engines import Engine
from timeline_service.jobs.shards import Counts, Options
from timeline_service.version import VERSION

MANIFEST, ERRORS = "batch.json", "errors.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Shards and where their results go."""

    out: Path
    shards: tuple[Shard, ...]
    options: Options

    @property
    def left(self) -> list[Shard]:
        """The shards that are not done."""
        return [shard for shard in self.shards if not (self.out / shard.name).exists()]

    @property
    def done(self) -> Counts:
        """What the shards that are done hold."""
        finished = (self.out / shard.name for shard in self.shards)
        return sum((shards.counts_of(folder) for folder in finished if folder.exists()), Counts())

    def run(self, engine: Engine) -> Iterator[tuple[Shard, Counts]]:
        """Do what is left, and give each shard when it is done; then write the errors of all.

        Raises OSError where results cannot be written, or ``engines.Stopped`` where the engine gave up.
        """
        yield from engine(self.left, self.out, self.options)
        self._finish()

    def _finish(self) -> None:
        aside = self.out / f".{ERRORS}"
        with aside.open("wb") as errors:
            for shard in self.shards:
                with (self.out / shard.name / ERRORS).open("rb") as some:
                    shutil.copyfileobj(some, errors)
        aside.replace(self.out / ERRORS)
        for rest in (*self.out.glob(".shard-*"), self.out / shards.ATTEMPTS):
            shutil.rmtree(rest, ignore_errors=True)


@contextmanager
def opened(paths: Sequence[Path], out: Path, *, size: int, options: Options) -> Iterator[Batch]:
    """The batch of these inputs in the folder ``out``, new or gone on with; nobody else drives it meanwhile.

    Raises InputError where the folder holds a batch of other inputs, options or versions, or is being driven.
    """
    if options.form == "parquet":
        archives.arrow()
    inputs, planned = archives.plan(paths, size=size)
    manifest = {
        "schema": rows.VERSION,
        "version": VERSION,
        "model": service.model_name(),
        "shard_size": size,
        **asdict(options),
        "inputs": [asdict(each) for each in inputs],
    }
    out.mkdir(parents=True, exist_ok=True)
    with (out / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InputError(f"{out}: Another batch is writing there.") from None
        _agree(out, manifest)
        yield Batch(out=out, shards=tuple(planned), options=options)


def _agree(out: Path, manifest: dict[str, Any]) -> None:
    """Write the manifest of a new batch, or see that the old one is the same."""
    path = out / MANIFEST
    if not path.exists():
        aside = out / f".{MANIFEST}"
        aside.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        aside.replace(path)
        return
    before = json.loads(path.read_bytes())
    if other := sorted(name for name in manifest if before.get(name) != manifest[name]):
        raise InputError(f"{out}: There is another batch ({', '.join(other)} differ). Choose another --out.")
