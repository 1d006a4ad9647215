"""How long the network takes: seconds of CPU by number of events, for three shapes of story.

  python -m benchmarks.network [--events 150 300 600 1200]

``dated`` ties every event to a day, ``chain`` orders neighbours, ``mixed`` adds claims at random, of which many
contradict the others and are refused with their reasons. The bar is 600 events in less than half a second.
"""
from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator

from timeline_service.calendar.intervals import MINUTES_A_DAY, Interval
from timeline_service.model import Because, Claim
from timeline_service.stages.order_events.admit_claims import Order


def _claim(source: int, relation: str, target: str, precision: float = 0.9) -> Claim:
    return Claim(
        source=f"c{source}", relation=relation, target=target, precision=precision, because=Because("benchmark")
    )


def dated(events: int) -> Iterator[Claim]:
    """Every event on a day."""
    for n in range(events):
        yield _claim(n, "STARTS_WITHIN", f"d1/t{n % 60}")


def chain(events: int) -> Iterator[Claim]:
    """Every event before the next one, the first and the last on a day."""
    for n in range(events - 1):
        yield _claim(n, "BEFORE", f"c{n + 1}")


def mixed(events: int) -> Iterator[Claim]:
    """Days for half of the events, four relations at random for each: many contradict."""
    chance = random.Random(events)
    for n in range(0, events, 2):
        yield _claim(n, "STARTS_WITHIN", f"d1/t{chance.randrange(60)}")
    for n in range(events):
        for _ in range(4):
            relation = chance.choice(("BEFORE", "STARTS_BEFORE", "STARTS_AFTER", "OVERLAPS"))
            yield _claim(n, relation, f"c{chance.randrange(events)}")


SHAPES: tuple[Callable[[int], Iterator[Claim]], ...] = (dated, chain, mixed)


def seconds(shape: Callable[[int], Iterator[Claim]], events: int) -> tuple[float, int, int]:
    """(CPU seconds, claims admitted, claims refused) of one story: admission, bounds and display order."""
    days = {f"d1/t{n}": Interval(n * MINUTES_A_DAY, (n + 1) * MINUTES_A_DAY) for n in range(60)}
    claims = list(shape(events))
    started = time.process_time()
    order = Order([f"c{n}" for n in range(events)], days)
    order.admit(claims)
    order.shift_days()
    order.bounds()
    order.starts({f"c{n}": n for n in range(events)})
    return time.process_time() - started, len(order.admitted), len(order.conflicts)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, nargs="+", default=[150, 300, 600, 1200])
    print(f"{'shape':8}{'events':>8}{'admitted':>10}{'refused':>9}{'seconds':>9}")
    for events in parser.parse_args().events:
        for shape in SHAPES:
            taken, admitted, refused = seconds(shape, events)
            print(f"{shape.__name__:8}{events:8}{admitted:10}{refused:9}{taken:9.3f}")


if __name__ == "__main__":
    main()
