// All of a row that is not in its line: status, the newsroom's own words, picture, link; joining and taking apart; why.
import { element } from "./dom.js";

const STATUSES = ["occurred", "ongoing", "planned", "possible", "denied", "cancelled"];
const WORDS = { occurred: "happened", ongoing: "going on" };

export function rowForm(answer, event, { act, close }) {
  const others = answer.events.filter((each) => each.id !== event.id);
  const fields = {
    status: choice("Status", STATUSES.map((each) => [each, WORDS[each] ?? each]), event.status),
    text: field("Text", "textarea", event.text ?? "", { rows: 3, maxLength: 2000 }),
    source: field("Source", "input", event.source ?? "", { maxLength: 300 }),
    link: field("Link", "input", event.link?.url ?? "", { type: "url", placeholder: "https://" }),
    label: field("Words of the link", "input", event.link?.label ?? "", { maxLength: 200 }),
    image: field("Picture", "input", event.image?.url ?? "", { type: "url", placeholder: "https://" }),
    alt: field("What it shows, for those who do not see it", "input", event.image?.alt ?? "", { maxLength: 1000 }),
    credit: field("Credit", "input", event.image?.credit ?? "", { maxLength: 300 }),
    merge: choice("Same event as", [["", "–"], ...others.map(({ id, title }) => [id, title])], ""),
  };
  const said = element("p", { className: "wrong", role: "alert" });
  const form = element(
    "form",
    { className: "row-form", noValidate: true },
    ...Object.values(fields),
    ...apart(event, act),
    said,
    element(
      "p",
      { className: "tools" },
      element("button", { className: "main" }, "Save"),
      element("button", { type: "button", onclick: close }, "Close"),
    ),
    element("h4", {}, "Why it stands here"),
    element("ul", { className: "why" }, ...(event.reasons ?? []).map((reason) => element("li", {}, reason))),
  );
  const value = (name) => fields[name].querySelector("[name]").value.trim();
  form.addEventListener("submit", async (submitted) => {
    submitted.preventDefault();
    const changes = changed(event, value);
    if (!Object.keys(changes).length) return close();
    try {
      await act([{ event: event.id, ...changes }], "", { raise: true });
      close();
    } catch (error) {
      said.textContent = error.message;
    }
  });
  form.addEventListener("keydown", (pressed) => pressed.key === "Escape" && close());
  return form;

  function field(label, tag, value, more) {
    const control = element(tag, { name: label, value, ...more });
    return element("label", {}, label, control);
  }

  function choice(label, options, chosen) {
    const select = element(
      "select",
      { name: label },
      ...options.map(([id, words]) => element("option", { value: id, selected: id === chosen }, words)),
    );
    return element("label", {}, label, select);
  }
}

// Only what is another than before, in the words of the API.
function changed(event, value) {
  const changes = {};
  if (value("status") !== event.status) changes.status = value("status");
  for (const kind of ["text", "source"]) if (value(kind) !== (event[kind] ?? "")) changes[kind] = value(kind);
  if (value("link") !== (event.link?.url ?? "") || value("label") !== (event.link?.label ?? "")) {
    changes.link = value("link") ? { url: value("link"), ...(value("label") && { label: value("label") }) } : null;
  }
  const image = event.image ?? {};
  if (["image", "alt", "credit"].some((name) => value(name) !== (image[name === "image" ? "url" : name] ?? ""))) {
    const credit = value("credit") && { credit: value("credit") };
    changes.image = value("image") ? { url: value("image"), alt: value("alt"), ...credit } : null;
  }
  if (value("merge")) changes.merge = value("merge");
  return changes;
}

// Mentions that can be told apart, each with its sentence's trigger.
function apart(event, act) {
  if (event.mentions.length < 2) return [];
  const button = ({ document, start, text }) =>
    element(
      "button",
      { type: "button", onclick: () => act([{ event: event.id, split: { document, start } }]) },
      `“${text}” is another event`,
    );
  return [element("p", { className: "tools" }, ...event.mentions.map(button))];
}
