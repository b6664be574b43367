// A training session in real browsers, from the code on screen to the end; see phone-test.
const { chromium } = require("playwright-core");
const { spawn } = require("node:child_process");
const fs = require("node:fs");
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

async function audit(page, name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const serious = violations.filter((one) => ["serious", "critical"].includes(one.impact));
  check(!serious.length, `${name}: ${serious.map((one) => `${one.id}: ${one.help}; ${one.nodes.map((node) => node.html).join(" | ")}`).join("\n")}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1);
  check(!wide, `${name}: the page is wider than the screen`);
}

async function photo(page, name) {
  await page.screenshot({ path: path.join(photos, `${name}.png`), fullPage: true });
  await audit(page, name);
}

async function main() {
  let running = host(["received-h", "--seed", "7"]);
  const [, secret] = await running.saw(/trainer#([0-9a-f]+)/);
  const [, base] = await running.saw(/(http:\/\/127\.0\.0\.1:\d+)\/trainer/);
  const [, code] = await running.saw(/Code ([A-Z0-9]{6})/);
  const port = base.split(":").pop();

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
  const plain = async (page) => { for (const radio of await page.$$("input[name=choice]")) if (!(await radio.evaluate((one) => one.closest("label").nextElementSibling?.matches("fieldset")))) return radio; return null; };
  const vote = async (page, sure) => {
    const radio = await plain(page);
    check(radio, "there is a choice without a pick");
    await radio.check({ force: true });
    await page.check(`input[name=sure][value="${sure}"]`, { force: true });
    await page.click("button[type=submit]");
    await page.waitForSelector("text=Your vote is kept");
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
  await (await plain(bo)).check({ force: true });
  await bo.check('input[name=sure][value="1"]', { force: true });
  await bo.click("button[type=submit]");
  await photo(bo, "15-offline-dark");
  await bo.context().setOffline(false);
  await bo.evaluate(() => dispatchEvent(new Event("online")));
  await bo.waitForSelector("text=Your vote is kept");

  // The host is killed; started again, it has the votes, and the phones come back by themselves.
  running.child.kill("SIGKILL");
  await ada.waitForSelector("#line:visible");
  running = host(["--port", port]);
  await running.saw(/4 here, 2 answered/);
  await ada.waitForSelector("#line", { state: "hidden" });
  await ada.waitForSelector("text=Your vote is kept");
  await vote(cy, 2);
  await vote(large, 2);

  await ada.waitForSelector("h1:has-text('The vote is closed')");
  await trainer.waitForSelector(".next:has-text('Show the votes')");
  await next();
  await ada.waitForSelector("h1:has-text('What the room thinks')");
  await photo(ada, "16-reveal");
  await photo(large, "17-reveal-large-text");
  await photo(board, "18-board-reveal");
  await photo(trainer, "19-trainer-reveal");
  running.type("rule majority");
  await ada.waitForSelector("text=The room chose");
  await photo(ada, "20-branch");

  // The debrief, and one thing each.
  running.type("debrief");
  await ada.waitForSelector("h1:has-text('Debrief')");
  await photo(ada, "21-debrief");
  if (await ada.$("input[name=feeling]")) {
    await ada.check('input[name=feeling]', { force: true });
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

  // Everyone alone: a whole play on a phone, with its debrief.
  running.type("quit");
  await new Promise((resolve) => running.child.once("exit", resolve));
  running = host(["received-h", "--mode", "solo", "--seed", "7", "--port", port, "--db", path.join(data, "solo.sqlite")]);
  const [, alone] = await running.saw(/Code ([A-Z0-9]{6})/);
  const dora = await phone({});
  await dora.goto(`${base}/j/${alone}`);
  await dora.fill("#name", "Dora");
  await dora.click("button:has-text('Join')");
  await dora.waitForSelector("h1:has-text('You are in')");
  running.type("next");
  running.type("next");
  await dora.waitForSelector("h2:has-text('What do you do'), h2:has-text('Go on')");
  await photo(dora, "24-alone");
  for (let step = 0; step < 80 && !(await dora.$("h1:has-text('Your debrief')")); step += 1) {
    const before = await dora.evaluate(() => document.getElementById("app").textContent);
    const box = await dora.$("main section input[type=checkbox]");
    const button = await dora.$("main > button.wide");
    if (button) await button.click();
    else if (box) { await box.check({ force: true }); await dora.click("main section button.wide"); }
    else throw new Error("nothing to press");
    const goesOn = await dora.waitForFunction((was) => document.getElementById("app").textContent !== was, before, { timeout: 4000 }).catch(() => null);
    if (!goesOn) for (const more of await dora.$$("main section input[type=checkbox]:not(:checked)")) { await more.check({ force: true }); await dora.click("main section button.wide"); }
  }
  await dora.waitForSelector("h1:has-text('Your debrief')");
  await photo(dora, "25-alone-debrief");
  running.child.kill("SIGKILL");
  await browser.close();
  fs.rmSync(data, { recursive: true, force: true });
}

let last = [];
main().then(() => process.exit(0), async (fault) => {
  for (const [at, page] of last.entries()) await page.screenshot({ path: path.join(photos, `fault-${at}.png`) }).catch(() => {}); console.error(`phone test: ${fault.stack}`); process.exit(1); });
