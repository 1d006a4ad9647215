"""Two hundred rows, changed a hundred times: nothing piles up. The times are printed (``-s``): machines differ."""

from __future__ import annotations

from typing import Any

from tests.widget import stories

ROWS, UPDATES = 200, 100
_DRAWN = """async ({ answer, updates }) => {
    const it = document.querySelector("event-timeline"), times = [];
    const other = (each, n) => ({ ...each, title: `${each.title} ${n}` });
    const changed = (n) => answer.events.map((each, i) => (i === n % answer.events.length ? other(each, n) : each));
    for (let n = 0; n < updates; n++) {
        const drawn = new Promise((done) => it.addEventListener("timeline-draw", done, { once: true }));
        it.data = { ...answer, events: changed(n) };
        await drawn;
        const before = performance.now();
        document.body.offsetHeight;
        times.push(performance.now() - before);
    }
    return times.sort((a, b) => a - b);
}"""


def test_a_hundred_updates_of_two_hundred_rows_leave_nothing_behind(newsroom: Any) -> None:
    events = [
        stories.event(
            f"e{n}", f"The council met for the {n}th time", salience=0.5 + n / 500,
            when=stories.when(f"2025-{n % 12 + 1:02d}-{n % 28 + 1:02d}", text="13 October", timex="t1"),
            mentions=[stories.mention("signed", "The truce 🕊 was signed on 13 October.")],
        )
        for n in range(ROWS)
    ]  # fmt: skip
    answer = stories.answer(*events, timexes=[stories.TIMEX])
    newsroom.tell(answer)
    newsroom.page.evaluate(_DRAWN, {"answer": answer, "updates": 10})
    before = _held(newsroom.page)
    times = newsroom.page.evaluate(_DRAWN, {"answer": answer, "updates": UPDATES})
    after = _held(newsroom.page)
    print(f"\n{ROWS} rows laid out in {times[UPDATES // 2]:.0f} ms (median), {times[-1]:.0f} at most")
    print(f"heap {before['heap'] / 1e6:.2f} MB before {UPDATES} updates, {after['heap'] / 1e6:.2f} after")
    assert after["heap"] - before["heap"] < 500_000
    assert (after["nodes"], after["listeners"]) == (before["nodes"], before["listeners"])


def _held(page: Any) -> dict[str, float]:
    """Bytes of the heap, nodes and listeners, when the garbage is collected."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    known = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    session.detach()
    return {"heap": known["JSHeapUsedSize"], "nodes": known["Nodes"], "listeners": known["JSEventListeners"]}
