// Speaks with the page around the embedded timeline. A page that stands by itself has nobody to speak with; there the
// timeline is the main thing, which it must not be inside another page.
(() => {
  "use strict";
  if (parent === window) {
    document.querySelector("event-timeline").setAttribute("role", "main");
    return;
  }
  const id = location.pathname.split("/").pop();
  const src = location.href.split("#")[0];
  let told = 0;

  // By which WordPress knows its frames.
  function secret() {
    return new URLSearchParams(location.hash.replace(/^#\??/, "")).get("secret");
  }

  function shapes(height) {
    return [
      { type: "event-timeline:height", id, height },
      { "datawrapper-height": { [id]: height } },
      JSON.stringify({ sender: "Flourish", context: "iframe.resize", method: "resize", height, src }),
      { sentinel: "amp", type: "embed-size", height },
      ...(secret() ? [{ message: "height", value: height, secret: secret() }] : []), // WordPress
    ];
  }

  // How high the timeline is, in every shape that hosts listen for.
  function tell() {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    for (const message of shapes(height)) parent.postMessage(message, "*");
  }

  // Browsers observe no sizes in a frame that is not seen yet: it would grow or shrink when the reader comes to it.
  document.querySelector("event-timeline").addEventListener("timeline-draw", tell);
  tell();
  new ResizeObserver(tell).observe(document.body);

  // A page that listens late asks: by resize.js, or as WordPress does.
  addEventListener("message", ({ data, source }) => {
    if (source !== parent || (data?.type !== "event-timeline:height?" && data?.message !== "ready")) return;
    told = 0;
    tell();
  });

  // WordPress lets its frames open nothing, and follows links to the site of the frame itself.
  addEventListener("click", (event) => {
    const link = event.composedPath().find((each) => each.localName === "a");
    if (!secret() || link?.host !== location.host || link.target) return;
    event.preventDefault();
    parent.postMessage({ message: "link", value: link.href, secret: secret() }, "*");
  });
})();
