// Elements from words; whatever comes from an article becomes a text node or a property, never markup.

export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  const { dataset, ...rest } = properties;
  for (const [name, value] of Object.entries(rest)) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  Object.assign(made.dataset, dataset);
  made.append(...children);
  return made;
}

export const byId = (id) => document.getElementById(id);

// Hear of the keys that are pressed, but for those with which an input method composes a word.
export const onKey = (target, heard) =>
  target.addEventListener("keydown", (event) => event.isComposing || heard(event));

// Draw the items of a list, each of which has a `data-key`. The focus stays with its item, or goes to the one that has
// taken its place.
export function redraw(list, items) {
  const before = [...list.children];
  const held = before.find((item) => item.contains(document.activeElement));
  list.replaceChildren(...items);
  if (!held) return;
  const same = items.find(({ dataset }) => dataset.key === held.dataset.key);
  const next = same ?? items[Math.min(before.indexOf(held), items.length - 1)];
  list.tabIndex = -1;
  (next?.querySelector("button:not(:disabled), a") ?? list).focus();
}

// Copy what stands in `field`, also where a page may not write to the clipboard (plain http). The button says it.
export async function copy(field, button) {
  field.select();
  const written = navigator.clipboard?.writeText(field.value) ?? Promise.reject();
  const copied = await written.then(
    () => true,
    () => document.execCommand("copy"),
  );
  button.dataset.words ??= button.textContent;
  button.textContent = copied ? "Copied" : "Press Ctrl+C";
  setTimeout(() => {
    button.textContent = button.dataset.words;
  }, 2000);
}

export function download(name, blob) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  URL.revokeObjectURL(link.href);
}

export const counted = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;
