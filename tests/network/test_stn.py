"""Laws of the simple temporal network: it agrees with Bellman and Ford, and its explanations explain."""
import time

import pytest
from counting import lines
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_service.network.stn import Edge, Network, consistent

POINTS = st.integers(0, 7)
EDGE_SETS = st.lists(st.builds(Edge, POINTS, POINTS, st.integers(-6, 6)), min_size=1, max_size=3)
CLAIMS = st.lists(EDGE_SETS, max_size=25)


def before(one, other, gap=1):
    """``one`` lies at least ``gap`` minutes before ``other``."""
    return Edge(other, one, -gap)


def build(claims, hub=None):
    """A network of the claims, what it took, and what it refused and why."""
    network, taken, refused = Network(hub), {}, {}
    for label, edges in enumerate(claims):
        against = network.admit(label, edges)
        if against is None:
            taken[label] = edges
        else:
            refused[label] = against
    return network, taken, refused


def all_edges(claims, labels):
    return [edge for label in labels for edge in claims[label]]


def shortest(edges, points):
    """Floyd and Warshall's distances; None where there is no path."""
    far = {(a, b): 0 if a == b else None for a in points for b in points}
    for a, b, most in edges:
        if far[a, b] is None or most < far[a, b]:
            far[a, b] = most
    for k in points:
        for a in points:
            for b in points:
                if far[a, k] is not None and far[k, b] is not None:
                    through = far[a, k] + far[k, b]
                    if far[a, b] is None or through < far[a, b]:
                        far[a, b] = through
    return far


def test_a_circle_of_befores_is_refused_with_its_culprits():
    network = Network()
    assert network.admit("ab", [before("a", "b")]) is None
    assert network.admit("bc", [before("b", "c")]) is None
    assert network.admit("xy", [before("x", "y")]) is None
    assert network.admit("ca", [before("c", "a")]) == ("ab", "bc")


def test_a_refused_set_leaves_nothing_behind():
    network = Network()
    network.admit("ab", [before("a", "b")])
    assert network.admit("bad", [before("b", "c"), before("b", "a")]) == ("ab",)
    assert network.admit("cb", [before("c", "b")]) is None


def test_bounds_that_contradict_themselves_have_no_one_against_them():
    assert Network().admit("self", [before("a", "b"), before("b", "a")]) == ()
    assert Network().admit("loop", [before("a", "a")]) == ()


def test_what_stands_under_no_label_is_never_named():
    network = Network()
    network.admit(None, [before("a", "b")])
    assert network.admit("ba", [before("b", "a")]) == ()


def test_of_equal_evidence_what_was_admitted_first_is_named():
    network = Network()
    network.admit("first", [before("a", "b")])
    network.admit("second", [before("a", "b")])
    assert network.admit("ba", [before("b", "a")]) == ("first",)


@pytest.mark.parametrize(("steps", "named"), [(11, 1), (12, 1), (13, 13)])
def test_an_explanation_of_at_most_twelve_claims_is_cut_down_to_what_suffices(steps, named):
    network = Network()
    network.admit(0, [before(0, 1), before(0, steps)])
    for step in range(1, steps):
        network.admit(step, [before(step, step + 1)])
    assert network.admit("back", [before(steps, 0)]) == tuple(range(named))


def test_a_schedule_comes_to_rest_where_points_are_equal():
    network = Network()
    network.admit("same", [Edge("zero", "a", 0), Edge("a", "zero", 0), Edge("a", "b", 0), Edge("b", "a", 0)])
    assert network.schedule({"b": 9}, "zero") == {"zero": 0, "a": 0, "b": 0}


def test_earliest_and_latest_add_gaps_along_the_path():
    network = Network()
    network.admit("signed", [Edge("zero", "signing", 100), Edge("signing", "zero", -90)])
    network.admit("two days after", [Edge("signing", "visit", 50), Edge("visit", "signing", -40)])
    network.admit("somewhere", [before("visit", "end")])
    assert network.closure("zero").earliest == {"zero": 0, "signing": 90, "visit": 130, "end": 131}
    assert network.closure("zero").latest == {"zero": 0, "signing": 100, "visit": 150}
    assert network.most("zero", "end") is None


@settings(deadline=None)
@given(CLAIMS)
def test_a_claim_is_refused_exactly_when_bellman_and_ford_find_no_solution(claims):
    _, taken, refused = build(claims)
    assert consistent(all_edges(claims, taken))
    for label in refused:
        earlier = [other for other in taken if other < label]
        assert not consistent(all_edges(claims, [*earlier, label]))


@settings(deadline=None)
@given(CLAIMS)
def test_what_is_reported_against_a_claim_contradicts_it_and_nothing_in_it_is_idle(claims):
    _, taken, refused = build(claims)
    for label, against in refused.items():
        assert set(against) <= set(taken)
        assert not consistent(all_edges(claims, [*against, label]))
        for idle in against:
            assert consistent(all_edges(claims, [label, *(other for other in against if other != idle)]))


@settings(deadline=None)
@given(CLAIMS)
def test_earliest_and_latest_are_shortest_paths(claims):
    network, taken, _ = build(claims)
    points = sorted(network.solution())
    far = shortest(all_edges(claims, taken), points)
    for origin in points:
        assert network.closure(origin).latest == {b: far[origin, b] for b in points if far[origin, b] is not None}
        assert network.closure(origin).earliest == {b: -far[b, origin] for b in points if far[b, origin] is not None}


@settings(deadline=None)
@given(CLAIMS)
def test_the_solution_keeps_every_bound(claims):
    network, taken, _ = build(claims)
    at = network.solution()
    assert all(at[later] - at[earlier] <= most for earlier, later, most in all_edges(claims, taken))


@settings(deadline=None)
@given(CLAIMS, st.dictionaries(POINTS, st.integers(-20, 20)))
def test_a_schedule_keeps_every_bound_and_comes_no_sooner_than_wanted(claims, wanted):
    network, taken, _ = build([[Edge(0, 0, 0)], *claims])
    at = network.schedule(wanted, 0)
    assert at[0] == 0
    edges = all_edges([[Edge(0, 0, 0)], *claims], taken)
    assert all(at[later] - at[earlier] <= most for earlier, later, most in edges)
    latest = network.closure(0).latest
    assert all(at[point] >= min(want, latest.get(point, want)) for point, want in wanted.items() if point in at)


@settings(deadline=None)
@given(CLAIMS, st.integers(0, 7), EDGE_SETS)
def test_a_closure_stays_what_it_was_and_names_what_it_rests_on(claims, origin, later):
    network, taken, _ = build(claims)
    if origin not in network:
        return
    closure = network.closure(origin)
    latest, earliest = dict(closure.latest), dict(closure.earliest)
    network.admit("later", later)
    assert (closure.latest, closure.earliest) == (latest, earliest)
    for edge in (
        *(Edge(point, origin, -most - 1) for point, most in latest.items()),
        *(Edge(origin, point, least - 1) for point, least in earliest.items()),
    ):
        against = network.against(edge, closure)
        assert "later" not in against
        assert not consistent([edge, *all_edges(taken, against)])


@settings(deadline=None)
@given(CLAIMS, st.integers(0, 7))
def test_a_hub_changes_nothing_but_the_cost(claims, hub):
    network, taken, refused = build(claims, hub)
    for label, against in refused.items():
        assert not consistent([*claims[label], *all_edges(taken, against)])
    without = build(claims)
    assert (taken, refused.keys()) == (without[1], without[2].keys())
    assert all(network.closure(point).latest == without[0].closure(point).latest for point in network.solution())


@settings(deadline=None)
@given(CLAIMS)
def test_the_tightest_bound_is_the_same_from_either_end(claims):
    network, _, _ = build(claims)
    for one in network.solution():
        for other in network.solution():
            assert network.most(one, other) == network.most(one, other, from_later=True)


@settings(deadline=None)
@given(st.lists(EDGE_SETS, max_size=10), st.randoms(use_true_random=False))
def test_claims_that_agree_may_come_in_any_order(claims, random):
    _, taken, _ = build(claims)
    kept = [claims[label] for label in taken]
    shuffled = random.sample(kept, len(kept))
    one, other = build(kept)[0], build(shuffled)[0]
    for origin in one.solution():
        assert one.closure(origin).latest == other.closure(origin).latest
        assert one.closure(origin).earliest == other.closure(origin).earliest


def dated(events):
    """A network of so many events, each on a day of its own, to which as many wrong dates are given."""
    network = Network(hub="zero")
    for i in range(events):
        network.admit(None, [before((i, "start"), (i, "end"))])
    for i in range(events):
        day = i * 7 % events * 1440
        assert network.admit(i, [Edge("zero", (i, "start"), day + 1439), Edge((i, "start"), "zero", -day)]) is None
    for i in range(events):
        day = i * 7 % events * 1440
        assert network.admit((i, "wrong"), [Edge((i, "start"), "zero", -day - 2000)]) == (i,)


def test_wrong_dates_are_refused_without_looking_at_all_others():
    assert lines(lambda: dated(200)) <= 2.3 * lines(lambda: dated(100))


@pytest.mark.parametrize("events", [600])
def test_a_long_story_is_held_in_well_under_a_second(events):
    network = Network()
    started = time.process_time()
    for i in range(events):
        network.admit(None, [before((i, "start"), (i, "end"))])
    for i in range(events):
        for step in (1, 7, 61):
            network.admit((i, step), [before((i, "end"), ((i + step) % events, "start"))])
    assert network.closure((0, "start")).latest
    assert time.process_time() - started < 2
