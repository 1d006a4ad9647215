/** A typed client of timeline-service: the calls that a newsroom's programs make, and `api` for all others. */

import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./openapi.js";

type Schemas = components["schemas"];
export type Article = Schemas["Article"];
export type Timeline = Schemas["Timeline"];
export type Event = Schemas["Event"];
/** A stored timeline: it has an id. */
export type Story = Schemas["StoredTimelineOut"] & { id: string };
export type Line = Schemas["TimelineSummary"];
export type Changes = Schemas["Changes"];

/** The service refused a request: a sentence, and by field what to fix (RFC 9457). */
export class Refused extends Error {
  override name = "Refused";

  constructor(
    readonly status: number,
    detail: string,
    readonly errors: Readonly<Record<string, unknown>>,
    /** Seconds until it is worth to try again, if the service said so. */
    readonly retryAfter: number | null,
  ) {
    super(detail);
  }
}

/** Somebody else changed the story since it was read: read it and try again (412). */
export class Stale extends Refused {
  override name = "Stale";
}

export interface Options {
  /** An API key; without one readers' calls work, and all of them on the first run of a service on the same machine. */
  key?: string | undefined;
  /** Milliseconds until a call is given up; 60,000 unless told. */
  timeout?: number;
  fetch?: typeof fetch;
}

/** One service, asked with one key. The methods throw {@link Refused}, and what `fetch` throws where there is no answer. */
export class Timelines {
  /** Every operation of openapi.yaml, typed by its path. */
  readonly api: Client<paths>;

  constructor(address: string, { key, timeout = 60_000, fetch: send = fetch }: Options = {}) {
    this.api = createClient<paths>({
      baseUrl: address,
      headers: key ? { Authorization: `Bearer ${key}` } : {},
      fetch: (request) => send(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeout)]) }),
    });
  }

  /** The timeline of one article; nothing is stored. */
  async extract(article: Article): Promise<Timeline> {
    return answer(await this.api.POST("/v1/extract", { body: article }));
  }

  /** The story of this id of your own, made of these articles: created, or its documents replaced. */
  async put(externalId: string, documents: Schemas["TimelineIn"]["documents"]): Promise<Story> {
    const params = { path: { id: externalId } };
    return stored(await this.api.PUT("/v1/timelines/{id}", { params, body: { documents } }));
  }

  /** One story, by its id or by your own. */
  async read(id: string): Promise<Story> {
    return stored(await this.api.GET("/v1/timelines/{id}", { params: { path: { id } } }));
  }

  /** A page of the stories of the newsroom, last changed first. */
  async stories(query: { title?: string; state?: "draft" | "published"; page?: number } = {}): Promise<Line[]> {
    return answer(await this.api.GET("/v1/timelines", { params: { query } })).timelines;
  }

  /** The story for readers; throws {@link Stale} if it has changed since. */
  publish(story: Story): Promise<Story> {
    return this.#change(story, "published");
  }

  /** The story as a draft again. */
  unpublish(story: Story): Promise<Story> {
    return this.#change(story, "draft");
  }

  /** The rows that are new, changed or withdrawn since a version; without one, all of them are new. */
  async changes(id: string, since?: number): Promise<Changes> {
    const query = since === undefined ? {} : { since };
    return answer(await this.api.GET("/v1/timelines/{id}/changes", { params: { path: { id }, query } }));
  }

  async #change(story: Story, state: "draft" | "published"): Promise<Story> {
    const params = { path: { id: story.id }, header: { "If-Match": `"${story.version}"` } };
    return stored(await this.api.PATCH("/v1/timelines/{id}", { params, body: { state } }));
  }
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

function answer<T>({ data, error, response }: Answer<T>): T {
  if (response.ok && data !== undefined) return data;
  const problem = (typeof error === "object" && error !== null ? error : {}) as Partial<Schemas["Problem"]>;
  const wait = response.headers.get("Retry-After");
  const Kind = response.status === 412 ? Stale : Refused;
  throw new Kind(response.status, problem.detail ?? response.statusText, problem.errors ?? {}, wait ? Number(wait) : null);
}

function stored(given: Answer<Schemas["StoredTimelineOut"]>): Story {
  return answer(given) as Story;
}
