// The engine behind a socket: keeps the line up, and unsent answers until they are acknowledged.
const VERSION = 1;
const kept = {
  get: (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
  set: (key, value) => { try { value === null ? localStorage.removeItem(key) : localStorage.setItem(key, JSON.stringify(value)); } catch { /* private window: the cookie has the seat */ } },
};

export function join(code, name) {
  return fetch("/join", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ code, name }) })
    .then(async (answer) => {
      const told = await answer.json().catch(() => ({ why: "The host did not answer as it should. Try once more." }));
      if (told.address) { location.href = `${told.address}/j/${encodeURIComponent(code)}`; return; }
      if (!told.token) throw new Error(told.why);
      kept.set("rapport-seat", told.token);
      kept.set("rapport-code", code.toUpperCase());
      kept.set("rapport-unsent", null);
    }, () => { throw new Error("The host cannot be reached. Are you in the same network?"); });
}

// A seat that another host of the same rooms has sent here with this phone.
const brought = new URLSearchParams(location.hash.slice(1)).get("seat");
if (brought) {
  kept.set("rapport-seat", brought);
  history.replaceState(null, "", "/");
}

// Whether to try the seat that this phone has, or its cookie has; not where a link leads to another session.
export const hasSeat = (code) => !code || (Boolean(kept.get("rapport-seat")) && kept.get("rapport-code") === code.toUpperCase());

export function socket(listener) {
  let line = null, tries = 0, timer = null, last = 0, hidden = 0, stopped = false, moved = 0, beats = 0, stuck = 0;
  let unsent = kept.get("rapport-unsent") ?? [];
  const waiting = new Map();
  const keep = () => kept.set("rapport-unsent", unsent.length ? unsent : null);
  const hello = () => line.send(JSON.stringify({ type: "hello", version: VERSION, token: kept.get("rapport-seat") ?? "" }));
  function put(one) {
    if (line?.readyState !== WebSocket.OPEN) return;
    moved = performance.now();
    line.send(JSON.stringify({ type: "do", message: one.message, command: one.command }));
  }

  function settle(message, why) {
    unsent = unsent.filter((one) => one.message !== message);
    keep();
    const done = waiting.get(message);
    waiting.delete(message);
    why === undefined ? done?.resolve() : done?.reject(new Error(why));
    if (why !== undefined && !done) listener({ type: "refused", why });
  }

  function hear(told) {
    moved = performance.now();
    if (told.type === "welcome") {
      tries = 0;
      last = Math.max(last, told.mine.message, ...unsent.map((one) => one.message));
      listener({ type: "up" });
      listener(told);
      unsent.forEach(put);
    } else if (told.type === "mine") {
      last = Math.max(last, told.mine.message);
      listener(told);
    } else if (told.type === "done") settle(told.message);
    else if (told.type === "refused") settle(told.message, told.why);
    else if (told.type === "elsewhere" && told.address !== location.origin) {
      stopped = true;
      location.href = `${told.address}/#seat=${encodeURIComponent(kept.get("rapport-seat") ?? "")}`;
    } else if (told.type === "moved" || told.type === "gone") {
      stopped = true;
      // Where joining anew cannot help, the seat may still be good: for a page that is loaded again.
      if (told.type === "gone" && told.can_join) { kept.set("rapport-seat", null); unsent = []; keep(); }
      listener(told);
    } else listener(told);
  }

  function drop() {
    if (!line) return;
    line.onopen = line.onmessage = line.onclose = line.onerror = null;
    line.close();
    line = null;
  }

  function again() {
    listener({ type: "down" });
    clearTimeout(timer);
    timer = setTimeout(connect, Math.min(5000, 400 * 2 ** tries++) * (0.75 + Math.random() / 2));
  }

  function connect() {
    clearTimeout(timer);
    drop();
    line = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`);
    moved = performance.now();
    line.onopen = hello;
    line.onmessage = (event) => hear(JSON.parse(event.data));
    line.onclose = () => { line = null; if (!stopped) again(); };
  }

  // A line may be dead without anybody saying so: one that does not open, does not take what is sent or leaves an
  // answer without a word is given up; a quiet one is spoken to now and then, so that its death is noticed.
  setInterval(() => {
    if (stopped || !line) return;
    const isOpen = line.readyState === WebSocket.OPEN;
    stuck = line.bufferedAmount > 0 ? stuck + 1 : 0;
    if (performance.now() - moved > 8000 && (!isOpen || unsent.length) || stuck > 1) { stuck = 0; drop(); again(); }
    else if (isOpen && ++beats % 5 === 0) hello();
  }, 4000);

  const wake = () => {
    if (stopped || document.visibilityState === "hidden") return;
    // A line that slept may be dead without knowing it: a new one is certain.
    if (!line || line.readyState > WebSocket.OPEN || Date.now() - hidden > 5000) { tries = 0; connect(); }
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") hidden = Date.now();
    else if (hidden) { wake(); hidden = Date.now(); }
  });
  addEventListener("online", () => { hidden = 0; wake(); });
  addEventListener("offline", () => { if (!stopped) { drop(); again(); } });
  addEventListener("pageshow", (event) => event.persisted && (hidden = 0, wake()));

  return {
    start() { stopped = false; tries = 0; connect(); },
    // Resolves when it is on the host's disk; rejects with a sentence where it is refused.
    send(command) {
      const one = { message: ++last, command };
      unsent.push(one);
      keep();
      put(one);
      return new Promise((resolve, reject) => waiting.set(one.message, { resolve, reject }));
    },
  };
}
