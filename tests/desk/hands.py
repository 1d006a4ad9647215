"""Two ways to work at the desk, with the same verbs: a pointer that clicks, and a keyboard alone. Both count."""

from __future__ import annotations

from typing import Any

_BOX = """(home, words) => {
    const walker = document.createTreeWalker(home, NodeFilter.SHOW_TEXT);
    const start = home.textContent.indexOf(words), range = document.createRange();
    for (let at = 0, node; (node = walker.nextNode()); at += node.data.length) {
        if (start >= at && start < at + node.data.length) range.setStart(node, start - at);
        const end = start + words.length;
        if (end > at && end <= at + node.data.length) { range.setEnd(node, end - at); break; }
    }
    range.startContainer.parentElement.scrollIntoView({ block: "center" });
    const boxes = [...range.getClientRects()], first = boxes[0], last = boxes.at(-1);
    return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
}"""
_MOST = 400  # presses of Tab: beyond that, what is looked for cannot be reached


class Pointer:
    """Every press of the button counts, a selection as one; what is typed does not."""

    unit = "clicks"

    def __init__(self, page: Any) -> None:
        self.page, self.count = page, 0

    def press(self, target: Any) -> None:
        """A button, a link, the head of something folded."""
        target.click()
        self.count += 1

    check = press

    def write(self, target: Any, text: str, *, enter: bool = False) -> None:
        """Put ``text``, as it is pasted or typed, in the place of what is in a field."""
        self.press(target)
        self._put(text, enter=enter)

    def day(self, target: Any, iso: str) -> None:
        """A day, into a field for days."""
        self.press(target)
        target.fill(iso)

    def moment(self, target: Any, iso: str) -> None:
        """A day and a time, into a field for both."""
        self.day(target, iso)

    def choose(self, home: Any, words: str) -> None:
        """Make a row of words of the article."""
        x, y, to_x, to_y = home.evaluate(_BOX, words)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(to_x, to_y, steps=4)
        self.page.mouse.up()
        self.count += 1
        self.press(self.page.get_by_role("button", name="Add as an event"))

    def select(self, target: Any, label: str) -> None:
        """One of the options."""
        target.select_option(label=label)
        self.count += 2

    def _put(self, text: str, *, enter: bool) -> None:
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)
        if enter:
            self.page.keyboard.press("Enter")


class Keyboard(Pointer):
    """Every key counts but those of what is written; a pointer is never used."""

    unit = "keys"

    def press(self, target: Any) -> None:
        self._reach(target)
        self._key("Enter")

    def check(self, target: Any) -> None:
        self._reach(target)
        self._key("Space")

    def write(self, target: Any, text: str, *, enter: bool = False) -> None:
        self._reach(target)
        self._put(text, enter=enter)
        self.count += 1 + enter

    def day(self, target: Any, iso: str) -> None:
        year, month, day = iso.split("-")
        self._reach(target)
        self.page.keyboard.type(f"{month}{day}{year}")  # as a browser in American English asks for it

    def moment(self, target: Any, iso: str) -> None:
        self.day(target, iso[:10])
        self.page.keyboard.press("Tab")  # from the year to the hour
        self.page.keyboard.type(f"{iso[11:13]}{iso[14:16]}AM")

    def choose(self, home: Any, words: str) -> None:
        self._reach(self.page.locator("#article"))
        text = home.text_content()
        begin, end = text.index(words), text.index(words) + len(words)
        while (at := self._chosen(home)) is None or at[1] <= begin:
            sentence = at is None or ". " in text[at[1] : begin] or "\n" in text[at[1] : begin]
            self._key("ArrowDown" if sentence else "ArrowRight")
        assert at[0] == begin, f"the cursor passed {words!r}: {text[at[0] : at[1]]!r}"
        while at[1] < end:
            self._key("Shift+ArrowRight")
            at = self._chosen(home)
        self._key("Enter")

    def select(self, target: Any, label: str) -> None:
        self._reach(target)
        self.page.keyboard.type(label)

    def _chosen(self, home: Any) -> tuple[int, int] | None:
        found = home.evaluate("""home => {
            const selection = getSelection();
            if (selection.isCollapsed || !home.contains(selection.anchorNode)) return null;
            const range = selection.getRangeAt(0), before = document.createRange();
            before.setStart(home, 0); before.setEnd(range.startContainer, range.startOffset);
            return [before.toString().length, before.toString().length + range.toString().length];
        }""")
        return tuple(found) if found else None

    def _reach(self, target: Any) -> None:
        """Tab until it has the focus; a row is reached from its neighbour by an arrow, as its editor would."""
        target.first.wait_for()
        for _ in range(_MOST):
            where = target.first.evaluate("""target => {
                const at = document.activeElement;
                if (at === target) return "here";
                const [row, other] = [at.closest("[data-event]"), target.closest("[data-event]")];
                const control = at.dataset.control, rows = row?.parentElement;
                if (other && row !== other && rows === other.parentElement && control && control !== "comment") {
                    const below = row.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
                    return below ? "ArrowDown" : "ArrowUp";
                }
                return at.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING ? "Shift+Tab" : "Tab";
            }""")
            if where == "here":
                return
            self._key(where)
        raise AssertionError(f"the keyboard does not reach {target}")

    def _key(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.count += 1
