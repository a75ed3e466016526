// The SQL console: runs a statement, keeps statements under the reader's name in this browser.
import { fill } from "./page.js";

const form = document.querySelector("#console");
const sql = form.querySelector("#sql");
const saved = document.querySelector("#saved");
const save = document.querySelector("#save");
const key = `hearsay.saved.${document.querySelector(".console").dataset.user}`;

form.addEventListener("submit", (event) => {
  if (event.submitter?.hasAttribute("data-download")) return;
  event.preventDefault();
  fill(document.querySelector("#answer"), form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
});

sql.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});

document.querySelector("#examples").addEventListener("click", (event) => {
  if (event.target.dataset.sql) take(event.target.dataset.sql);
});

save.addEventListener("submit", (event) => {
  event.preventDefault();
  const name = save.querySelector("input");
  keep({ ...kept(), [name.value.trim()]: sql.value });
  name.value = "";
});

function take(statement) {
  sql.value = statement.trim();
  sql.focus();
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}

function keep(statements) {
  localStorage.setItem(key, JSON.stringify(statements));
  list();
}

function list() {
  const names = Object.keys(kept()).sort();
  saved.replaceChildren(...names.map(item));
  if (!names.length) saved.append(Object.assign(document.createElement("li"), { className: "note", textContent: saved.dataset.none }));
}

function item(name) {
  const line = document.createElement("li");
  const open = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: name });
  open.addEventListener("click", () => take(kept()[name]));
  const remove = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: "×" });
  remove.setAttribute("aria-label", saved.dataset.remove.replace("{name}", name));
  remove.addEventListener("click", () => {
    const { [name]: _, ...others } = kept();
    keep(others);
  });
  line.append(open, " ", remove);
  return line;
}

list();
