// Requests to the service. A problem document becomes an Error with its words.

export async function ask(path, { method = "GET", json, body: raw, headers = {} } = {}) {
  const body = json === undefined ? raw : JSON.stringify(json);
  const kind = json !== undefined && { "Content-Type": "application/json" };
  const sent = { ...headers, ...kind };
  const response = await fetch(path, { method, body, headers: sent });
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  const fields = Object.values(problem.errors || {})
    .flat(3)
    .filter((each) => typeof each === "string")
    .map((each) => each.replace(/^(\w+: )+/, "")); // the way to the field is for programs
  throw new Problem(response.status, [problem.detail || problem.title || response.statusText, ...fields].join(" "));
}

export class Problem extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

// Show the form for a key after an answer that a key may change: to whom may not see it, a draft is not there (404).
export function askForKey(error) {
  document.getElementById("key").hidden = ![401, 404].includes(error.status);
}

export const isSignedOut = (error) => error instanceof Problem && error.status === 401;
