// What came in (an answer of the service, or its <ol>) as one plain model, checked apart from drawing.
// Offsets count code points; a JavaScript string counts UTF-16 units, so texts are cut as arrays of code points.

const RELATIONS = {
  BEFORE: "AFTER",
  AFTER: "BEFORE",
  IBEFORE: "IAFTER",
  IAFTER: "IBEFORE",
  INCLUDES: "IS_INCLUDED",
  IS_INCLUDED: "INCLUDES",
  SIMULTANEOUS: "SIMULTANEOUS",
  BEGINS: "BEGUN_BY",
  BEGUN_BY: "BEGINS",
  ENDS: "ENDED_BY",
  ENDED_BY: "ENDS",
};
const STATUSES = ["occurred", "ongoing", "planned", "possible", "denied", "cancelled"];
const PLACEMENTS = ["dated", "bounded", "ordered", "unplaced"];

// A word that has a capital only where it begins a sentence of an article.
const OPENING = /^(The|An?|His|Her|Its|Their|One|Two|Some|Several|Both)(?=\s)/;

const string = (value) => (typeof value === "string" ? value : "");
const list = (value) => (Array.isArray(value) ? value.filter((each) => each && typeof each === "object") : []);
const among = (choices, value) => (choices.includes(value) ? value : choices[0]);

function readAnswer(answer) {
  if (!answer || !Array.isArray(answer.events)) throw new TypeError("This is not a timeline: it has no list of events.");
  const documents = new Map(list(answer.documents).map((each) => [each.id, readDocument(each)]));
  const timexes = new Map(list(answer.timexes).map((each) => [each.id, each]));
  const titles = new Map(list(answer.events).map((each) => [each.id, string(each.title)]));
  const orders = readOrders(list(answer.relations), titles);
  const events = list(answer.events).map((each) => {
    const when = { ...each.when, ...each.when?.likely };
    const tellers = new Set(list(each.mentions).map(({ document }) => document));
    const fold = each.background ? FOLDED : 1;
    return {
      id: string(each.id),
      title: string(each.title),
      status: among(STATUSES, each.status),
      placement: among(PLACEMENTS, each.placement),
      when,
      dated: string(when.text),
      published: documents.get(list(each.mentions)[0]?.document)?.published || "",
      salience: each.salience * fold || 0,
      weight: (each.salience + Math.log(tellers.size || 1)) * fold || 0,
      ...readOwn(each),
      attribution: string(each.attribution?.text).replace(OPENING, (word) => word.toLowerCase()),
      disputed: readDispute(each, documents, timexes),
      quotes: readQuotes(list(each.mentions), documents, timexes.get(when.timex)),
      orders: orders.get(each.id) || [],
      reasons: (Array.isArray(each.reasons) ? each.reasons : []).map(string).filter(Boolean),
    };
  });
  const { title, intro, language, updated_at, detail } = answer;
  const few = detail?.of > events.length && { shown: events.length, count: Number(detail.of) };
  return { title: string(title), intro: string(intro), language: string(language), updated: string(updated_at), few, events };
}

// What the newsroom wrote and no article says.
function readOwn({ text, source, link, image }) {
  return {
    text: string(text),
    source: string(source),
    link: webAddress(link?.url) && { url: link.url, label: string(link.label) || link.url },
    image: webAddress(image?.url) && { url: image.url, alt: string(image.alt), credit: string(image.credit) },
  };
}

const webAddress = (url) => /^https?:\/\//i.test(string(url)) && url;

function readDocument({ title, url, published_at, text }) {
  return {
    title: string(title),
    url: webAddress(url) || "",
    published: string(published_at).slice(0, 10),
    points: typeof text === "string" ? Array.from(text) : null,
  };
}

// The dates that the sources give, the one that the event stands at first; nothing where they agree.
function readDispute({ disputed, placement, when, mentions }, documents, timexes) {
  const others = list(disputed).map(({ document, timex, text }) => {
    return { document, placement: "dated", when: timexes.get(timex) || { words: string(text) } };
  });
  const { document } = timexes.get(when?.timex) || list(mentions)[0] || {};
  const sides = others.length ? [{ document, placement, when: when || {} }, ...others] : [];
  return sides.map((side) => ({ ...side, from: documents.get(side.document) }));
}

function readOrders(relations, titles) {
  const orders = new Map();
  const add = (id, type, other) => {
    if (!RELATIONS[type] || !titles.get(other)) return;
    if (!orders.has(id)) orders.set(id, []);
    orders.get(id).push({ type, title: titles.get(other) });
  };
  for (const { source, type, target, origin } of relations) {
    if (origin !== "stated" && origin !== "editor") continue;
    add(source, type, target);
    add(target, RELATIONS[type], source);
  }
  return orders;
}

function readQuotes(mentions, documents, timex) {
  const sentences = new Map();
  for (const { document, start, end, sentence } of mentions) {
    const key = sentence && `${document} ${sentence.start}`;
    const points = sentence && sentencePoints(sentence, documents.get(document));
    if (!points) continue;
    if (!sentences.has(key)) sentences.set(key, { points, sentence, document, marks: [] });
    sentences.get(key).marks.push({ kind: "event", start, end });
  }
  return [...sentences.values()].map(({ points, sentence, document, marks }) => {
    if (timex && timex.document === document) marks.unshift({ kind: "date", start: timex.start, end: timex.end });
    return { from: documents.get(document), parts: cut(points, sentence.start, marks) };
  });
}

function sentencePoints(sentence, document) {
  if (typeof sentence.text === "string") return Array.from(sentence.text);
  return document?.points?.slice(sentence.start, sentence.end);
}

// A sentence in parts [words, kind]: the marked words and what stands between. The first of two marks that meet wins.
function cut(points, offset, marks) {
  const kinds = new Array(points.length).fill("");
  for (const { kind, start, end } of marks) {
    for (let i = Math.max(start - offset, 0); i < Math.min(end - offset, points.length); i++)
      kinds[i] = kinds[i] || kind;
  }
  const parts = [];
  points.forEach((point, i) => {
    if (i && kinds[i] === kinds[i - 1]) parts.at(-1)[0] += point;
    else parts.push([point, kinds[i]]);
  });
  return parts;
}

// The <ol> that the service writes (exports/html.py): its words are kept as they are.
function readList(ol) {
  const events = [...ol.children]
    .filter((item) => item.localName === "li")
    .map((item) => {
      const words = (selector) => string(item.querySelector(selector)?.textContent).trim();
      const time = item.querySelector(".when time");
      return {
        id: item.dataset.event || item.id,
        title: words("h3"),
        status: STATUSES.find((each) => item.classList.contains(each)) || STATUSES[0],
        placement: PLACEMENTS.find((each) => item.classList.contains(each)) || "unplaced",
        when: { edtf: string(time?.getAttribute("datetime")), words: words(".when time") || firstWords(item) },
        dated: "",
        published: "",
        salience: 0,
        weight: 0,
        ...readOwnOf(item, words),
        attribution: "",
        disputed: [],
        quotes: [...item.querySelectorAll("blockquote p")].map((quote) => ({
          parts: [...quote.childNodes].map((node) => [node.textContent, node.localName === "mark" ? "event" : ""]),
        })),
        orders: [],
        reasons: [...item.querySelectorAll(".attribution, details li")].map((each) => each.textContent.trim()),
      };
    });
  return { title: "", intro: "", updated: "", language: string(ol.closest("[lang]")?.lang), events };
}

function readOwnOf(item, words) {
  const [link, image] = [item.querySelector(".link a"), item.querySelector("img")];
  return readOwn({
    text: words(".text"),
    link: link && { url: link.href, label: link.textContent },
    image: image && { url: image.src, alt: image.alt, credit: words("figcaption") },
  });
}

function firstWords(item) {
  return string(item.querySelector(".when")?.firstChild?.textContent).trim();
}
