// A timeline that was edited in the page becomes a stored draft, and its edits become corrections there.
import { ask } from "./api.js";

// `article` as it was sent, `extracted` as it was answered, `said` as local.js keeps it. Gives the path of its page.
export async function keep(article, extracted, said) {
  const response = await ask("/v1/timelines", { method: "POST", json: { documents: [article] } });
  const draft = await response.json();
  const page = `/timelines/${encodeURIComponent(draft.id)}/edit`;
  const stored = twins(extracted, draft);
  let etag = response.headers.get("ETag");
  for (const { event, change } of said) {
    const json = Object.fromEntries(Object.entries(change).map(([kind, value]) => [kind, stored.get(value) ?? value]));
    const path = `/v1/timelines/${encodeURIComponent(draft.id)}/events/${stored.get(event)}`;
    try {
      etag = (await ask(path, { method: "PATCH", json, headers: { "If-Match": etag } })).headers.get("ETag");
    } catch (error) {
      throw new Error(`${error.message} The draft is at ${page}, without this edit and those after it.`, {
        cause: error,
      });
    }
  }
  return page;
}

// Events have other ids in the store; one and the same is told of at the same place first.
function twins(extracted, draft) {
  const place = ({ mentions: [first] }) => `${first.document} ${first.start}`;
  const ids = new Map(draft.events.map((event) => [place(event), event.id]));
  return new Map(extracted.events.map((event) => [event.id, ids.get(place(event))]));
}
