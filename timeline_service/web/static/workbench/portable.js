// A timeline as a reader's page needs it: no article texts, and source sentences only if they may be shown.
import { element } from "./dom.js";

const READERS = ["title", "intro", "language", "documents", "events", "relations", "timexes"];
const CARRIED = [...READERS, "id", "conflicts", "notes"];

// Code for a page: what readers see, nothing of how it was found.
export function portable(answer, texts, { quotes }) {
  const { events, relations, timexes, ...rest } = picked(answer, READERS);
  const bare = (list) => list.map(({ because, ...each }) => each);
  return {
    ...rest,
    documents: answer.documents.map((each) => ({ ...each, text: null })),
    events: bare(events).map((event) => ({ ...event, mentions: event.mentions.map((each) => quoted(each, texts, quotes)) })),
    relations: bare(relations),
    timexes: bare(timexes),
  };
}

// As the service takes a timeline that it does not store, to write it in another format.
export function carried(answer, texts) {
  const documents = answer.documents.map((each) => ({ ...each, text: null }));
  const events = answer.events.map((event) => ({ ...event, mentions: event.mentions.map((each) => quoted(each, {}, false)) }));
  return { timeline: { ...picked(answer, CARRIED), documents, events }, texts };
}

const picked = (answer, names) =>
  Object.fromEntries(names.filter((name) => answer[name] !== undefined).map((name) => [name, answer[name]]));

function quoted(mention, texts, quotes) {
  const { start, end } = mention.sentence;
  const words = quotes && texts[mention.document];
  const text = words && { text: Array.from(words).slice(start, end).join("") };
  return { ...mention, sentence: { start, end, ...text } };
}

// A page's own copy of the timeline: script and data, nothing fetched from the service but the script; and the rows as a
// list for readers without scripts. The script is not pinned by its hash: its address always has the newest one.
export function inlineCode(data, { script }) {
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  return `<script src="${script}" defer></script>
<event-timeline>
<script type="application/json">${json}</script>
${element("ol", { className: "timeline" }, ...data.events.map(listed)).outerHTML}
</event-timeline>`;
}

function listed({ title, status, when, text }) {
  const said = [when.said, status !== "occurred" && status].filter(Boolean).join(" · ");
  return element("li", {}, element("p", {}, said), element("h3", {}, title), ...(text ? [element("p", {}, text)] : []));
}

// The stored timeline in an iframe that grows with it.
export function frameCode(address, { resize, title }) {
  const name = title.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return `<iframe src="${address}" title="${name}" width="100%" height="600" frameborder="0"></iframe>
<script src="${resize}" async></script>`;
}
