// The page of a stored timeline: every act is a correction that the service keeps, with who and when.
import { askForKey, onKey } from "./api.js";
import { byId, copy, download, element } from "./dom.js";
import { frameCode } from "./portable.js";
import { StoredDesk } from "./stored.js";
import { Workspace } from "./workspace.js";

const LOOK_AGAIN = 5_000; // ms
const id = decodeURIComponent(location.pathname.split("/").at(-2));
const workspace = new Workspace(show);
const desk = new StoredDesk(id);

function show({ answer }) {
  document.title = `${answer.title || "A timeline"} · timeline-service`;
  const published = answer.state === "published";
  byId("badge").textContent = answer.state;
  byId("badge").className = `badge ${answer.state}`;
  byId("publish").hidden = false;
  byId("publish").textContent = published ? "Unpublish" : "Publish";
  byId("quotes").value = answer.quotes;
  const address = new URL(`/embed/${encodeURIComponent(answer.id)}`, location).href;
  byId("address").replaceChildren(
    published ? element("a", { href: address }, address) : "Only a published timeline can be embedded.",
  );
  byId("code").value = published
    ? frameCode(address, { resize: byId("code").dataset.resize, title: answer.title || "Timeline" })
    : "";
  showArticles(answer.documents);
  showCorrections(answer.corrections);
}

function showArticles(documents) {
  byId("documents").replaceChildren(
    ...documents.map(({ id, title, published_at }) => {
      const name = title || id;
      const remove = element(
        "button",
        {
          type: "button",
          ariaLabel: `Remove ${name}`,
          disabled: documents.length === 1,
          onclick: () => workspace.attempt(() => desk.removeArticle(id), "Removed."),
        },
        "Remove",
      );
      return element("li", {}, `${name} `, element("span", { className: "hint" }, published_at ?? "no date"), " ", remove);
    }),
  );
}

function showCorrections(corrections) {
  byId("corrections").replaceChildren(
    ...[...corrections].reverse().map(({ number, words, by, at }) => {
      const undo = element(
        "button",
        { type: "button", ariaLabel: `Undo: ${words}`, onclick: () => workspace.attempt(() => desk.undo(number), "Undone.") },
        "Undo",
      );
      const when = element("span", { className: "hint" }, `${by}, ${new Date(at).toLocaleString()}`);
      return element("li", {}, `${words[0].toUpperCase()}${words.slice(1)} `, when, " ", undo);
    }),
  );
}

byId("publish").addEventListener("click", () => {
  const state = desk.answer.state === "draft" ? "published" : "draft";
  workspace.attempt(
    () => desk.change({ state }),
    state === "draft" ? "Readers no longer see it." : "Readers can see it.",
  );
});
byId("quotes").addEventListener("change", ({ target }) =>
  workspace.attempt(() => desk.change({ quotes: target.value }), "Saved."),
);
byId("add-article").addEventListener("submit", (event) => {
  event.preventDefault();
  const { text, published, headline } = event.target.elements;
  const article = {
    text: text.value,
    ...(published.value && { published_at: published.value }),
    ...(headline.value && { title: headline.value }),
  };
  workspace.attempt(async () => {
    await desk.addArticle(article);
    event.target.reset();
  }, "Added to the story.");
});
byId("sheet").addEventListener("change", async ({ target }) => {
  const [file] = target.files;
  if (!file) return;
  const csv = await file.text();
  target.value = "";
  const before = desk.answer.corrections.length;
  await workspace.attempt(() => desk.takeIn(csv), `${file.name} is taken in.`);
  const more = desk.answer.corrections.length - before;
  if (!byId("state").classList.contains("wrong")) workspace.say(`${file.name} is taken in: ${more} corrections.`);
});
byId("history").addEventListener("toggle", async ({ target }) => {
  if (!target.open) return;
  const { revisions } = await desk.history();
  byId("revisions").replaceChildren(
    ...revisions.map(({ by, at, what }) =>
      element("li", {}, what, " ", element("span", { className: "hint" }, `${by}, ${new Date(at).toLocaleString()}`)),
    ),
  );
});
byId("copy").addEventListener("click", ({ target }) => copy(byId("code"), target));
for (const button of document.querySelectorAll("[data-export]")) {
  button.addEventListener("click", () =>
    workspace.attempt(async () => {
      const forTheDesk = byId("desk-copy").checked;
      const response = await desk.exported(button.dataset.export, { copy: forTheDesk });
      const name = forTheDesk ? "not-for-publication" : "timeline";
      download(`${name}.${button.dataset.extension}`, await response.blob());
    }),
  );
}

async function start() {
  try {
    await desk.open();
    workspace.desk = desk;
    workspace.show();
    workspace.say("");
  } catch (error) {
    askForKey(error);
    workspace.say(error.message, true);
  }
}

// What others do shows up by itself, unless the editor is in the middle of something.
setInterval(async () => {
  const at = document.activeElement;
  const busy = at?.matches?.("#rows :is(input, textarea, select), #desk form *") || document.querySelector(".ask, .row-form");
  if (document.hidden || busy || !workspace.desk) return;
  try {
    if (await desk.refresh()) {
      workspace.show();
      workspace.say("Someone else has changed the timeline; this is the current version.");
    }
  } catch {
    // The next look will tell; what is shown stays.
  }
}, LOOK_AGAIN);

onKey(start);
start();
