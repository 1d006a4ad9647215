"""The laws of the network have teeth: with any one comparison of ``network/stn.py`` moved by one, they fail."""
from __future__ import annotations

import ast
import random
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from timeline_service.network import stn

pytestmark = pytest.mark.soak
SOURCE = Path(stn.__file__)
MOVED = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
# comparisons that may move without a change of any answer, and why
HARMLESS = {
    "len(kept) > _TOO_MANY_TO_MINIMISE": "where the effort ends is a choice",
    "gain < falls.get(head, 0)": "of two paths that are equally long either may be kept",
}
SECONDS = 60  # for one mutant; a mutant that never ends has been found out
POINTS = range(7)
EDGE = tuple[int, int, int]


def comparisons() -> Iterator[tuple[int, str]]:
    """(number, text) of each comparison of sizes."""
    for n, node in enumerate(_compares(ast.parse(SOURCE.read_text(encoding="utf-8")))):
        yield n, ast.unparse(node)


def _compares(tree: ast.AST) -> list[ast.Compare]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Compare) and type(node.ops[0]) in MOVED]


def mutant(number: int) -> ModuleType:
    """The module with one comparison moved."""
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"))
    compare = _compares(tree)[number]
    compare.ops[0] = MOVED[type(compare.ops[0])]()
    module = ModuleType("mutant")
    sys.modules["mutant"] = module
    exec(compile(tree, "mutant.py", "exec"), module.__dict__)
    return module


def far(edges: list[EDGE]) -> dict[tuple[int, int], float] | None:
    """All distances (R. Floyd, S. Warshall), or None where there is a negative cycle."""
    found = {(a, b): 0.0 if a == b else float("inf") for a in POINTS for b in POINTS}
    for a, b, most in edges:
        found[a, b] = min(found[a, b], most)
    for k in POINTS:
        for a in POINTS:
            for b in POINTS:
                found[a, b] = min(found[a, b], found[a, k] + found[k, b])
    return None if any(found[a, a] < 0 for a in POINTS) else found


def obeys(module: ModuleType, seed: int) -> None:
    """Assert the laws on one random network."""
    chance = random.Random(seed)
    network, taken = module.Network(), {}
    for a in POINTS:
        network.admit(None, [module.Edge(a, a, 0)])
    for label in range(chance.randrange(3, 22)):
        size = chance.randint(1, 3)
        edges = [(chance.choice(POINTS), chance.choice(POINTS), chance.randint(-4, 6)) for _ in range(size)]
        standing = [edge for each in taken.values() for edge in each]
        against = network.admit(label, [module.Edge(*edge) for edge in edges])
        assert (against is None) == (far(standing + edges) is not None)
        if against is None:
            taken[label] = edges
            continue
        assert far([edge for other in against for edge in taken[other]] + edges) is None
        for left in against:
            assert far([edge for other in against if other != left for edge in taken[other]] + edges) is not None
    standing = [edge for each in taken.values() for edge in each]
    assert module.consistent(standing)
    distances = far(standing)
    assert distances is not None
    for a in POINTS:
        assert network.closure(a).latest == {b: distances[a, b] for b in POINTS if distances[a, b] < float("inf")}
        assert network.closure(a).earliest == {b: -distances[b, a] for b in POINTS if distances[b, a] < float("inf")}
    at, values = network.schedule({a: chance.randint(-20, 20) for a in POINTS}, 0), network.solution()
    assert all(at[b] - at[a] <= most and values[b] - values[a] <= most for a, b, most in standing)


def _too_long(*_: object) -> None:
    raise TimeoutError


def test_what_is_harmless_is_in_the_source() -> None:
    assert {*HARMLESS} <= {text for _, text in comparisons()}


def test_the_network_obeys() -> None:
    for seed in range(150):
        obeys(stn, seed)


@pytest.mark.parametrize(("number", "text"), [*comparisons()])
def test_a_moved_comparison_is_found_out(number: int, text: str) -> None:
    module = mutant(number)
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(SECONDS)
    try:
        for seed in range(150):
            obeys(module, seed)
    except (AssertionError, TimeoutError, LookupError, TypeError):
        return
    finally:
        signal.alarm(0)
    assert text in HARMLESS
