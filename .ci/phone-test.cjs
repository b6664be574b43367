// A training session in real browsers, from the code on screen to the end; see phone-test.
const { chromium } = require("playwright-core");
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const net = require("node:net");
const os = require("node:os");
const path = require("node:path");

const photos = process.argv[2];
const data = fs.mkdtempSync(path.join(os.tmpdir(), "rapport-phones."));
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const check = (holds, what) => { if (!holds) throw new Error(what); };

// The host, whose lines can be waited for.
function host(args) {
  const child = spawn(process.env.RAPPORT_BIN, ["--data-dir", data, "host", "--bind", "loopback", ...args]);
  let text = "";
  const waiting = [];
  const look = () => waiting.splice(0).forEach((one) => { const found = text.match(one.pattern); found ? one.resolve(found) : waiting.push(one); });
  child.stdout.on("data", (bytes) => { text += bytes; look(); });
  child.stderr.on("data", (bytes) => process.stderr.write(bytes));
  return {
    child,
    type: (line) => child.stdin.write(`${line}\n`),
    forget: () => { text = ""; },
    saw: (pattern) => new Promise((resolve, reject) => {
      waiting.push({ pattern, resolve });
      look();
      setTimeout(() => reject(new Error(`the host never said ${pattern}; it said:\n${text}`)), 20000).unref();
    }),
  };
}

// A proxy before two hosts of one database: to the first of them that listens.
async function front(ports) {
  const server = net.createServer((phone) => {
    const reach = ([port, ...others]) => {
      if (!port) return phone.destroy();
      let is_there = false;
      const line = net.connect(port, "127.0.0.1", () => { is_there = true; phone.pipe(line).pipe(phone); });
      line.on("error", () => {});
      // What the host has sent goes on to the phone before the line is closed.
      line.on("close", () => (is_there ? phone.end() : reach(others)));
      phone.on("close", () => line.destroy());
    };
    phone.on("error", () => phone.destroy());
    reach(ports);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return server.address().port;
}

async function audit(page, name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const serious = violations.filter((one) => ["serious", "critical"].includes(one.impact));
  check(!serious.length, `${name}: ${serious.map((one) => `${one.id}: ${one.help}; ${one.nodes.map((node) => node.html).join(" | ")}`).join("\n")}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1);
  check(!wide, `${name}: the page is wider than the screen`);
}

// In the back row nothing is too small: every word on the projector has 3 % of the screen's height.
async function readable(page, name) {
  const small = await page.evaluate(() => [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".unseen")
    && [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim()) && parseFloat(getComputedStyle(one).fontSize) < innerHeight * 0.03)
    .map((one) => `${one.tagName} ${one.className}: ${one.textContent.slice(0, 40)}`));
  check(!small.length, `${name}: too small for the back row: ${small.join(" | ")}`);
  if (/lobby|vote|reveal/.test(name)) check(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight + 1), `${name}: it is longer than the screen`);
}

// What is tapped is at least 44 pixels high.
async function tappable(page, name) {
  const small = await page.evaluate(() => [...document.querySelectorAll("button, summary, label.option, input[type=text], textarea")]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML.slice(0, 80)));
  check(!small.length, `${name}: too small to tap: ${small.join(" | ")}`);
}

async function photo(page, name) {
  if (name.includes("board")) await readable(page, name);
  else if (!name.includes("trainer")) await tappable(page, name);
  // Asked at once: what is drawn anew meanwhile has pictures that are not there yet.
  const drawn = page.waitForFunction(() => [...document.images].every((one) => one.complete && one.naturalWidth));
  await drawn.catch(() => check(false, `${name}: a picture is missing`));
  await page.screenshot({ path: path.join(photos, `${name}.png`), fullPage: true });
  await audit(page, name);
}

async function main() {
  // With a database: two hosts behind a proxy, of which the first one is killed, and the second takes over.
  const shared = process.env.RAPPORT_POSTGRES, ports = [];
  const name = shared && `http://127.0.0.1:${await front(ports)}`;
  const both = shared ? ["--db", shared, "--port", "0", "--public-url", name] : [];
  let running = host(["received-h", "--seed", "7", ...both]);
  const [, secret] = await running.saw(/trainer#([A-Z0-9]{6}-[0-9a-f]+)/);
  const [, own] = await running.saw(/(http:\/\/127\.0\.0\.1:\d+)  \(/);
  const base = name ?? own;
  const [, code] = await running.saw(/Code ([A-Z0-9]{6})/);
  const port = own.split(":").pop();
  const standby = shared && host(both);
  if (shared) ports.push(port, (await standby.saw(/:(\d+)  \(/))[1]);

  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
  const outside = [];
  const phone = async (about) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true, ...about });
    const page = await context.newPage();
    page.on("request", (request) => { if (!request.url().startsWith(base) && !request.url().startsWith("data:")) outside.push(request.url()); });
    page.on("pageerror", (fault) => { throw fault; });
    page.on("response", (answer) => { if (answer.status() === 404 && !answer.url().endsWith("/join")) throw new Error(`404: ${answer.url()}`); });
    page.on("console", (line) => { if (line.type() === "error" && !/WebSocket|ERR_|status of 404/.test(line.text())) throw new Error(`console: ${line.text()}`); });
    return page;
  };
  const ada = await phone({});
  const bo = await phone({ colorScheme: "dark" });
  const cy = await phone({ viewport: { width: 360, height: 640 } });
  const pages = [ada, bo, cy];

  // Join: one by the link, one by typing the code, one with large text.
  await ada.goto(`${base}/j/${code}`);
  await photo(ada, "01-join");
  await ada.fill("#name", "Ada");
  await ada.press("#name", "Enter");
  await bo.goto(base);
  await bo.fill("#code", "aaaaaa");
  await bo.fill("#name", "Bo");
  await bo.click("button:has-text('Join')");
  await bo.waitForSelector("text=No session has this code");
  await photo(bo, "02-wrong-code-dark");
  await bo.fill("#code", code.toLowerCase());
  await bo.click("button:has-text('Join')");
  await cy.goto(`${base}/j/${code}`);
  await cy.fill("#name", "Cy");
  await cy.click("button:has-text('Join')");
  for (const page of pages) await page.waitForSelector("h1:has-text('You are in')");
  await running.saw(/3 here/);
  await photo(ada, "03-lobby");

  // Two tabs: the newer one has the seat, and the older one says so.
  const second = await ada.context().newPage();
  await second.goto(base);
  await second.waitForSelector("h1:has-text('You are in')");
  await ada.waitForSelector("h1:has-text('Open elsewhere')");
  await second.close();
  await ada.click("text=Use it here");
  await ada.waitForSelector("h1:has-text('You are in')");

  // The trainer's page, and the projector's.
  const trainer = await (await browser.newContext({ viewport: { width: 1280, height: 720 } })).newPage();
  await trainer.goto(`${base}/trainer#${secret}`);
  await trainer.waitForSelector(`text=${code}`);
  await trainer.reload();
  await trainer.waitForSelector(".next");
  check(!trainer.url().includes(secret), "the address bar does not show the trainer's secret");
  await photo(trainer, "04-trainer-lobby");
  const board = await (await browser.newContext({ viewport: { width: 1280, height: 720 } })).newPage();
  await board.goto(`${base}/board#${secret}`);
  await board.waitForSelector(`text=${code}`);
  await photo(board, "05-board-lobby");
  last = [...pages, trainer, board];
  const next = async () => { await trainer.click(".next"); };

  await next();
  await ada.waitForSelector("h1:has-text('Received')");
  await photo(ada, "06-briefing");
  await next();
  await bo.waitForSelector("h1:has-text('Received')", { state: "detached" });
  await photo(bo, "07-scene-dark");
  const large = await phone({ viewport: { width: 360, height: 640 } });
  await large.goto(`${base}/j/${code}`);
  await large.fill("#name", "Di");
  await large.click("button:has-text('Join')");
  await large.addStyleTag({ url: "/page.css" });
  await large.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
  await photo(large, "08-scene-large-text");
  await photo(board, "09-board-scene");

  // On to the first decision, and a vote.
  await trainer.click(".next:has-text('Open the vote')");
  await ada.waitForSelector("input[name=choice]");
  await photo(ada, "10-vote");
  await photo(bo, "11-vote-dark");
  await photo(large, "12-vote-large-text");
  await photo(board, "13-board-vote");
  // The offers that are no picks; `at` counts them from 0.
  const plain = async (page, at) => {
    const radios = [];
    for (const radio of await page.$$("input[name=choice]")) if (!(await radio.evaluate((one) => one.closest("label").nextElementSibling?.matches("fieldset")))) radios.push(radio);
    return radios[at];
  };
  const vote = async (page, sure, at = 0) => {
    const radio = await plain(page, at);
    check(radio, "there is a choice without a pick");
    await radio.check();
    await page.check(`input[name=sure][value="${sure}"]`);
    await page.click("button[type=submit]");
    // The last vote closes the ballot.
    await page.waitForSelector("p:has-text('Your vote is kept'), h1:has-text('The vote is closed')");
  };
  await vote(ada, 3);
  await photo(ada, "14-voted");

  // A reload is back in the same seat with its own vote.
  await ada.reload();
  await ada.waitForSelector("text=Your vote is kept");
  check((await ada.$$eval("input[name=sure]:checked", (all) => all.map((one) => one.value)))[0] === "3", "a reload keeps the vote");

  // Without a network: said, and what was answered meanwhile is sent as soon as it is back.
  await bo.context().setOffline(true);
  await bo.evaluate(() => dispatchEvent(new Event("offline")));
  await bo.waitForSelector("#line:visible");
  await (await plain(bo, 1)).check();
  await bo.check('input[name=sure][value="1"]');
  await bo.click("button[type=submit]");
  await photo(bo, "15-offline-dark");
  await bo.context().setOffline(false);
  await bo.evaluate(() => dispatchEvent(new Event("online")));
  await bo.waitForSelector("text=Your vote is kept");

  // The host stands still: the line looks well and is dead. It is given up, and the answer sent on the next one. Of
  // two hosts, the other one would take over.
  if (!shared) {
    running.child.kill("SIGSTOP");
    await (await plain(ada, 1)).check();
    await ada.click("button[type=submit]");
    await ada.waitForSelector("#line:visible");
    running.child.kill("SIGCONT");
    await ada.waitForSelector("#line", { state: "hidden" });
    await ada.waitForSelector("p:has-text('Your vote is kept')");
  }
  await vote(ada, 3);

  // The host is killed; started again, it has the votes, and the phones come back by themselves.
  running.child.kill("SIGKILL");
  await ada.waitForSelector("#line:visible");
  running = standby ?? host(["--port", port]);
  await running.saw(/4 here, 2 answered/);
  await ada.waitForSelector("#line", { state: "hidden" });
  await ada.waitForSelector("text=Your vote is kept");
  await vote(cy, 2, 2);
  await vote(large, 2);

  await ada.waitForSelector("h1:has-text('The vote is closed')");
  await trainer.waitForSelector(".next:has-text('Show the votes')");
  await next();
  await ada.waitForSelector("h1:has-text('What the room thinks')");
  await photo(ada, "16-reveal");
  await photo(large, "17-reveal-large-text");
  await photo(board, "18-board-reveal");
  await photo(trainer, "19-trainer-reveal");

  // Pair talk, and the second vote beside the first.
  await next();
  await ada.waitForSelector("h1:has-text('Talk in pairs')");
  await photo(ada, "16-talk");
  await next();
  for (const page of [ada, bo, cy, large]) {
    await page.waitForSelector("legend:has-text('Vote again')");
    await vote(page, 3);
  }
  await ada.waitForSelector("h1:has-text('The vote is closed')");
  await next();
  await ada.waitForSelector("text=First vote: 2 of 4");
  await photo(bo, "18-second-reveal-dark");
  await photo(board, "18-board-second-reveal");
  running.type("rule majority");
  await ada.waitForSelector("text=The room chose");
  await photo(ada, "20-branch");

  // The debrief, and one thing each.
  running.type("debrief");
  await ada.waitForSelector("h1:has-text('Debrief')");
  await photo(ada, "21-debrief");
  if (await ada.$("input[name=feeling]")) {
    await ada.check('input[name=feeling]');
    await ada.click("button:has-text('Tell')");
    await ada.waitForSelector("text=Counted");
  }
  running.type("debrief 4");
  if (await ada.waitForSelector("#one-thing", { timeout: 5000 }).catch(() => null)) {
    await ada.fill("#one-thing", "I ring on day one.");
    await ada.click("button:has-text('Keep it')");
    await ada.waitForSelector("text=Kept. It goes into the report");
  } else { throw new Error("nothing to commit to"); }
  await photo(ada, "22-commit");
  running.type("end");
  await ada.waitForSelector("h1:has-text('That was it')");
  await photo(ada, "23-ended");
  check(!outside.length, `the page asked elsewhere: ${outside.join(", ")}`);
  if (shared) {
    running.type("quit");
    await new Promise((resolve) => running.child.once("exit", resolve));
    return browser.close();
  }

  // Everyone alone: a whole play on a phone, with its debrief.
  running.type("quit");
  await new Promise((resolve) => running.child.once("exit", resolve));
  running = host(["received-h", "--mode", "solo", "--seed", "7", "--port", port, "--db", path.join(data, "solo.sqlite")]);
  const [, alone] = await running.saw(/Code ([A-Z0-9]{6})/);
  const dora = await phone({});
  last = [dora];
  await dora.goto(`${base}/j/${alone}`);
  await dora.fill("#name", "Dora");
  await dora.click("button:has-text('Join')");
  await dora.waitForSelector("h1:has-text('You are in')");
  running.type("next");
  running.type("next");
  await dora.waitForSelector("h2:has-text('What do you do'), h2:has-text('Go on')");
  await photo(dora, "24-alone");
  // Whatever is offered: the first plain choice; of a pick one mark more each time, until there are enough.
  for (let step = 0; step < 200 && !(await dora.$("h1:has-text('Your debrief')")); step += 1) {
    if (await dora.$("main > button.wide")) await dora.click("main > button.wide");
    else {
      await dora.click("main section label:has(input[type=checkbox]:not(:checked))");
      await dora.click("main section button.wide");
    }
    // While a choice is on its way nothing can be pressed.
    await dora.waitForFunction(() => !document.querySelector("main button:disabled"));
  }
  await dora.waitForSelector("h1:has-text('Your debrief')");
  await photo(dora, "25-alone-debrief");
  running.type("quit");
  await new Promise((resolve) => running.child.once("exit", resolve));

  // One in the hot seat, the other with the observer's card; all of it led from the trainer's page.
  running = host(["received-h", "--mode", "hot-seat", "--seed", "7", "--port", port, "--db", path.join(data, "hot.sqlite")]);
  const [, key] = await running.saw(/trainer#([A-Z0-9]{6}-[0-9a-f]+)/);
  const [, hot] = await running.saw(/Code ([A-Z0-9]{6})/);
  const eve = await phone({});
  const flo = await phone({ colorScheme: "dark" });
  for (const [page, name] of [[eve, "Eve"], [flo, "Flo"]]) {
    await page.goto(`${base}/j/${hot}`);
    await page.fill("#name", name);
    await page.click("button:has-text('Join')");
    await page.waitForSelector("h1:has-text('You are in')");
  }
  const lead = await (await browser.newContext({ viewport: { width: 1024, height: 700 } })).newPage();
  lead.on("pageerror", (fault) => { throw fault; });
  lead.on("dialog", (dialog) => dialog.accept(dialog.type() === "prompt" ? "Florence" : undefined));
  last = [eve, flo, lead];
  await lead.goto(`${base}/trainer#${key}`);
  await lead.click("summary:has-text('More')");
  await lead.click("button[aria-label='Rename: Flo']");
  await flo.waitForSelector("text=Welcome, Florence");
  await photo(lead, "26-trainer-people");
  await lead.click("summary:has-text('More')");
  await lead.click(".next");
  await flo.waitForSelector("h1:has-text('Received')");
  await lead.click(".next");
  await flo.waitForSelector("h2:has-text('Your observer card')");
  await lead.click("summary:has-text('More')");
  await lead.click("button[aria-label='Hot seat: Eve']");
  await eve.waitForSelector("text=You have the hot seat");
  await photo(eve, "27-hot-seat");
  await flo.waitForSelector("text=Eve has the hot seat");
  await flo.click("main summary >> nth=-1");
  await flo.fill("main details[open] textarea", "You rang at once.");
  await eve.click("main > button.wide");
  await flo.waitForSelector("text=The room chose");
  check(await flo.inputValue("main details[open] textarea") === "You rang at once.", "what an observer was typing outlives the next scene");
  await flo.check("main details[open] input[type=radio] >> nth=2");
  await flo.click("main details[open] button");
  await flo.waitForSelector("main details[open] p:has-text('Kept.')");
  await photo(flo, "28-observer-dark");

  // Taken out: said, and the way back in is shown.
  await lead.click("button[aria-label='Take out: Florence']");
  await flo.waitForSelector("h1:has-text('Join the session')");
  await flo.waitForSelector("text=taken you out");
  await lead.click("button:has-text('Remote')");
  await lead.waitForSelector("h1:has-text('The remote')");
  // It stands there until the trainer goes back, whatever happens in the room meanwhile.
  await lead.click("button:has-text('Lock')");
  await lead.waitForSelector("text=locked");
  await photo(lead, "29-trainer-remote-link");
  const [link] = (await lead.textContent("main .sheet")).match(/\/remote#\S+/);
  const remote = await phone({});
  await remote.goto(`${base}${link}`);
  await remote.waitForSelector(".next");
  await photo(remote, "29-trainer-remote");
  await lead.click("button:has-text('Back to the session')");
  await lead.waitForSelector("h1:has-text('The remote')", { state: "detached" });
  running.child.kill("SIGKILL");
  await browser.close();
  fs.rmSync(data, { recursive: true, force: true });
}

let last = [];
main().then(() => process.exit(0), async (fault) => {
  for (const [at, page] of last.entries()) await page.screenshot({ path: path.join(photos, `fault-${at}.png`) }).catch(() => {}); console.error(`phone test: ${fault.stack}`); process.exit(1); });
