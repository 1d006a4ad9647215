// Publishing at a time that is planned, in the zone of whoever plans it.
import { byId, element } from "./dom.js";

const MINUTE = 60_000; // ms
const shown = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });

// `change({ publish_at })` is told the time as the API takes it, or null.
export function planning(change) {
  byId("plan-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const { at } = event.target.elements;
    if (!at.value) return at.focus();
    byId("later").open = false;
    return change({ publish_at: new Date(at.value).toISOString() });
  });
  byId("later").addEventListener("toggle", ({ target }) => {
    if (!target.open) return;
    const { at } = byId("plan-form").elements;
    at.min = local(Date.now() + MINUTE);
    at.value ||= local(Date.now() + 60 * MINUTE);
  });
}

export function showPlan({ state, publish_at }, change) {
  byId("later").hidden = state === "published" || publish_at !== null;
  const planned = byId("planned");
  if (planned.dataset.at === String(publish_at)) return; // the button keeps the focus
  planned.dataset.at = publish_at;
  const cancel = element("button", { type: "button", className: "writes", onclick: () => change({ publish_at: null }) }, "Do not");
  planned.replaceChildren(
    ...(publish_at ? [`Will be published on ${shown.format(new Date(publish_at))}. `, cancel] : []),
  );
}

const local = (ms) => new Date(ms - new Date(ms).getTimezoneOffset() * MINUTE).toISOString().slice(0, 16);
