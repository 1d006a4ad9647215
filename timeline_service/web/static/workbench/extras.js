// Corrections that only a stored timeline takes: pin, merge, order, split.
import { element } from "./dom.js";

export function extras(answer, event, say) {
  const others = answer.events.filter((each) => each.id !== event.id);
  const choice = (label, kind) => {
    const select = element(
      "select",
      { onchange: ({ target }) => target.value && say({ [kind]: target.value }), dataset: { control: kind } },
      element("option", { value: "" }, "–"),
      ...others.map((each) => element("option", { value: each.id }, each.title)),
    );
    return element("label", {}, `${label} `, select);
  };
  const pin = element(
    "button",
    { type: "button", onclick: () => say({ pinned: true }), dataset: { control: "pin" } },
    "Keep on the timeline",
  );
  const splits =
    event.mentions.length < 2
      ? []
      : event.mentions.map(({ document, start, text }) =>
          element(
            "button",
            { type: "button", onclick: () => say({ split: { document, start } }) },
            `“${text}” is another event`,
          ),
        );
  return [
    element(
      "p",
      { className: "tools" },
      choice("Came before", "before"),
      choice("Same event as", "merge"),
      pin,
      ...splits,
    ),
  ];
}
