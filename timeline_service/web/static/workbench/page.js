// The home of the desk: an article in, its timeline out, on this device until it is kept; and the stories of the newsroom.
import { ask, askForKey } from "./api.js";
import { byId, copy, download } from "./dom.js";
import { LocalDesk } from "./local.js";
import { carried, inlineCode, portable } from "./portable.js";
import { Session } from "./session.js";
import { Stories } from "./stories.js";
import { Workspace } from "./workspace.js";

const TYPED = "timeline-service typed";
const form = byId("form");
const stories = new Stories();
const workspace = new Workspace(showCode);

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
  say("Reading …");
  form.make.disabled = true;
  try {
    await desk.open();
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

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (workspace.desk?.unsaved && !confirm("Make a new timeline? Your edits of this one are not kept yet.")) return;
  const html = form.dataset.kind === "html" ? { html: form.text.value } : { text: form.text.value };
  const article = {
    ...html,
    ...(form.published.value && { published_at: form.published.value }),
    ...(form.headline.value && { title: form.headline.value }),
    ...(form.language.value !== "en" && { language: form.language.value }),
  };
  open(new LocalDesk(article), "Everything stays on this device until you keep it.");
});

const session = new Session(() => {
  stories.load();
  if (form.text.value && !workspace.desk) form.requestSubmit();
});
session.load();
form.text.addEventListener("input", () => {
  form.dataset.kind = "text";
});
form.addEventListener("input", () => {
  const { text, published, headline, language } = form;
  const typed = { text: text.value, published: published.value, headline: headline.value, language: language.value };
  try {
    localStorage.setItem(TYPED, JSON.stringify(typed));
  } catch {
    // No room on the device: the page warns before it is left.
  }
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

byId("keep").addEventListener("click", () => {
  workspace.say("Storing …");
  workspace.attempt(async () => {
    const page = await workspace.desk.keep();
    localStorage.removeItem(TYPED);
    location.assign(page);
    return false;
  });
});

// The edits are safe on this device, but they are on no other and nobody else sees them.
function warn(event) {
  if (workspace.desk?.unsaved) event.preventDefault();
}
addEventListener("beforeunload", warn);

stories.load();
const saved = LocalDesk.restored();
if (saved) {
  const { article } = saved.desk;
  form.text.value = article.text ?? article.html ?? "";
  form.dataset.kind = article.html ? "html" : "text";
  form.published.value = article.published_at ?? "";
  form.headline.value = article.title ?? "";
  open(saved.desk, `Your work of ${new Date(saved.at).toLocaleString()} is back.`);
} else {
  const typed = JSON.parse(localStorage.getItem(TYPED) ?? "{}");
  for (const [name, value] of Object.entries(typed)) if (form[name] && value) form[name].value = value;
}
