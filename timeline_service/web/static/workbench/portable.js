// A timeline as a reader's page needs it: no article texts, and source sentences only if they may be shown.

const READERS = ["title", "intro", "language", "documents", "events", "relations", "timexes"];

export function portable(answer, texts, { quotes }) {
  const points = new Map(Object.entries(texts).map(([id, text]) => [id, Array.from(text)]));
  const sentence = (document, span) => ({
    ...span,
    ...(quotes && points.has(document) && { text: points.get(document).slice(span.start, span.end).join("") }),
  });
  const kept = Object.fromEntries(READERS.map((name) => [name, answer[name]]));
  return {
    ...kept,
    documents: answer.documents.map((each) => ({ ...each, text: null })),
    events: answer.events.map((event) => ({
      ...event,
      mentions: event.mentions.map((mention) => ({
        ...mention,
        sentence: sentence(mention.document, mention.sentence),
      })),
    })),
  };
}

// A page's own copy of the timeline: script and data, nothing fetched from the service but the script.
export function inlineCode(data, { script, integrity }) {
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  return `<script src="${script}" integrity="${integrity}" crossorigin="anonymous" defer></script>
<event-timeline>
<script type="application/json">${json}</script>
</event-timeline>`;
}

// The stored timeline in an iframe that grows with it.
export function frameCode(address, { resize, title }) {
  const name = title.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return `<iframe src="${address}" title="${name}" width="100%" height="600" frameborder="0"></iframe>
<script src="${resize}" async></script>`;
}
