// Hears of each version of a timeline as it comes: from a stream, or by asking every few seconds where there is none.
// A page in the background listens to nothing, since a browser opens few connections to one server.

const ASK_AGAIN = 5_000; // ms
const TRY_AGAIN = 60_000; // ms after which a stream that was refused is tried again

export class Live {
  #address;
  #heard;
  #stream = null;
  #timer = 0;
  #ended = false;

  // `heard()` is called whenever there may be another version.
  constructor(address, heard) {
    this.#address = address;
    this.#heard = heard;
    document.addEventListener("visibilitychange", () => (document.hidden ? this.#stop() : this.start()));
  }

  // There is nothing more to hear.
  end() {
    this.#stop();
    this.#ended = true;
  }

  start() {
    this.#stop();
    if (this.#ended) return;
    this.#stream = new EventSource(this.#address);
    for (const type of ["version", "withdrawn"]) this.#stream.addEventListener(type, () => this.#heard());
    this.#stream.addEventListener("error", () => this.#stream?.readyState === EventSource.CLOSED && this.#poll());
  }

  #poll() {
    this.#stop();
    const end = Date.now() + TRY_AGAIN;
    this.#timer = setInterval(() => (Date.now() > end ? this.start() : this.#heard()), ASK_AGAIN);
  }

  #stop() {
    this.#stream?.close();
    this.#stream = null;
    clearInterval(this.#timer);
  }
}
