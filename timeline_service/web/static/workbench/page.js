// The home of the desk: an article in, its timeline out, on this device until it is kept; the stories of the newsroom.
import { ask, askForKey } from "./api.js";
import { byId, copy, download } from "./dom.js";
import { isKept, LocalDesk } from "./local.js";
import { carried, inlineCode, portable } from "./portable.js";
import { Session } from "./session.js";
import { Stories } from "./stories.js";
import { Workspace } from "./workspace.js";

const TYPED = "timeline-service typed";
const form = byId("form");
const stories = new Stories();
const workspace = new Workspace(showCode);
let pending = null; // a desk that could not be opened yet, and what to say when it is

const textsOf = ({ articles }) => Object.fromEntries(articles.map(({ id, text }) => [id, text]));

function showCode(desk) {
  byId("code").value = inlineCode(
    portable(desk.answer, textsOf(desk), { quotes: byId("quotes").checked }),
    byId("code").dataset,
  );
}

function say(words, wrong = false) {
  byId("form-state").textContent = words;
  byId("form-state").classList.toggle("wrong", wrong);
}

async function open(desk, words) {
  pending = { desk, words };
  say("Reading …");
  form.make.disabled = true;
  try {
    await desk.open();
    pending = null;
    workspace.desk = desk;
    workspace.show();
    say("");
    workspace.say(words);
    byId("desk-title").focus();
    document.body.classList.add("working");
    byId("desk").after(document.querySelector(".home"));
  } catch (error) {
    askForKey(error);
    say(error.message, true);
  } finally {
    form.make.disabled = false;
  }
}

// The article as the service takes it.
function typedArticle() {
  const { text, published, headline, language } = form;
  return {
    [form.dataset.kind === "html" ? "html" : "text"]: text.value,
    ...(published.value && { published_at: published.value }),
    ...(headline.value && { title: headline.value }),
    ...(language.value !== "en" && { language: language.value }),
  };
}

// Fill the form in, with as much as is given.
function fill(given) {
  for (const [name, value] of Object.entries(given)) if (form[name] && value) form[name].value = value;
  form.dataset.kind = given.kind ?? "text";
}

// The same article once more is the story that could not be opened. Another one takes the place of edits on request alone.
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const article = typedArticle();
  const isSame = JSON.stringify(article) === JSON.stringify(pending?.desk.article);
  if (isSame) return void open(pending.desk, pending.words);
  const edited = LocalDesk.restored()?.desk.unsaved;
  if (edited && !confirm("Make a new timeline? Your edits of another one are not kept yet, and would be lost.")) return;
  open(new LocalDesk(article), "Everything stays on this device until you keep it.");
});

const session = new Session(() => {
  stories.load();
  if (form.text.value && !workspace.desk) form.requestSubmit();
});
session.load();

// Markup stays markup while it is edited.
form.text.addEventListener("input", ({ target }) => {
  if (!/<[a-z!]/i.test(target.value)) form.dataset.kind = "text";
});
form.addEventListener("input", remember);

function remember() {
  const { text, published, headline, language } = form;
  const typed = {
    text: text.value,
    published: published.value,
    headline: headline.value,
    language: language.value,
    kind: form.dataset.kind,
  };
  try {
    localStorage.setItem(TYPED, JSON.stringify(typed));
  } catch {
    // No room on the device: the page warns before it is left.
  }
}

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
  remember();
  say(`${file.name} is ready to be read.`);
}

byId("quotes").addEventListener("change", () => showCode(workspace.desk));
byId("copy").addEventListener("click", ({ target }) => copy(byId("code"), target));
byId("new").addEventListener("click", () => {
  if (workspace.desk?.unsaved && !confirm("Begin anew? Your edits of this story are not kept yet.")) return;
  LocalDesk.forget();
  localStorage.removeItem(TYPED);
  removeEventListener("beforeunload", warn);
  location.reload();
});

for (const button of document.querySelectorAll("[data-export]")) {
  button.addEventListener("click", () =>
    workspace.attempt(async () => {
      const texts = byId("quotes").checked ? textsOf(workspace.desk) : {};
      const json = carried(workspace.desk.answer, texts);
      const response = await ask(`/export/${button.dataset.export}`, { method: "POST", json });
      download(`timeline.${button.dataset.extension}`, await response.blob());
    }),
  );
}

byId("keep").addEventListener("click", async ({ target }) => {
  target.disabled = true;
  workspace.say("Storing …");
  const outcome = await workspace.attempt(async () => {
    const page = await keep(workspace.desk);
    if (!page) return;
    localStorage.removeItem(TYPED);
    location.assign(page);
    return false;
  });
  if (outcome === "left") return; // on the way to its page
  target.disabled = false;
  target.focus();
});

async function keep(desk) {
  try {
    return await desk.keep();
  } catch (error) {
    const again = "This story is among yours already, without the latest edits. Keep it once more, with all of them?";
    if (!isKept(error)) throw error;
    return confirm(again) ? desk.keep({ anew: true }) : null;
  }
}

// The edits are safe on this device, but they are on no other and nobody else sees them.
function warn(event) {
  if (workspace.desk?.unsaved) event.preventDefault();
}
addEventListener("beforeunload", warn);

stories.load();
const saved = LocalDesk.restored();
if (saved) {
  const { text, html, published_at, title, language } = saved.desk.article;
  fill({ text: text ?? html, kind: html ? "html" : "text", published: published_at, headline: title, language });
  open(saved.desk, `Your work of ${new Date(saved.at).toLocaleString()} is back.`);
} else {
  fill(JSON.parse(localStorage.getItem(TYPED) ?? "{}"));
}
