// The trainer's page, its remote and the projector's picture: a board in, commands out.
import { h, list, letter, clock, sentence } from "./dom.js";
import { scene, debrief, bars } from "./scene.js";

const VERSION = 1;
const $ = (id) => document.getElementById(id);
const isBoard = location.pathname === "/board";
const secret = location.hash.slice(1) || sessionStorage.getItem("rapport-trainer") || "";
if (secret) sessionStorage.setItem("rapport-trainer", secret);
// The address bar is on the projector too. A remote is on its own phone, and keeps its link.
if (location.hash && location.pathname !== "/remote") history.replaceState(null, "", location.pathname);
if (isBoard) document.body.classList.add("board");

let line = null, tries = 0, board = null, about = null, shown = null, deskShown = null, peopleShown = null, due = null, number = 0, over = false, held = -Infinity, late = false, aside = false, hidden = 0, timer = null;
const opened = new Set();
// A fold that stays as it was opened when what is around it is drawn anew.
const fold = (title, about, ...inside) => h("details", { ...about, open: opened.has(title), ontoggle: (event) => opened[event.target.open ? "add" : "delete"](title) }, h("summary", null, title), inside);
const waiting = new Map();

function tell(words) { $("line").textContent = words; $("line").hidden = !words; if (words) setTimeout(() => { if ($("line").textContent === words) $("line").hidden = true; }, 6000); }
// Whether it was sent.
function send(told) {
  if (line?.readyState !== WebSocket.OPEN) { tell("No connection to the host. It is tried again."); return false; }
  line.send(JSON.stringify(told));
  return true;
}
function ask(command) {
  const message = number + 1;
  if (!send({ type: "do", message, command })) return;
  number = message;
  waiting.set(message, command);
}
const does = (words, command, about) => h("button", { type: "button", class: "quiet", onclick: () => ask(command), ...about }, words);

function connect() {
  line = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/control`);
  line.onopen = () => line.send(JSON.stringify({ type: "hello", version: VERSION, secret }));
  line.onmessage = (event) => hear(JSON.parse(event.data));
  line.onclose = () => { if (over) return; $("line").textContent = "No connection to the host. It is tried again."; $("line").hidden = false; clearTimeout(timer); timer = setTimeout(connect, Math.min(5000, 400 * 2 ** tries++)); };
}
// A line that slept may be dead without knowing it: a new one is certain.
function wake() {
  if (over || !secret) return;
  clearTimeout(timer);
  if (line) { line.onclose = line.onmessage = null; line.close(); }
  tries = 0;
  connect();
}
addEventListener("online", wake);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") hidden = Date.now();
  else if (hidden && Date.now() - hidden > 5000) wake();
});

function hear(told) {
  if (told.type === "welcome") { about = told; tries = 0; $("line").hidden = true; }
  else if (told.type === "board") { board = told.board; draw(); }
  else if (told.type === "refused") { waiting.delete(told.message); tell(sentence(told.why)); }
  else if (told.type === "done") waiting.delete(told.message);
  else if (told.type === "remote") besides(`remote${told.link}`, "The remote", () => [h("p", null, "Open this on the phone that leads. The remote before it no longer works."), h("p", { class: "sheet" }, about.addresses[0] + told.link)]);
  else if (told.type === "report") save(told);
  else if (told.type === "elsewhere" && told.address !== location.origin) { over = true; location.href = `${told.address}${location.pathname}#${secret}`; }
  else if (told.type === "gone") { over = true; $("desk").hidden = true; show(told.why, "Not here", () => [h("p", null, sentence(told.why))]); }
}

// The report as three files to save.
function save(told) {
  const file = (name, text, type) => h("li", null, h("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name }, name));
  besides(`report${told.json}`, "The report", () => [h("p", null, "For training, not validated for selection. No names are in it."),
    h("ul", null, file("rapport-session.html", told.html, "text/html"), file("rapport-session.csv", told.csv, "text/csv"), file("rapport-session.json", told.json, "application/json"))]);
}

// What stands in the session's place until somebody goes back to it, whatever happens there meanwhile.
function besides(key, title, inside) {
  aside = true;
  show(key, title, () => [...inside(), h("button", { type: "button", onclick: () => { aside = false; draw(); } }, "Back to the session")]);
}

function show(key, title, inside) {
  if (shown === key) return;
  shown = key;
  $("app").replaceChildren(h("h1", null, title), ...inside().flat(9).filter(Boolean));
  document.title = `${title} · Rapport`;
  $("say").textContent = title;
}

function tree(from) {
  const under = board.forks.filter((one) => one.from === from);
  return under.length ? h("ul", null, under.map((one) => h("li", { class: one.id === board.here ? "here" : "" },
    one.choice ? `${one.choice} → ` : "", one.ending ?? one.scene, one.votes ? ` (${one.votes[0]} of ${one.votes[1]})` : "", one.id === board.here ? " ← here" : "",
    one.id === board.here || isBoard ? null : h("button", { type: "button", class: "quiet private", onclick: () => ask({ do: "return-to", to: one.id }) }, "Return here"), tree(one.id)))) : null;
}

const house = (room) => room.house && h("section", { class: "note" }, h("h2", null, room.house.title || "How we do it here"), list(null, room.house.law),
  room.house.say.length ? [h("h3", null, "Say"), list(null, room.house.say)] : null, room.house.avoid.length ? [h("h3", null, "Avoid"), list(null, room.house.avoid)] : null);

const offered = (view) => h("ol", { class: "offers" }, view.offered.map((one, at) => h("li", null, h("b", null, `${letter(at)} `), one.text, one.pick ? list(null, one.pick.options.map((option) => option.text)) : null)));

function body(room) {
  switch (room.phase) {
    case "lobby": return [about ? h("img", { class: "qr", src: `/qr/${about.code}`, alt: "QR code of the address to join at" }) : null, h("p", null, "Open ", h("b", null, about?.addresses[0] ?? ""), " on your phone, and type"), h("p", { class: "joincode" }, about?.code ?? ""),
      list({ class: "chips" }, board.participants.filter((one) => one.present).map((one) => one.name))];
    case "briefing": return [h("p", null, room.briefing?.summary ?? ""), list(null, (room.briefing?.cast ?? []).map(([name, role]) => `${name}, ${role}`)), house(room)];
    case "branch": return scene(room.view, room.taken);
    case "open": case "closed": return [fold("What was said", null, scene(room.view)), h("p", null, room.phase === "open" ? "What do you do? Vote on your phone." : "The vote is closed."), offered(room.view)];
    case "revealed": case "discussion": return [room.phase === "discussion" ? h("p", null, "Turn to somebody who sees it differently. What do you know? What do you guess?") : null,
      room.reveal ? [h("p", null, !room.reveal.total ? "Nobody voted." : room.reveal.unified ? "Most of you agree." : "You see this differently."), bars(room.reveal)] : null];
    case "play": return room.view ? [h("p", null, room.hot_seat ? `${room.hot_seat} has the hot seat.` : "The hot seat plays here."), scene(room.view, room.taken), offered(room.view)]
      : [h("p", null, "Everyone plays alone, with the same seed."), h("table", null, h("tr", null, ["After", "Choice", "Scene", "Now here", "Came by", ""].map((word) => h("th", null, word))),
        board.paths.map((path) => h("tr", null, [path.step, path.choice || "the opening", path.scene, path.here, path.through].map((cell) => h("td", null, String(cell))), h("td", null, isBoard ? null : does("Gather here", { do: "gather", participant: path.participant, step: path.step })))))];
    case "debrief": return [room.part ? h("section", { class: "sheet" }, h("h2", null, room.part.title), h("p", null, room.part.question), list({ class: "chips" }, room.part.felt.map(([word, count]) => `${word}: ${count}`))) : null, house(room), room.debrief ? debrief(room.debrief) : null];
    default: return [h("p", null, "The session is over. Thank you.")];
  }
}

const titles = { lobby: "Join the session", briefing: "What this is about", open: "What do you do?", closed: "What do you do?", revealed: "What the room thinks", discussion: "Talk in pairs", debrief: "Debrief", ended: "That was it" };

function desk(room) {
  const isPlay = room.phase === "play" && room.view;
  const picks = room.view && !["lobby", "briefing"].includes(room.phase) ? room.view.offered.flatMap((one, at) => one.pick ? [] : [does(`${isPlay ? "Choose" : "Pick"} ${letter(at)}`, isPlay ? { do: "hot-choose", choice: one.id } : { do: "branch", by: "trainers-pick", choice: one.id })]) : [];
  const seconds = h("input", { type: "number", min: 5, max: 3600, value: 60, "aria-label": "Seconds" });
  const cards = (room.view?.offered ?? []).filter((one) => !one.pick).map((one, at) => ({ one, field: h("input", { type: "number", min: 0, max: 1000, value: 0, "aria-label": `Cards for ${letter(at)}` }), at }));
  return [
    h("button", { type: "button", class: "next", onclick: () => ask({ do: "next" }) }, board.next),
    does("Back", { do: "back" }), room.paused ? does("Resume", { do: "resume" }) : does("Pause", { do: "pause" }),
    room.phase === "open" ? does("Close", { do: "close" }) : null, ["open", "closed"].includes(room.phase) ? does("Reveal", { do: "reveal" }) : null,
    fold("More", null,
      h("div", null, picks, ["branch", "open", "closed", "revealed", "discussion"].includes(room.phase) ? [does("Majority", { do: "branch", by: "majority", choice: null }), does("Draw by votes", { do: "branch", by: "weighted-random", choice: null }), does("Road not taken", { do: "branch", by: "road-not-taken", choice: null }), does("Vote", { do: "vote" }), does("Pair talk", { do: "discuss" }), does("Skip", { do: "skip" })] : null, room.mode !== "vote" ? does("Play on", { do: "play-on" }) : null, does("Debrief", { do: "debrief", part: 0 })),
      h("div", null, seconds, h("button", { type: "button", class: "quiet", onclick: () => ask({ do: "extend", seconds: Number(seconds.value) }) }, "Seconds from now"), does("No deadline", { do: "no-deadline" })),
      cards.length && ["open", "closed"].includes(room.phase) ? h("div", null, "Raised cards:", cards.map(({ field, at }) => h("label", null, `${letter(at)} `, field)), h("button", { type: "button", class: "quiet", onclick: () => ask({ do: "count-cards", cards: cards.map(({ one, field }) => [one.id, Number(field.value)]) }) }, "Count")) : null,
      h("div", null, board.locked ? does("Unlock", { do: "lock", locked: false }) : does("Lock", { do: "lock", locked: true }), board.hides_names ? does("Show names", { do: "hide-names", hidden: false }) : does("Hide names", { do: "hide-names", hidden: true }),
        about?.is_remote ? null : h("button", { type: "button", class: "quiet", onclick: () => send({ type: "give-remote" }) }, "Remote"),
        h("button", { type: "button", class: "quiet", onclick: () => window.open(`/board#${secret}`, "_blank", "noopener") }, "Projector"),
        h("button", { type: "button", class: "quiet", onclick: () => { if (send({ type: "report" })) tell("The report is being made."); } }, "Report"),
        h("button", { type: "button", class: "quiet", onclick: () => confirm("End the session for everyone?") && ask({ do: "end" }) }, "End"),
        about?.is_remote ? null : h("button", { type: "button", class: "quiet", onclick: () => confirm("Delete the session with every trace of it?") && send({ type: "delete" }) }, "Delete")),
      h("div", null, h("table", { id: "people" }))),
  ];
}

// Everyone who joined, with what can be done about each.
function people(room) {
  const press = (words, one, onclick) => h("button", { type: "button", class: "quiet", "aria-label": `${words}: ${one.name}`, onclick }, words);
  return board.participants.map((one) => h("tr", null, h("td", null, `${one.name}${one.present ? "" : " (away)"}${one.answered ? " ✓" : ""}`), h("td", null,
    room.mode === "hot-seat" ? press("Hot seat", one, () => ask({ do: "hot-seat", participant: one.id })) : null,
    press("Rename", one, () => { const name = prompt("New name", one.name); if (name) ask({ do: "rename", participant: one.id, name }); }),
    press("Take out", one, () => confirm(`Take ${one.name} out of the room?`) && ask({ do: "kick", participant: one.id })))));
}

function draw() {
  // Not under a finger: a button that is replaced between down and up is never pressed.
  late = performance.now() - held < 2000;
  if (late) return;
  const { room } = board;
  $("counts").textContent = `${about?.code ?? ""} · ${room.present} here${room.phase === "open" ? `, ${room.answered} answered` : ""}${board.locked ? " · locked" : ""}`;
  due = room.left_ms === null ? null : performance.now() + room.left_ms;
  const title = titles[room.phase] ?? room.view?.standing.scene_title ?? room.title;
  const key = JSON.stringify([room.phase, room.view, room.reveal, room.taken, room.part, board.forks, board.here, board.paths, board.prompt, about?.code, room.phase === "lobby" ? board.participants : 0, Boolean(room.debrief)]);
  if (!aside) show(key, title, () => [board.prompt && !isBoard ? h("p", { class: "prompt private" }, board.prompt) : null, body(room),
    board.forks.length > 1 && !["lobby", "briefing"].includes(room.phase) ? fold("Fork map", { class: "tree" }, tree(null)) : null]);
  const focused = $("desk").contains(document.activeElement) ? document.activeElement : null;
  const deskKey = JSON.stringify([room.phase, room.paused, room.mode, board.locked, board.hides_names, room.view?.offered, about]);
  if (deskKey !== deskShown && focused?.tagName !== "INPUT") {
    deskShown = deskKey;
    peopleShown = null;
    $("desk").replaceChildren(...desk(room).flat(9).filter(Boolean));
    if (focused) [...$("desk").querySelectorAll("button, summary")].find((one) => one.className === "next" ? focused.className === "next" : one.textContent === focused.textContent)?.focus();
  }
  $("desk").querySelector(".next").textContent = board.next;
  const peopleKey = JSON.stringify([room.mode, board.participants]);
  if (peopleKey !== peopleShown) {
    peopleShown = peopleKey;
    const label = focused?.getAttribute("aria-label");
    $("people").replaceChildren(...people(room));
    if (label) [...$("people").querySelectorAll("button")].find((one) => one.getAttribute("aria-label") === label)?.focus();
  }
  $("desk").hidden = isBoard;
}

setInterval(() => { if (late) draw(); $("clock").textContent = due === null || !board ? "" : board.room.paused ? `${clock(board.room.left_ms)} (stopped)` : clock(due - performance.now()); }, 250);
addEventListener("pointerdown", () => { held = performance.now(); });
for (const up of ["pointerup", "pointercancel"]) addEventListener(up, () => setTimeout(() => { held = -Infinity; if (late) draw(); }));
addEventListener("keydown", (event) => {
  if (!board || event.target.closest?.("input, textarea, button, summary") && [" ", "Enter"].includes(event.key) || event.target.tagName === "INPUT") return;
  const keys = { PageDown: { do: "next" }, PageUp: { do: "back" }, ArrowRight: { do: "next" }, ArrowLeft: { do: "back" }, " ": { do: "next" },
    p: { do: board.room.paused ? "resume" : "pause" }, c: { do: "close" }, r: { do: "reveal" }, l: { do: "lock", locked: !board.locked }, h: { do: "hide-names", hidden: !board.hides_names } };
  if (isBoard || event.ctrlKey || event.metaKey || event.altKey) return;
  if (keys[event.key]) { event.preventDefault(); ask(keys[event.key]); }
});

if (secret) connect();
else show("no", "Trainer", () => [h("p", null, "Open the trainer’s link that the host has printed: it has the secret in it.")]);
