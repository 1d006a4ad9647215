// Words of an article chosen with the keyboard: ← → one word, ↑ ↓ one sentence, with Shift from here to there.
import { onKey } from "./dom.js";

const STEPS = { ArrowRight: ["word", 1], ArrowLeft: ["word", -1], ArrowDown: ["sentence", 1], ArrowUp: ["sentence", -1] };

export class WordCursor {
  #container;
  #at = null; // first and last place chosen, by number
  #words = null; // every word of every article

  constructor(container) {
    this.#container = container;
    onKey(container, (event) => {
      const step = STEPS[event.key];
      if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      this.#go(...step, { extend: event.shiftKey });
    });
    container.addEventListener("pointerdown", () => this.forget());
  }

  forget() {
    this.#at = null;
  }

  // To be called when other articles were drawn.
  drawn() {
    this.#at = this.#words = null;
  }

  #go(size, by, { extend }) {
    const words = (this.#words ??= [...wordsOf(this.#container)]);
    if (!words.length) return;
    if (size === "word" && this.#isRightToLeft(words)) by = -by;
    const from = this.#at ? this.#at.last : by > 0 ? -1 : words.length;
    const to = size === "word" ? from + by : sentence(words, from, by);
    const last = Math.min(Math.max(to, 0), words.length - 1);
    const first = extend && this.#at && words[this.#at.first].home === words[last].home ? this.#at.first : last;
    this.#at = { first, last };
    choose(...(first <= last ? [words[first], words[last]] : [words[last], words[first]]));
  }

  // Whether ← leads on in the article in which the cursor is, or begins.
  #isRightToLeft(words) {
    return getComputedStyle((words[this.#at?.last] ?? words[0]).home).direction === "rtl";
  }
}

// Every word: the element of its text, where it begins and ends in it, and the number of its sentence.
function* wordsOf(container) {
  let number = 0;
  for (const home of container.querySelectorAll("[data-document]")) {
    for (const { segment, index } of segmented(home.textContent, "sentence")) {
      number += 1;
      for (const word of segmented(segment, "word"))
        if (word.isWordLike)
          yield { home, number, start: index + word.index, end: index + word.index + word.segment.length };
    }
  }
}

const segmented = (text, granularity) => new Intl.Segmenter(undefined, { granularity }).segment(text);

// The first word of the next sentence, or of this one where the way leads back and its beginning is not reached yet.
function sentence(words, from, by) {
  const here = words[from]?.number ?? (by > 0 ? 0 : Infinity);
  const number = (test) => words.findIndex(test);
  if (by > 0) return number((word) => word.number > here) === -1 ? words.length - 1 : number((word) => word.number > here);
  const before = words.findLast((word, i) => i < from && (word.number < here || i === 0 || words[i - 1].number < word.number));
  return before ? number((word) => word.number === before.number) : 0;
}

function choose(first, last) {
  const range = document.createRange();
  range.setStart(...place(first.home, first.start));
  range.setEnd(...place(last.home, last.end));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  const box = range.startContainer.parentElement;
  box.scrollIntoView({ block: "nearest" });
}

function place(home, offset) {
  const texts = document.createTreeWalker(home, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (left <= node.data.length) return [node, left];
    left -= node.data.length;
  }
  return [home, home.childNodes.length];
}
