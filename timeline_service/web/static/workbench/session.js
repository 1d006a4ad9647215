// Who is at the desk. Signing in is done once, with a key; then the browser has a cookie that no script can read.
import { ask } from "./api.js";
import { byId, element } from "./dom.js";

const WHERE = "/desk/session";
const MAY = { read: "may read", write: "may write", admin: "may do everything" };

// `onSignedIn()`: what to do when somebody has.
export class Session {
  #again;
  #known = null; // name, newsroom, may

  constructor(onSignedIn) {
    this.#again = onSignedIn;
    byId("key").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#signIn(event.target);
    });
  }

  get name() {
    return this.#known?.name ?? "";
  }

  get mayWrite() {
    return this.#known !== null && this.#known.may !== "read";
  }

  get isAdmin() {
    return this.#known?.may === "admin";
  }

  async load() {
    const { signed_in, until } = await (await ask(WHERE)).json();
    this.#show(signed_in, until);
  }

  async #signIn({ elements }) {
    byId("key-said").textContent = "";
    try {
      await ask(WHERE, { method: "POST", json: { key: elements.secret.value } });
      elements.secret.value = "";
      await this.load();
    } catch (error) {
      byId("key-said").textContent = error.message;
      elements.secret.focus();
      return;
    }
    byId("key").hidden = true;
    this.#again();
  }

  async #signOut() {
    await ask(WHERE, { method: "DELETE" });
    location.assign("/");
  }

  #show(known, until) {
    this.#known = known;
    document.body.dataset.may = known?.may ?? "";
    if (!known || !until) return byId("who").replaceChildren();
    const end = `${MAY[known.may]}, signed in until ${new Date(until).toLocaleString()}`;
    return byId("who").replaceChildren(
      element("span", { title: end }, `${known.name}, ${known.newsroom}`),
      " ",
      element("button", { type: "button", onclick: () => this.#signOut() }, "Sign out"),
    );
  }
}
