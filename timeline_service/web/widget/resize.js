// For pages with embedded timelines: gives each iframe the height that its timeline asks for.
addEventListener("message", ({ data, source }) => {
  if (data?.type !== "event-timeline:height" || !(data.height > 0)) return;
  for (const frame of document.querySelectorAll("iframe")) {
    if (frame.contentWindow === source) frame.height = Math.ceil(data.height);
  }
});
