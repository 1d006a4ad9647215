"""What a test does at a page of the desk, and what it sees there."""

from __future__ import annotations

from typing import Any

EMOJI = "🕊🕊 停戦が決まった。\n\nThe truce 🕊 was signed in Cairo on 13 October 2025. Strikes resumed on 15 October 2025."
LONGER = f"{EMOJI} The mayor resigned on 16 October 2025. The minister was angry. A vote is due on 2 November 2025."


def make(page: Any, text: str, published: str = "2025-10-24") -> None:
    page.get_by_role("textbox", name="Article", exact=True).fill(text)
    page.get_by_label("Published on").fill(published)
    page.get_by_role("button", name="Make the timeline").press("Enter")
    page.locator("#rows > li").first.wait_for()


def titles(page: Any) -> list[str]:
    return page.locator("#rows [data-control=title]").evaluate_all("all => all.map((each) => each.value)")


def dates(page: Any) -> list[str]:
    return page.locator("#rows [data-control=date]").evaluate_all("all => all.map((each) => each.value)")


def said(page: Any, words: str) -> None:
    page.locator("#state", has_text=words).wait_for()


def type_date(page: Any, title: str, words: str) -> None:
    page.get_by_label(f"Date: {title}").fill(words)
    page.keyboard.press("Enter")


def select(page: Any, words: str) -> None:
    """Select words of the article as a pointer does."""
    page.evaluate(
        """words => {
            const home = document.querySelector("#article [data-document]");
            const range = document.createRange();
            const walker = document.createTreeWalker(home, NodeFilter.SHOW_TEXT);
            const start = home.textContent.indexOf(words);
            let at = 0, node;
            while ((node = walker.nextNode())) {
                const next = at + node.data.length;
                if (start >= at && start < next) range.setStart(node, start - at);
                if (start + words.length > at && start + words.length <= next) {
                    range.setEnd(node, start + words.length - at);
                    break;
                }
                at = next;
            }
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",
        words,
    )
