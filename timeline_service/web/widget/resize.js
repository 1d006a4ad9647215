// For pages with embedded timelines: gives each iframe the height that its timeline asks for.
(() => {
  "use strict";
  const frames = () => [...document.querySelectorAll("iframe")];
  addEventListener("message", ({ data, source }) => {
    if (data?.type !== "event-timeline:height" || !(data.height > 0)) return;
    for (const frame of frames()) if (frame.contentWindow === source) frame.height = Math.ceil(data.height);
  });
  // Those that were there before this script are asked to say it again.
  for (const frame of frames()) frame.contentWindow?.postMessage({ type: "event-timeline:height?" }, "*");
})();
