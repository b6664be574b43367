// The phone: joins, takes its seat, and hands what comes to the page.
import { h, sentence } from "./dom.js";
import { page } from "./page.js";
import { join, hasSeat, socket } from "./socket.js";

const asked = new URLSearchParams(location.search).get("code");
const transport = { start: () => line.start(), send: (command) => line.send(command) };
const view = page(transport);
const line = socket((told) => {
  if (told.type !== "gone") return view.hear(told);
  document.getElementById("line").hidden = true;
  if (told.can_join) return entrance(sentence(told.why));
  view.screen(`gone${told.why}`, "Not connected any more", () => [h("p", null, sentence(told.why)),
    h("button", { type: "button", class: "wide", onclick: () => location.reload() }, "Load the page again")]);
});

function entrance(why) {
  document.getElementById("line").hidden = true;
  const code = h("input", { type: "text", class: "code", id: "code", name: "code", maxlength: 8, autocomplete: "off", autocapitalize: "characters", spellcheck: "false", required: true, value: asked ?? "" });
  const name = h("input", { type: "text", id: "name", name: "name", maxlength: 24, autocomplete: "nickname", required: true });
  const told = h("p", { role: "alert", class: "wrong" }, why ?? "");
  const press = h("button", { type: "submit", class: "wide" }, "Join");
  const form = h("form", null,
    h("label", { class: "field", for: "code" }, "Code on the screen"), code,
    h("label", { class: "field", for: "name" }, "Your first name, or any name"), name,
    h("p", { class: "soft" }, "Only people in this room see it. It is kept with the session on the trainer’s computer until the session is deleted."), told, press);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    press.disabled = true;
    told.textContent = "";
    join(code.value, name.value).then(() => { history.replaceState(null, "", "/"); line.start(); }, (refused) => { told.textContent = refused.message; })
      .finally(() => { press.disabled = false; });
  });
  view.screen(`join${why ?? ""}${Date.now()}`, "Join the session", () => [form]);
  (asked ? name : code).focus();
}

hasSeat(asked) ? line.start() : entrance();
