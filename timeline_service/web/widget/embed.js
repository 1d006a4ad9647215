// Shows each version as it comes, and that the timeline was withdrawn: a stream says so, and polling where there is none.
(() => {
  "use strict";
  const timeline = document.querySelector("event-timeline");
  const spread = 1000; // milliseconds over which readers fetch a new version
  let shown = Number(timeline.dataset.version);

  async function show({ version }) {
    if (version <= shown) return;
    shown = version;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * spread));
    const response = await ask();
    if (response.ok) timeline.data = await response.json();
  }

  function ask() {
    return fetch(timeline.getAttribute("src"), { cache: "no-cache", credentials: "omit" });
  }

  // A stream that is refused for good: the timeline went while nobody listened, or there are too many streams.
  async function refused() {
    if (stream.readyState !== EventSource.CLOSED || !timeline.isConnected) return;
    const { status } = await ask();
    if (status === 404 || status === 410) withdraw({ message: "This timeline was withdrawn by its newsroom." });
  }

  function withdraw({ message }) {
    const sentence = document.createElement("p");
    sentence.setAttribute("role", "status");
    sentence.textContent = message;
    timeline.replaceWith(sentence);
    stream.close();
  }

  const stream = new EventSource(`${location.pathname}/live`);
  stream.addEventListener("version", (event) => show(JSON.parse(event.data)).catch(() => {}));
  stream.addEventListener("error", () => refused().catch(() => {}));
  stream.addEventListener("withdrawn", (event) => withdraw(JSON.parse(event.data)));
})();

// Tells the page around the embedded timeline how high it is, in every shape that hosts listen for. A page that stands
// by itself has nobody to tell; there the timeline is the main thing, which it must not be inside another page.
(() => {
  "use strict";
  if (parent === window) {
    document.querySelector("event-timeline").setAttribute("role", "main");
    return;
  }
  const id = location.pathname.split("/").pop();
  const src = location.href.split("#")[0];
  const secret = new URLSearchParams(location.hash.replace(/^#\??/, "")).get("secret");
  let told = 0;

  function shapes(height) {
    return [
      { type: "event-timeline:height", id, height },
      { "datawrapper-height": { [id]: height } },
      JSON.stringify({ sender: "Flourish", context: "iframe.resize", method: "resize", height, src }),
      { sentinel: "amp", type: "embed-size", height },
      ...(secret ? [{ message: "height", value: height, secret }] : []), // WordPress
    ];
  }

  function tell() {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    for (const message of shapes(height)) parent.postMessage(message, "*");
  }

  new ResizeObserver(tell).observe(document.body);
})();
