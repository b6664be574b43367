// The phone's screens: drawn from what the engine sends, answered with commands. Where the engine is, it does not know.
import { h, list, letter, clock } from "./dom.js";
import { scene, debrief, pick, offerWords } from "./scene.js";

const SURE = ["", "a guess", "fairly sure", "sure"];
const $ = (id) => document.getElementById(id);

export function page(transport) {
  let room = null, mine = null, shown = null, due = null;

  const say = (words) => { $("say").textContent = words; };
  const status = (element, words, wrong) => { element.className = wrong ? "wrong" : "kept"; element.textContent = words; };

  // Shows a screen, unless it is there already: what one has typed or marked stays.
  function show(key, title, inside) {
    if (shown === key) return false;
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
      const { command, why, kept } = read();
      if (!command) { status(told, why, true); return; }
      press.disabled = true;
      status(told, "On its way…");
      transport.send(command)
        .then(() => status(told, kept), (refused) => status(told, refused.message, true))
        .finally(() => { press.disabled = false; });
    });
    return { element, told, press };
  }

  function vote() {
    const { id, attempt, asks_confidence } = room.ballot;
    const own = mine.vote?.ballot === id ? mine.vote : null;
    const picks = new Map();
    const options = room.view.offered.map((offer, at) => {
      const isOwn = own && (offer.pick ? own.choice === "none" || offer.pick.options.some((one) => own.choice.split("+").includes(one.id)) : own.choice === offer.id);
      const radio = h("input", { type: "radio", name: "choice", value: offer.id, checked: Boolean(isOwn) });
      if (offer.pick) picks.set(offer.id, pick(offer));
      return [h("label", { class: "option" }, radio, offerWords(offer, at)), picks.get(offer.id)?.element];
    });
    const sure = asks_confidence && h("fieldset", null, h("legend", null, "How sure are you?"), h("div", { class: "row" },
      [1, 2, 3].map((level) => h("label", { class: "option" }, h("input", { type: "radio", name: "sure", value: level, checked: own?.confidence === level }), SURE[level]))));
    const made = form(own ? "Change my vote" : "Vote", () => {
      const marked = made.element.querySelector("input[name=choice]:checked");
      const level = made.element.querySelector("input[name=sure]:checked");
      if (!marked) return { why: "Choose one first." };
      if (asks_confidence && !level) return { why: "How sure are you?" };
      const answer = picks.get(marked.value)?.read() ?? { id: marked.value };
      if (!answer.id) return answer;
      made.press.textContent = "Change my vote";
      return { command: { do: "vote", ballot: id, choice: answer.id, confidence: level ? Number(level.value) : null }, kept: "Your vote is kept. You can change it until the vote closes." };
    }, h("fieldset", null, h("legend", null, attempt === 2 ? "Vote again: what do you do now?" : "What do you do?"), options), sure);
    if (own) status(made.told, "Your vote is kept. You can change it until the vote closes.");
    return made.element;
  }

  function bars(shares, total, own) {
    const bar = (one) => {
      const plain = one.votes - one.sure.reduce((sum, votes) => sum + votes, 0);
      const part = (votes, kind) => { if (!votes || !total) return null; const span = h("span", { class: kind }); span.style.width = `${(votes / total) * 100}%`; return span; };
      const words = [1, 2, 3].map((level) => one.sure[level - 1] ? `${one.sure[level - 1]} ${SURE[level]}` : "").filter(Boolean).join(", ");
      return h("li", null, h("span", { class: own === one.choice ? "mine" : "" }, h("b", null, `${one.letter} `), one.text),
        h("div", { class: "bar", "aria-hidden": "true" }, part(one.sure[2], "s3"), part(one.sure[1], "s2"), part(one.sure[0], "s1"), part(plain, "s0")),
        h("span", null, `${one.votes} of ${total}${words ? `: ${words}` : ""}`));
    };
    return h("ul", { class: "bars" }, shares.map(bar));
  }
  function reveal() {
    const { shares, total, unified, before, attempt } = room.reveal;
    const first = before.reduce((sum, one) => sum + one.votes, 0);
    return [
      h("p", null, !total ? "Nobody voted." : unified ? "Most of you agree." : "You see this differently. That is where the learning is."),
      bars(shares, total, mine.vote?.choice),
      attempt === 2 && before.length ? [h("h2", null, "The first vote"), bars(before, first)] : null,
    ];
  }

  // The offers of one's own play as buttons: a press decides.
  function offers(view, step) {
    const told = h("p", { role: "status" });
    const send = (choice, own_words) => {
      for (const button of $("app").querySelectorAll("button")) button.disabled = true;
      transport.send({ do: "choose", step, choice, own_words: own_words || null }).catch((refused) => {
        for (const button of $("app").querySelectorAll("button")) button.disabled = false;
        status(told, refused.message, true);
      });
    };
    const offer = (one, at) => {
      if (one.pick) {
        const marks = pick(one);
        const press = h("button", { type: "button", class: "wide" }, view.offered.length > 1 ? `Decide: ${letter(at)}` : "Decide");
        press.addEventListener("click", () => { const answer = marks.read(); answer.id ? send(answer.id) : status(told, answer.why, true); });
        return h("section", { class: "sheet" }, h("p", null, view.offered.length > 1 ? h("b", null, `${letter(at)} `) : null, one.text), marks.element, press);
      }
      const words = one.own_words ? h("textarea", { rows: 2, maxlength: 400, "aria-label": "In your own words, if you like" }) : null;
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
        return { command: { do: "observe", skill: skill.id, level: Number(level.value), quote: made.element.querySelector("textarea").value }, kept: "Kept." };
      }, h("p", { class: "soft" }, skill.what),
        h("fieldset", null, h("legend", null, "What did you see?"), skill.anchors.map((anchor, at) => h("label", { class: "option" },
          h("input", { type: "radio", name: `level-${skill.id}`, value: at + 1, checked: levels.get(skill.id) === at + 1 }), h("span", null, h("b", null, `${at + 1} `), anchor)))),
        h("label", { class: "field" }, "What was said, in a few words", h("textarea", { rows: 2, maxlength: 400 })));
      return h("details", null, h("summary", null, skill.name), made.element);
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
    if (one.felt.length) inside.push(list({ class: "chips" }, one.felt.map(([word, count]) => `${word}: ${count}`)));
    if (one.asks === "commit") {
      const field = h("textarea", { rows: 3, maxlength: 400, id: "one-thing" }, mine.commitment ?? "");
      const made = form("Keep it", () => field.value.trim() ? { command: { do: "commit", text: field.value.trim() }, kept: "Kept. It goes into the report without your name." } : { why: "Write one sentence first." },
        h("label", { class: "field", for: "one-thing" }, "One thing I will do differently"), field);
      inside.push(made.element);
    }
    return h("section", { class: "sheet" }, h("h2", null, one.title), inside);
  }

  const screens = {
    lobby: () => show("lobby", "You are in", () => [h("p", null, `Welcome, ${mine.name}. It begins on the big screen.`), briefing(), house()]),
    briefing: () => show("briefing", room.title, () => [briefing(), house()]),
    branch: () => show(JSON.stringify(["branch", room.view, room.taken]), room.view.standing.scene_title, () => [scene(room.view, room.taken), h("p", { class: "soft" }, "The trainer goes on.")]),
    open: () => show(JSON.stringify(["open", room.ballot, room.paused]), room.view.standing.scene_title, () => [
      room.paused ? h("p", { class: "note" }, "The trainer has stopped the clock. Your vote waits.") : null,
      h("details", null, h("summary", null, "What was said"), scene(room.view)), vote()]),
    closed: () => show("closed", "The vote is closed", () => [h("p", null, "Look up: the trainer shows what the room thinks.")]),
    revealed: () => show(JSON.stringify(["revealed", room.reveal]), "What the room thinks", reveal),
    discussion: () => show(JSON.stringify(["talk", room.reveal]), "Talk in pairs", () => [
      h("p", null, "Turn to somebody who sees it differently. What do you know? What do you guess? What would make you change your mind?"), room.reveal ? reveal() : null]),
    play: () => {
      if (room.mode === "solo-together") {
        const { view, debrief: told } = mine;
        if (told) return show("solo-debrief", "Your debrief", () => debrief(told));
        return view ? show(JSON.stringify(["solo", mine.step, room.paused]), view.standing.scene_title, () => [scene(view), room.paused ? h("p", { class: "note" }, "The trainer has stopped the clock.") : offers(view, mine.step)]) : waiting();
      }
      const title = room.view.standing.scene_title;
      if (mine.has_hot_seat) return show(JSON.stringify(["hot", mine.step, room.paused]), title, () => [h("p", { class: "note" }, "You have the hot seat: say aloud what you think, then decide."), scene(room.view), offers(room.view, mine.step)]);
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
    return screens[room.phase]();
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
      else if (told.type === "refused") { line.textContent = told.why; line.hidden = false; setTimeout(() => { line.hidden = true; }, 6000); }
      else if (told.type === "moved") {
        line.hidden = true;
        show("moved", "Open elsewhere", () => [h("p", null, "Your seat is open in another tab or on another phone."), h("button", { type: "button", class: "wide", onclick: () => { shown = ""; waiting(); transport.start(); } }, "Use it here")]);
      }
    },
    screen: (key, title, inside) => show(key, title, inside),
  };
}
