// The editor's page of a stored timeline: every edit is a correction that the service keeps, with who and when.
import { ask, askForKey, onKey, Problem } from "./api.js";
import { byId, copy, download, element } from "./dom.js";
import { extras } from "./extras.js";
import { Panes } from "./panes.js";
import { frameCode } from "./portable.js";

const id = decodeURIComponent(location.pathname.split("/").at(-2));
const path = `/v1/timelines/${encodeURIComponent(id)}`;
const panes = new Panes({ act, more: (answer, event) => extras(answer, event, (change) => act(event.id, change)) });
let timeline = null;
let etag = "";

function say(words, wrong = false) {
  byId("state").textContent = words;
  byId("state").classList.toggle("wrong", wrong);
}

// Ask the service, show what it answers. Somebody else's change in between is shown before anything is overwritten.
async function attempt(job, done) {
  say("…");
  try {
    await take(await job());
    say(done);
  } catch (error) {
    if (error instanceof Problem && error.status === 412) {
      await attempt(
        () => ask(path),
        "Someone else has changed the timeline; this is the current version. Please make your change again.",
      );
      return;
    }
    askForKey(error);
    say(error.message, true);
  }
}

async function take(response) {
  etag = response.headers.get("ETag");
  timeline = await response.json();
  show();
}

const change = (method, where, json) => ask(`${path}${where}`, { method, json, headers: { "If-Match": etag } });

function act(event, { move, ...correction }) {
  const shown = timeline.events;
  const at = shown.findIndex((each) => each.id === event);
  const moved = move && { [move < 0 ? "before" : "after"]: shown[at + move].id };
  attempt(() => change("PATCH", `/events/${event}`, moved || correction), "Changed.");
}

function show() {
  byId("headline").textContent = timeline.title || "A timeline without a headline";
  byId("publish").hidden = false;
  byId("publish").textContent = timeline.state === "draft" ? "Publish" : "Unpublish";
  byId("quotes").value = timeline.quotes;
  byId("undo").disabled = !timeline.corrections.length;
  const articles = timeline.documents.map((each) => ({ ...each, points: sentencesOf(each) }));
  panes.show(timeline, { articles, told: timeline });
  showCorrections();
  const address = new URL(`/embed/${encodeURIComponent(id)}`, location).href;
  const published = timeline.state === "published";
  byId("address").replaceChildren(
    published ? element("a", { href: address }, address) : "Only a published timeline can be embedded.",
  );
  byId("code").value = published
    ? frameCode(address, { resize: byId("code").dataset.resize, title: timeline.title || "Timeline" })
    : "";
}

// The API gives an editor the sentences of the events, not the articles: what stands between them is left out.
function sentencesOf({ id }) {
  const points = [];
  for (const { document, sentence } of timeline.events.flatMap((event) => event.mentions)) {
    if (document === id)
      Array.from(sentence.text ?? "").forEach((point, i) => {
        points[sentence.start + i] = point;
      });
  }
  return Array.from(points, (point, i) => point ?? (i && points[i - 1] === undefined ? "" : " … "));
}

function showCorrections() {
  const titles = new Map(timeline.events.map((event) => [event.id, event.title]));
  byId("corrections").replaceChildren(
    ...timeline.corrections.map(({ number, kind, event, value, by, at }) => {
      const said = titles.get(value) ?? (typeof value === "object" ? JSON.stringify(value) : value);
      const what = `${kind} of “${titles.get(event) ?? event}”: ${said}`;
      const undo = element(
        "button",
        { type: "button", ariaLabel: `Undo ${what}`, onclick: () => undone(number) },
        "Undo",
      );
      return element("li", {}, `${what} (${by}, ${new Date(at).toLocaleString()}) `, undo);
    }),
  );
}

const undone = (number) => attempt(() => change("DELETE", `/corrections/${number}`), "Undone.");

byId("undo").addEventListener("click", () => undone(Math.max(...timeline.corrections.map(({ number }) => number))));
byId("publish").addEventListener("click", () => {
  const state = timeline.state === "draft" ? "published" : "draft";
  attempt(
    () => change("PATCH", "", { state }),
    state === "draft" ? "Readers no longer see it." : "Readers can see it.",
  );
});
byId("quotes").addEventListener("change", ({ target }) =>
  attempt(() => change("PATCH", "", { quotes: target.value }), "Changed."),
);
byId("copy").addEventListener("click", ({ target }) => copy(byId("code"), target));
onKey(() => attempt(() => ask(path), ""));
for (const button of document.querySelectorAll("[data-export]")) {
  button.addEventListener("click", async () => {
    try {
      const response = await ask(`${path}/export?format=${button.dataset.export}`);
      download(`timeline.${button.dataset.extension}`, await response.blob());
    } catch (error) {
      say(error.message, true);
    }
  });
}

attempt(() => ask(path), "");
