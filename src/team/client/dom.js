// Elements in a line: h("p", {class: "soft"}, "words", child, …). Text is only ever set as text.
export function h(tag, about, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(about ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value === "boolean") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...inside.flat(9).filter((one) => one !== null && one !== undefined && one !== false));
  return element;
}

// A host's words as a sentence.
export const sentence = (words) => words && words[0].toUpperCase() + words.slice(1) + (/[.!?]$/.test(words) ? "" : ".");

export const list = (about, items) => (items.length ? h("ul", about, items.map((one) => h("li", null, one))) : null);

// "A" for the first offer, its number past "Z".
export const letter = (at) => (at < 26 ? String.fromCharCode(65 + at) : String(at + 1));

const times = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
export const many = (count, word) => `${times[count] ?? count} ${word}${count === 1 ? "" : "s"}`;

export const clock = (ms) => {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};
