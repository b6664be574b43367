// The wire form of the view, and of the debrief, as elements.
import { h, list, letter, many } from "./dom.js";

const time = (minute) =>
  minute === null || minute === undefined
    ? ""
    : `, ${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

function when({ day, minute }) {
  if (day.kind === "dated") return `${day.weekday} ${day.day} ${day.month}${time(minute)}`;
  if (day.kind === "afterwards") return "Afterwards";
  return `Day ${day.number}${time(minute)}`;
}

function place(standing) {
  const hour = Math.round((standing.when.minute ?? 600) / 60);
  const person = (one) => {
    const imagined = one.imagined !== null && one.imagined !== undefined;
    const name = one.person.name.split(" ")[0];
    return h("li", { class: imagined ? "imagined" : "" },
      h("img", { src: `/art/portrait/${encodeURIComponent(one.portrait)}/${one.mood}.svg`, alt: "", width: 120, height: 120 }),
      h("span", null, imagined ? `as you imagine ${name}` : name));
  };
  return h("div", { class: "place" },
    h("img", { src: `/art/place/${standing.place}/${hour}.svg`, alt: "" }),
    standing.people.length ? h("ul", { "aria-label": "Who is here" }, standing.people.map(person)) : null);
}

function line(said) {
  const { who, text, heading } = said;
  if (who.kind === "days") return h("p", { class: "said days" }, `${many(who.count, "day")} pass${who.count === 1 ? "es" : ""}`);
  if (!text) return null;
  const from = who.from ? who.from.name : "You";
  const name = {
    narrator: null, thought: "You think", you: "You", person: who.person?.name,
    email: `${from}, by email`, message: `${from}, by message`, paper: heading ?? "A paper",
  }[who.kind];
  const above = who.kind === "email" && heading ? h("strong", null, heading, h("br")) : null;
  const words = who.kind === "person" && !/^[“"‘(*[]/.test(text) ? `“${text}”` : text;
  return h("div", { class: `said ${who.kind}` }, name ? h("b", null, name) : null, above, words);
}

function standing(view) {
  const { meters, saw, told, agreements, reminders } = view.standing;
  const meter = (one) => `${one.label}: ${[one.band?.word, one.number ? `${one.number.value} of ${one.number.max}` : null].filter(Boolean).join(", ")}`;
  const part = (title, items) => (items.length ? [h("h2", null, title), list(null, items)] : []);
  const inside = [
    meters.length ? list({ class: "chips" }, meters.map(meter)) : null,
    ...part("I saw", saw), ...part("I’ve told myself", told),
    ...part("Agreed", agreements.map((one) => `${one.label} (${one.with})`)),
    ...part("Reminders", reminders.map((one) => (one.crossed ? `${one.text}: too late` : one.text))),
  ].filter(Boolean);
  return inside.length ? h("details", null, h("summary", null, "How things stand"), inside) : null;
}

// The scene: where one is, who is there, what was said.
export function scene(view, taken) {
  const now = view.standing;
  return [
    place(now),
    h("p", { class: "soft" }, [now.act, when(now.when)].filter(Boolean).join(" · ")),
    taken ? h("p", { class: "soft" }, "The room chose: ", h("strong", null, taken)) : null,
    ...view.said.map(line),
    now.ending ? h("div", { class: "note" }, h("h2", null, now.ending.title), h("p", null, now.ending.text)) : null,
    standing(view),
  ];
}

const channels = { Phone: "by phone", Voicemail: "voicemail", Email: "by email", Message: "by message", Video: "by video", InPerson: "in person" };
export const offerWords = (offer, at) => [
  h("span", { class: "letter" }, letter(at)),
  h("span", null, offer.text, channels[offer.channel] ? h("small", null, channels[offer.channel]) : null),
];

// The options of a pick as check boxes; `read()` gives the answer's id, or null with a word on why not.
export function pick(offer, marked = []) {
  const { options, at_least, at_most, columns } = offer.pick;
  const boxes = options.map((one) => h("input", { type: "checkbox", value: one.id, checked: marked.includes(one.id) }));
  const limits = at_least === at_most ? `Mark ${at_least}.` : at_most < options.length ? `Mark ${at_least} to ${at_most}.` : at_least ? `Mark at least ${at_least}.` : "Mark what fits, or nothing.";
  const legend = columns ? `Marked: ${columns.marked}. Not marked: ${columns.unmarked}. ${limits}` : limits;
  const element = h("fieldset", null, h("legend", null, legend),
    options.map((one, at) => h("label", { class: "option" }, boxes[at], h("span", null, one.text, one.detail ? h("small", null, one.detail) : null))));
  const read = () => {
    const marked = boxes.filter((box) => box.checked).map((box) => box.value);
    if (marked.length < at_least || marked.length > at_most) return { why: limits };
    return { id: marked.length ? marked.join("+") : "none" };
  };
  return { element, read };
}

function toned(one) {
  const tones = { title: "title", yours: "said you", theirs: "said", thought: "said thought", instead: "instead", lesson: "kept" };
  const tone = tones[one.tone] ?? "";
  const label = one.label ? h("b", null, tone.startsWith("said") ? one.label : `${one.label}: `) : null;
  return h("p", { class: tone }, label, one.text);
}

function ask(one) {
  const told = h("div", { role: "status" });
  const choose = (answer, button) => () => {
    for (const other of button.parentElement.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === button));
    const lines = one.told.filter((line) => line.tone !== "instead" || !(answer.best || answer.keeps));
    told.replaceChildren(h("p", { class: "title" }, answer.told), ...lines.map(toned));
  };
  const buttons = one.answers.map((answer) => {
    const button = h("button", { class: "wide quiet", type: "button", "aria-pressed": "false" }, answer.text);
    button.addEventListener("click", choose(answer, button));
    return button;
  });
  return [h("p", { class: "title" }, one.prompt), h("div", null, buttons), told];
}

// The debrief: its one page, and what is behind it.
export function debrief(told) {
  const section = (one) => !one.lines.length && !one.ask && !one.prompts.length ? [h("h2", null, one.heading), h("p", { class: "soft" }, "Take a breath before you read on.")] : h("section", { class: "sheet" }, h("h2", null, one.heading), one.lines.map(toned), one.ask ? ask(one.ask) : null, list(null, one.prompts));
  const skill = (one) => h("div", null, h("h3", null, one.name), h("p", null, one.seen), one.next ? h("p", { class: "soft" }, one.next) : null);
  const lesson = (one) => `${one.text} (${[one.kept.length ? `kept ${one.kept.length}` : "", one.broken.length ? `broken ${one.broken.length}` : ""].filter(Boolean).join(", ") || "not met"})`;
  const chair = told.other_chair;
  return [
    h("div", { class: "note" }, h("h2", null, told.ending.title), h("p", null, told.ending.text)),
    ...told.page.map(section),
    h("details", null, h("summary", null, "What it shows of each skill"), told.profile.map(skill)),
    told.lessons.length ? h("details", null, h("summary", null, "Lessons"), list(null, told.lessons.map(lesson))) : null,
    chair ? h("details", null, h("summary", null, chair.title), chair.beats.map((beat) => h("div", { class: "said" },
      h("p", { class: "said you" }, h("b", null, "You"), beat.yours), h("p", { class: "said thought" }, h("b", null, `${chair.name} thinks`), beat.thought), beat.said ? h("p", null, h("b", null, chair.name), beat.said) : null))) : null,
    h("p", { class: "soft" }, "For training. Not validated for selecting people."),
  ];
}

export const SURE = ["", "a guess", "fairly sure", "sure"];

// A split as bars, told apart by letters, patterns and numbers; under each the first vote's, where this is a second.
export function bars({ shares, total, before }, own) {
  const first = before.reduce((sum, one) => sum + one.votes, 0);
  const part = (votes, of, kind) => {
    if (!votes || !of) return null;
    const span = h("span", { class: kind });
    span.style.width = `${(votes / of) * 100}%`;
    return span;
  };
  const bar = (one) => {
    const plain = one.votes - one.sure.reduce((sum, votes) => sum + votes, 0);
    const words = [3, 2, 1].map((level) => one.sure[level - 1] ? `${one.sure[level - 1]} ${SURE[level]}` : "").filter(Boolean).join(", ");
    const was = before.length ? before.find((other) => other.choice === one.choice)?.votes ?? 0 : null;
    return h("li", null, h("span", { class: own === one.choice ? "mine" : "" }, h("b", null, `${one.letter} `), one.text),
      h("div", { class: "bar", "aria-hidden": "true" }, part(one.sure[2], total, "s3"), part(one.sure[1], total, "s2"), part(one.sure[0], total, "s1"), part(plain, total, "s0")),
      was === null ? null : h("div", { class: "bar was", "aria-hidden": "true" }, part(was, first, "s0")),
      h("span", null, `${one.votes} of ${total}${words ? `: ${words}` : ""}${was === null ? "" : `. First vote: ${was} of ${first}`}`));
  };
  return h("ul", { class: "bars" }, shares.map(bar));
}
