// The language of the words around the events: one throughout, the page's where there are words for it.

const SCRIPT = document.currentScript?.src || new Error().stack.match(/\w+:\/\/\S+?(?=:\d+:\d+)/)?.[0]; // in a module
const translations = new Map();

// de_DE.UTF-8 is de-DE; undefined where it names no language.
function canonical(tag) {
  try {
    return Intl.getCanonicalLocales(tag.split(/[.@]/)[0].trim().replaceAll("_", "-"))[0];
  } catch {}
}

// The language that HTML gives a node, through the hosts of shadow roots.
function languageOf(node) {
  const near = node.closest("[lang]");
  const { host } = node.getRootNode();
  return near ? near.lang : host ? languageOf(host) : "";
}

// Fetched from beside this script once; null where there are none.
function strings(language) {
  const [base] = language.split("-");
  if (base === "en") return ENGLISH;
  if (!LANGUAGES.includes(base)) return null;
  if (!translations.has(base)) translations.set(base, fetched(base));
  return translations.get(base);
}

async function fetched(language) {
  try {
    const response = await fetch(new URL(`locales/${language}.json`, SCRIPT));
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

// Words in the first of these languages that there are words for, else in English.
async function wordsIn(...tags) {
  for (const language of tags.map(canonical).filter(Boolean)) {
    const found = await strings(language);
    if (found) return new Words(language, found);
  }
  return new Words("en", ENGLISH);
}
