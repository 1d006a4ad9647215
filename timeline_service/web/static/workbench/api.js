// Requests to the service. A problem document becomes an Error with its words.

export async function ask(path, { method = "GET", json, body: raw, headers = {} } = {}) {
  const body = json === undefined ? raw : JSON.stringify(json);
  const kind = json !== undefined && { "Content-Type": "application/json" };
  const sent = { ...headers, ...kind };
  const response = await fetch(path, { method, body, headers: sent });
  if (response.ok) return response;
  throw new Problem(response, await response.json().catch(() => ({})));
}

export class Problem extends Error {
  constructor({ status, statusText }, { title, detail, errors = {} }) {
    const fields = Object.values(errors)
      .flat(3)
      .filter((each) => typeof each === "string")
      .map((each) => each.replace(/^(\w+: )+/, "")); // the way to the field is for programs
    super([detail || title || statusText, ...fields].join(" "));
    this.status = status;
    this.errors = errors;
  }
}

// Show the form for a key after an answer that a key may change: to whom may not see it, a draft is not there (404).
export function askForKey(error) {
  document.getElementById("key").hidden = ![401, 404].includes(error.status);
}

export const isSignedOut = (error) => error instanceof Problem && error.status === 401;
