"""Measure how good the answers are and write the pages: python -m benchmarks.evaluate

It does not run what needs more than the project and ``../shared``, or changes what ships: ``benchmarks.peers`` (the
other readers), ``training.evaluate`` (the treebanks), ``benchmarks.evidence --write`` (it writes the precisions that
the program reads); nor what no page of accuracy has: ``benchmarks.grouped``, and whatever measures time and memory.
"""
from __future__ import annotations

from benchmarks import ablation, annotations, date_errors, dates, references, report, stories, timelines


def main() -> None:
    """Each of these benchmarks on its whole default set, then the pages."""
    annotations.main([])
    for options in (["--write"], ["--hostile", "--write"], ["--parsed", "--write"]):
        dates.main(options)
    date_errors.main(["--write"])
    timelines.main([])
    references.main()
    ablation.main([])
    stories.main([])
    report.main()


if __name__ == "__main__":
    main()
