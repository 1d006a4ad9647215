// The page at /: an article in, its timeline out, edited here and taken along. Nothing is stored unless asked for.
import { ask, askForKey, onKey } from "./api.js";
import { byId, copy, download } from "./dom.js";
import { keep } from "./keep.js";
import { LocalDesk } from "./local.js";
import { Panes } from "./panes.js";
import { inlineCode, portable } from "./portable.js";

const form = byId("form");
let desk = null;
let sent = null; // the article as it was sent
let extracted = null; // as it was answered
let text = "";

const panes = new Panes({ act });

function say(words, { wrong = false } = {}) {
  byId("state").textContent = words;
  byId("state").classList.toggle("wrong", wrong);
}

async function attempt(job, words = "") {
  say(words);
  try {
    await job();
  } catch (error) {
    askForKey(error);
    say(error.message, { wrong: true });
  }
}

function show() {
  const [document] = desk.answer.documents;
  const articles = [{ ...document, points: Array.from(text) }];
  panes.show(desk.answer, { articles, told: { ...desk.answer, documents: [{ ...document, text }] } });
  byId("undo").disabled = !desk.canUndo;
  byId("code").value = inlineCode(
    portable(desk.answer, { [document.id]: text }, { quotes: byId("quotes").checked }),
    byId("code").dataset,
  );
}

function act(event, change) {
  attempt(() => {
    desk.change(event, change);
    show();
  });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const html = form.dataset.kind === "html" ? { html: form.text.value } : { text: form.text.value };
  sent = {
    ...html,
    ...(form.published.value && { published_at: form.published.value }),
    ...(form.headline.value && { title: form.headline.value }),
  };
  attempt(async () => {
    form.make.disabled = true;
    try {
      extracted = await (await ask("/v1/extract", { method: "POST", json: sent })).json();
      text = extracted.documents[0].text ?? sent.text;
      desk = new LocalDesk(extracted);
      show();
      say(`${extracted.events.length} events.`);
      byId("panes-title").focus();
    } finally {
      form.make.disabled = false;
    }
  }, "Reading …");
});

onKey(() => form.requestSubmit());
form.text.addEventListener("input", () => {
  form.dataset.kind = "text";
});
form.addEventListener("dragover", (event) => event.preventDefault());
form.addEventListener("drop", (event) => {
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  take(event.dataTransfer.files[0]);
});
byId("file").addEventListener("change", ({ target }) => target.files.length && take(target.files[0]));

async function take(file) {
  form.text.value = await file.text();
  form.dataset.kind = /html/.test(file.type) ? "html" : "text";
  say(`${file.name} is ready to be read.`);
}

byId("undo").addEventListener("click", () => {
  desk.undo();
  show();
});
byId("quotes").addEventListener("change", show);
byId("copy").addEventListener("click", ({ target }) => copy(byId("code"), target));

for (const button of document.querySelectorAll("[data-export]")) {
  button.addEventListener("click", () =>
    attempt(async () => {
      const json = {
        timeline: desk.answer,
        texts: byId("quotes").checked ? { [desk.answer.documents[0].id]: text } : {},
      };
      const response = await ask(`/export/${button.dataset.export}`, { method: "POST", json });
      download(`timeline.${button.dataset.extension}`, await response.blob());
    }),
  );
}

byId("keep").addEventListener("click", () =>
  attempt(async () => location.assign(await keep(sent, extracted, desk.said)), "Storing …"),
);
