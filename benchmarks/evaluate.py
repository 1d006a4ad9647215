"""Measure everything and write docs/evaluation.md: python -m benchmarks.evaluate"""
from __future__ import annotations

from benchmarks import annotations, report, timelines


def main() -> None:
    """Every accuracy benchmark on its whole default set, then the page."""
    annotations.main([])
    timelines.main([])
    report.main()


if __name__ == "__main__":
    main()
