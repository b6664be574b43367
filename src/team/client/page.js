// The phone's screens: drawn from what the engine sends, answered with commands. Where the engine is, it does not know.
import { h, list, letter, clock, sentence } from "./dom.js";
import { scene, debrief, pick, offerWords, bars, SURE } from "./scene.js";

const KEPT = "Your vote is kept. You can change it until the vote closes.";
const $ = (id) => document.getElementById(id);

export function page(transport) {
  let room = null, mine = null, shown = null, due = null;
  // Brings the screen that is there up to date, where that takes less than drawing it anew.
  let refresh = null;
  // What was typed and not sent yet outlives a screen.
  const drafts = new Map();
  const opened = new Set();
  const area = (key, about, words = "") => h("textarea", { maxlength: 400, ...about, oninput: (event) => drafts.set(key, event.target.value) }, drafts.get(key) ?? words);
  const stopped = () => h("p", { class: "note", "data-stopped": "", hidden: !room.paused }, "The trainer has stopped the clock. Your answer waits until it goes on.");

  const say = (words) => { $("say").textContent = words; };
  const status = (element, words, wrong) => { element.className = wrong ? "wrong" : "kept"; element.textContent = words; };

  // Shows a screen, unless it is there already: what one has typed or marked stays.
  function show(key, title, inside) {
    if (shown === key) { refresh?.(); return false; }
    refresh = null;
    const isFirst = shown === null;
    shown = key;
    const heading = h("h1", { tabindex: "-1" }, title);
    $("app").replaceChildren(heading, ...inside().flat(9).filter(Boolean));
    document.title = `${title} · Rapport`;
    if (!isFirst) { scrollTo(0, 0); heading.focus({ preventScroll: true }); }
    say(title);
    return true;
  }

  function counts() {
    $("counts").textContent = room && !["ended"].includes(room.phase) ? `${room.present} here${room.phase === "open" ? `, ${room.answered} answered` : ""}` : "";
    due = room?.left_ms !== null && room?.left_ms !== undefined ? performance.now() + room.left_ms : null;
  }
  setInterval(() => {
    $("clock").textContent = due === null || !room ? "" : room.paused ? `${clock(room.left_ms)} (stopped)` : clock(due - performance.now());
  }, 250);

  const briefing = () => room.briefing && [
    h("p", null, room.briefing.summary),
    h("h2", null, "Who is in it"), list(null, room.briefing.cast.map(([name, role]) => `${name}, ${role}`)),
    room.briefing.skills.length ? [h("h2", null, "What we practise"), list({ class: "chips" }, room.briefing.skills)] : null,
  ];
  const house = () => room.house && h("section", { class: "note" }, h("h2", null, room.house.title || "How we do it here"),
    list(null, room.house.law),
    room.house.say.length ? [h("h3", null, "Say"), list(null, room.house.say)] : null,
    room.house.avoid.length ? [h("h3", null, "Avoid"), list(null, room.house.avoid)] : null);

  // A form that sends a command, and says what became of it.
  function form(button, read, ...inside) {
    const told = h("p", { role: "status" });
    const press = h("button", { type: "submit", class: "wide" }, button);
    const element = h("form", null, inside, h("div", { class: "act" }, told, press));
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      const { command, why, kept, draft } = read();
      if (!command) { status(told, why, true); return; }
      press.disabled = true;
      status(told, "On its way…");
      transport.send(command)
        .then(() => { status(told, kept); if (draft) drafts.delete(draft); }, (refused) => status(told, sentence(refused.message), true))
        .finally(() => { press.disabled = false; refresh?.(); });
    });
    return { element, told, press };
  }

  function vote() {
    const { id, attempt, asks_confidence } = room.ballot;
    const own = mine.vote?.ballot === id ? mine.vote : null;
    const picks = new Map();
    const options = room.view.offered.map((offer, at) => {
      const marked = own?.choice.split("+") ?? [];
      const isOwn = own && (offer.pick ? own.choice === "none" || offer.pick.options.some((one) => marked.includes(one.id)) : own.choice === offer.id);
      const radio = h("input", { type: "radio", name: "choice", value: offer.id, checked: Boolean(isOwn) });
      if (offer.pick) picks.set(offer.id, pick(offer, marked));
      return [h("label", { class: "option" }, radio, offerWords(offer, at)), picks.get(offer.id)?.element];
    });
    const sure = asks_confidence && h("fieldset", null, h("legend", null, "How sure are you?"), h("div", { class: "row sure" },
      [1, 2, 3].map((level) => h("label", { class: "option" }, h("input", { type: "radio", name: "sure", value: level, checked: own?.confidence === level }), SURE[level]))));
    const made = form(own ? "Change my vote" : "Vote", () => {
      const marked = made.element.querySelector("input[name=choice]:checked");
      const level = made.element.querySelector("input[name=sure]:checked");
      if (!marked) return { why: "Choose one first." };
      if (asks_confidence && !level) {
        made.element.querySelector("input[name=sure]").focus();
        return { why: "How sure are you?" };
      }
      const answer = picks.get(marked.value)?.read() ?? { id: marked.value };
      if (!answer.id) return answer;
      return { command: { do: "vote", ballot: id, choice: answer.id, confidence: level ? Number(level.value) : null }, kept: KEPT };
    }, h("fieldset", null, h("legend", null, attempt === 2 ? "Vote again: what do you do now?" : "What do you do?"), options), sure);
    made.element.className = "vote";
    if (own) status(made.told, KEPT);
    made.element.addEventListener("change", () => { if (mine.vote?.ballot === id) status(made.told, "Not sent yet: press “Change my vote”."); });
    refresh = () => {
      const has = mine.vote?.ballot === id;
      if (has && !made.element.querySelector("input[name=choice]:checked")) { shown = ""; screens.open(); return; }
      if (has && made.press.textContent === "Vote" && !made.press.disabled && !made.told.textContent) status(made.told, KEPT);
      if (has) made.press.textContent = "Change my vote";
    };
    return made.element;
  }

  function reveal() {
    const { total, unified } = room.reveal;
    return [
      h("p", null, !total ? "Nobody voted." : unified ? "Most of you agree." : "You see this differently. That is where the learning is."),
      bars(room.reveal, mine.vote?.choice),
    ];
  }

  // The offers of one's own play as buttons: a press decides.
  function offers(view, step) {
    const told = h("p", { role: "status" });
    const send = (choice, own_words) => {
      status(told, "");
      for (const button of $("app").querySelectorAll("button")) button.disabled = true;
      transport.send({ do: "choose", step, choice, own_words: own_words || null }).catch((refused) => {
        for (const button of $("app").querySelectorAll("button")) button.disabled = false;
        status(told, sentence(refused.message), true);
      });
    };
    const offer = (one, at) => {
      if (one.pick) {
        const marks = pick(one);
        const press = h("button", { type: "button", class: "wide" }, view.offered.length > 1 ? `Decide: ${letter(at)}` : "Decide");
        press.addEventListener("click", () => { const answer = marks.read(); answer.id ? send(answer.id) : status(told, answer.why, true); });
        return h("section", { class: "sheet" }, h("p", null, view.offered.length > 1 ? h("b", null, `${letter(at)} `) : null, one.text), marks.element, press);
      }
      const words = one.own_words ? area(`own-${step}-${one.id}`, { rows: 2, "aria-label": "In your own words, if you like" }) : null;
      const press = h("button", { type: "button", class: `wide ${view.offered.length > 1 ? "quiet" : ""}` }, view.offered.length > 1 ? h("b", null, `${letter(at)} `) : null, one.text);
      press.addEventListener("click", () => send(one.id, words?.value.trim()));
      return [press, words];
    };
    return view.offered.length ? [h("h2", null, view.offered.length > 1 ? "What do you do?" : "Go on"), told, view.offered.map(offer)] : [];
  }

  function observer() {
    const levels = new Map(mine.scores);
    const card = (skill) => {
      const made = form("Keep", () => {
        const level = made.element.querySelector("input:checked");
        if (!level) return { why: "Choose a level first." };
        return { command: { do: "observe", skill: skill.id, level: Number(level.value), quote: made.element.querySelector("textarea").value }, kept: "Kept.", draft: `quote-${skill.id}` };
      }, h("p", { class: "soft" }, skill.what),
        h("fieldset", null, h("legend", null, "What did you see?"), skill.anchors.map((anchor, at) => h("label", { class: "option" },
          h("input", { type: "radio", name: `level-${skill.id}`, value: at + 1, checked: levels.get(skill.id) === at + 1 }), h("span", null, h("b", null, `${at + 1} `), anchor)))),
        h("label", { class: "field" }, "What was said, in a few words", area(`quote-${skill.id}`, { rows: 2 })));
      return h("details", { open: opened.has(skill.id), ontoggle: (event) => opened[event.target.open ? "add" : "delete"](skill.id) }, h("summary", null, skill.name), made.element);
    };
    return [h("h2", null, "Your observer card"), h("p", { class: "soft" }, "Watch one skill closely. Write down what was said, not what you think of it."), room.skills.map(card)];
  }

  function part() {
    const one = room.part;
    if (!one) return [];
    const inside = [h("p", { class: "title" }, one.question)];
    if (one.asks === "feel") {
      const made = form("Tell", () => {
        const marked = made.element.querySelector("input:checked");
        return marked ? { command: { do: "feel", feeling: marked.value }, kept: "Counted. Nobody sees whose it is." } : { why: "Choose one first." };
      }, h("fieldset", null, h("legend", null, "How do you feel after this?"), h("div", { class: "row" }, one.feelings.map(([id, word]) => h("label", { class: "option" },
        h("input", { type: "radio", name: "feeling", value: id, checked: mine.feeling === id }), word)))));
      inside.push(made.element);
    }
    if (one.felt.length && one.asks !== "commit") inside.push(h("p", { class: "soft" }, "How the room feels"), list({ class: "chips" }, one.felt.map(([word, count]) => `${word}: ${count}`)));
    if (one.asks === "commit") {
      const field = area("commitment", { rows: 3, id: "one-thing" }, mine.commitment ?? "");
      const made = form("Keep it", () => field.value.trim() ? { command: { do: "commit", text: field.value.trim() }, kept: "Kept. It goes into the report without your name.", draft: "commitment" } : { why: "Write one sentence first." },
        h("label", { class: "field", for: "one-thing" }, "One thing I will do differently"), field);
      inside.push(made.element);
    }
    return h("section", { class: "sheet" }, h("h2", null, one.title), inside);
  }

  const screens = {
    lobby: () => show(`lobby${mine.name}`, "You are in", () => [h("p", null, `Welcome, ${mine.name}. It begins on the big screen.`), briefing(), house()]),
    briefing: () => show("briefing", room.title, () => [briefing(), house()]),
    branch: () => show(JSON.stringify(["branch", room.view, room.taken]), room.view.standing.scene_title, () => [scene(room.view, room.taken), h("p", { class: "soft" }, "The trainer goes on.")]),
    open: () => show(JSON.stringify(["open", room.ballot]), room.view.standing.scene_title, () => [
      stopped(),
      h("details", null, h("summary", null, "What was said"), scene(room.view)), vote()]),
    closed: () => show("closed", "The vote is closed", () => [h("p", null, "Look up: the trainer shows what the room thinks.")]),
    revealed: () => show(JSON.stringify(["revealed", room.reveal]), "What the room thinks", reveal),
    discussion: () => show(JSON.stringify(["talk", room.reveal]), "Talk in pairs", () => [
      h("p", null, "Turn to somebody who sees it differently. What do you know? What do you guess? What would make you change your mind?"), room.reveal ? reveal() : null]),
    play: () => {
      if (room.mode === "solo-together") {
        const { view, debrief: told } = mine;
        if (told) return show("solo-debrief", "Your debrief", () => debrief(told));
        return view ? show(JSON.stringify(["solo", mine.step]), view.standing.scene_title, () => [scene(view), stopped(), offers(view, mine.step)]) : waiting();
      }
      const title = room.view.standing.scene_title;
      if (mine.has_hot_seat) return show(JSON.stringify(["hot", mine.step]), title, () => [h("p", { class: "note" }, "You have the hot seat: say aloud what you think, then decide."), scene(room.view), stopped(), offers(room.view, mine.step)]);
      const whose = room.hot_seat ? `${room.hot_seat} has the hot seat.` : "It is played on the big screen.";
      return show(JSON.stringify(["watch", room.view, room.hot_seat]), title, () => [h("p", { class: "soft" }, whose), scene(room.view, room.taken), observer()]);
    },
    debrief: () => show(JSON.stringify(["debrief", room.part?.number, room.part?.felt, Boolean(room.debrief ?? mine.debrief)]), "Debrief", () => {
      const told = mine.debrief ?? room.debrief;
      return [part(), house(), told ? h("details", { open: room.part?.number > 0 }, h("summary", null, mine.debrief ? "Your debrief" : "The room’s debrief"), debrief(told)) : null];
    }),
    ended: () => show("ended", "That was it", () => {
      const told = mine.debrief ?? room.debrief;
      return [mine.commitment ? h("div", { class: "note" }, h("h2", null, "One thing I will do differently"), h("p", null, mine.commitment)) : null,
        h("p", null, "Thank you. You can close this page."), told ? h("details", null, h("summary", null, "The debrief"), debrief(told)) : null];
    }),
  };
  const waiting = () => show("wait", "One moment", () => [h("p", null, "The page gets its picture.")]);

  function draw() {
    if (!room || !mine) return waiting();
    counts();
    screens[room.phase]();
    for (const note of document.querySelectorAll("[data-stopped]")) note.hidden = !room.paused;
  }

  return {
    hear(told) {
      const line = $("line");
      if (told.type === "welcome") { room = told.room; mine = told.mine; draw(); }
      else if (told.type === "room") { if (!room || told.room.seq >= room.seq) room = told.room; draw(); }
      else if (told.type === "mine") { mine = told.mine; draw(); }
      else if (told.type === "count") { if (room) { room.present = told.present; room.answered = told.answered; $("counts").textContent = ""; const left = due; counts(); due = left; } }
      else if (told.type === "up") { if (!line.hidden) say("Connected again."); line.hidden = true; }
      else if (told.type === "down") { line.textContent = "No connection. What you answered is kept here and sent as soon as it is back."; line.hidden = false; }
      else if (told.type === "refused") { line.textContent = sentence(told.why); line.hidden = false; setTimeout(() => { line.hidden = true; }, 6000); }
      else if (told.type === "moved") {
        line.hidden = true;
        show("moved", "Open elsewhere", () => [h("p", null, "Your seat is open in another tab or on another phone."), h("button", { type: "button", class: "wide", onclick: () => { shown = ""; waiting(); transport.start(); } }, "Use it here")]);
      }
    },
    screen: (key, title, inside) => show(key, title, inside),
  };
}
