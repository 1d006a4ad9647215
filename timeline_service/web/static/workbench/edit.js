// The page of a stored timeline: every act is a correction that the service keeps, with who and when.
import { askForKey } from "./api.js";
import { nameOf } from "./article.js";
import { Comments } from "./comments.js";
import { byId, copy, download, element, redraw } from "./dom.js";
import { Live } from "./live.js";
import { planning, showPlan } from "./plan.js";
import { frameCode } from "./portable.js";
import { Session } from "./session.js";
import { StoredDesk } from "./stored.js";
import { Workspace } from "./workspace.js";

const id = decodeURIComponent(location.pathname.split("/").at(-2));
const brand = document.title.split(" · ").at(-1);
const session = new Session(start);
const comments = new Comments(id, session, () => workspace.desk && workspace.show());
const workspace = new Workspace(show, { comments });
const desk = new StoredDesk(id);
const live = new Live(`/v1/timelines/${encodeURIComponent(id)}/live`, look);
let waiting = false; // a version that is shown when the editor has finished

function show({ answer, articles }) {
  document.title = `${answer.title || "A timeline"} · ${brand}`;
  const published = answer.state === "published";
  byId("badge").textContent = answer.publish_at ? "planned" : answer.state;
  byId("badge").className = `badge ${answer.state}`;
  byId("publish").hidden = byId("delete").disabled = false;
  byId("publish").textContent = published ? "Unpublish" : "Publish";
  byId("quotes").value = answer.quotes;
  const { resize } = byId("code").dataset; // under the address that the service has for readers
  const address = new URL(`/embed/${encodeURIComponent(answer.id)}`, resize).href;
  byId("address").replaceChildren(
    published ? element("a", { href: address }, address) : "Only a published timeline can be embedded.",
  );
  byId("code").value = published
    ? frameCode(address, { resize, title: answer.title || "Timeline" })
    : "";
  showPlan(answer, plan);
  comments.show(answer.events);
  const texts = new Map(articles.map(({ id, text }) => [id, text]));
  showArticles(answer.documents.map((each) => ({ ...each, text: texts.get(each.id) })));
  showCorrections(answer.corrections);
}

function showArticles(documents) {
  redraw(
    byId("documents"),
    documents.map(({ id, title, text, published_at }) => {
      const name = nameOf({ id, title, text });
      const remove = element(
        "button",
        {
          type: "button",
          ariaLabel: `Remove ${name}`,
          className: "writes",
          disabled: documents.length === 1,
          onclick: () => removeArticle(id, name),
        },
        "Remove",
      );
      const shown = element("bdi", {}, name);
      const when = element("span", { className: "hint" }, published_at ?? "no date");
      return element("li", { dataset: { key: id } }, shown, " ", when, " ", remove);
    }),
  );
}

function removeArticle(id, name) {
  const sure = `Remove “${name}”, with all that it alone tells? What was said of its events is of no effect then.`;
  if (confirm(sure)) workspace.attempt(() => desk.removeArticle(id), "Removed.");
}

function showCorrections(corrections) {
  redraw(
    byId("corrections"),
    corrections.toReversed().map(({ number, words, by, at }) => {
      const undo = element(
        "button",
        { type: "button", className: "writes", ariaLabel: `Undo: ${words}`, onclick: () => workspace.attempt(() => desk.takeBack(number), "Undone.") },
        "Undo",
      );
      const when = element("span", { className: "hint" }, `${by}, ${new Date(at).toLocaleString()}`);
      const sentence = `${words[0].toUpperCase()}${words.slice(1)} `;
      return element("li", { dataset: { key: number } }, sentence, when, " ", undo);
    }),
  );
}

async function showHistory() {
  const { revisions } = await desk.history();
  byId("revisions").replaceChildren(
    ...revisions.map(({ by, at, what }) =>
      element("li", {}, what, " ", element("span", { className: "hint" }, `${by}, ${new Date(at).toLocaleString()}`)),
    ),
  );
  return false;
}

async function plan(change) {
  const said = change.publish_at ? "The service will publish it by itself." : "It will not be published by itself.";
  if ((await workspace.attempt(() => desk.change(change), said)) !== "done") return;
  document.querySelector(change.publish_at ? "#planned button" : "#later summary").focus();
}
planning(plan);

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
  const { text, published, headline, language } = event.target.elements;
  const article = {
    text: text.value,
    ...(published.value && { published_at: published.value }),
    ...(headline.value && { title: headline.value }),
    ...(language.value !== "en" && { language: language.value }),
  };
  workspace.attempt(async () => {
    await desk.addArticle(article);
    event.target.reset();
  }, "Added to the story.");
});
byId("sheet").addEventListener("change", async ({ target }) => {
  const [file] = target.files;
  if (!file) return;
  const sheet = await file.arrayBuffer();
  const kind = /\.xlsx$/i.test(file.name) ? target.dataset.xlsx : "text/csv; charset=utf-8";
  target.value = "";
  const last = Math.max(0, ...desk.answer.corrections.map(({ number }) => number));
  if ((await workspace.attempt(() => desk.takeIn(sheet, kind))) !== "done") return;
  const more = desk.answer.corrections.filter(({ number }) => number > last).length;
  workspace.say(`${file.name} is taken in: ${more === 1 ? "1 correction" : `${more} corrections`}.`);
});
byId("history").addEventListener("toggle", ({ target }) => target.open && workspace.attempt(showHistory));
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

byId("delete").addEventListener("click", () => {
  const sure = "Delete this story for good, with its articles, corrections, comments and history? This cannot be undone.";
  if (!confirm(sure)) return;
  workspace.attempt(async () => {
    await desk.remove();
    location.assign("/");
    return false;
  });
});

async function start() {
  try {
    await session.load();
    if (!workspace.desk) await desk.open();
    workspace.desk = desk;
    await comments.load();
    workspace.show();
    if (!session.mayWrite) workspace.view("read");
    byId("own-headline").readOnly = !session.mayWrite;
    workspace.say(session.mayWrite ? "" : "You may read this story. To change it, sign in with a key that may write.");
    live.start();
  } catch (error) {
    askForKey(error);
    workspace.say(error.message, true);
  }
}

// What others do is shown at once, but never takes away what the editor is in the middle of; and what this page has just
// sent is no news, so it looks when that is done.
function look() {
  return workspace.attempt(async () => {
    const newer = await desk.newer().catch(unheard);
    if (!newer) return false;
    waiting = workspace.isBusy;
    if (waiting) {
      workspace.say("Someone else has changed the timeline. It is shown when you have finished here.");
      return false;
    }
    await desk.take(newer);
    workspace.show();
    const [{ by, what }] = (await desk.history()).revisions;
    workspace.say(`${by === session.name ? "Changed elsewhere" : `Changed by ${by}`}: ${what}.`);
    return false;
  });
}

// The next version will tell, and what is shown stays. Where there is none for somebody who is signed in, there is no story.
async function unheard({ status }) {
  if (status !== 404) return null;
  await session.load().catch(() => {});
  if (session.name) {
    live.end();
    workspace.say("Someone has deleted this story. It is only on this page now: copy what you need.", true);
  }
  return null;
}

function lookLater() {
  if (!waiting || workspace.isBusy) return;
  waiting = false;
  setTimeout(look, 300); // what is being saved comes first
}
for (const type of ["focusout", "click", "keyup"]) document.addEventListener(type, lookLater);

start();
