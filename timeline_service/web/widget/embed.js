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
