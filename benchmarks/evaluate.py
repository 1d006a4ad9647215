"""Measure everything and write docs/evaluation.md: python -m benchmarks.evaluate"""
from __future__ import annotations

from benchmarks import annotations, date_errors, dates, report, timelines


def main() -> None:
    """Every accuracy benchmark on its whole default set, then the page; ``benchmarks.peers`` needs more than ours."""
    annotations.main([])
    for options in (["--write"], ["--hostile", "--write"], ["--parsed", "--write"]):
        dates.main(options)
    date_errors.main(["--write"])
    timelines.main([])
    report.main()


if __name__ == "__main__":
    main()
