// Fills the parts of a page, which was painted without them, and tells where a part is missing.

async function fill(part, source = part.dataset.part, options = {}) {
  part.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(source, { ...options, headers: { "X-Part": "1", Accept: "text/html" } });
    put(part, await answer.text());
    if (!answer.ok) addRetry(part, source, options);
  } catch {
    put(part, "");
    const said = document.createElement("p");
    said.className = "state error";
    said.textContent = document.body.dataset.failed;
    part.append(said);
    addRetry(part, source, options);
  }
  part.setAttribute("aria-busy", "false");
  part.dispatchEvent(new Event("filled", { bubbles: true }));
}

// What the server wrote has escaped all that is not its own; scripts in it would not run.
function put(part, html) {
  part.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
}

function addRetry(part, source, options) {
  if (options.method === "POST") return;
  const button = document.createElement("button");
  button.className = "plain";
  button.textContent = document.body.dataset.retry;
  button.addEventListener("click", () => fill(part, source, options));
  part.append(button);
}

for (const part of document.querySelectorAll("[data-part]")) fill(part);

// What stands in the tables can be chosen in the filters.
document.addEventListener("filled", ({ target }) => {
  for (const list of document.querySelectorAll("datalist")) {
    const cells = target.querySelectorAll(`td[data-column="${list.id.slice("of-".length)}"]`);
    const known = new Set([...list.options].map((option) => option.value));
    for (const value of new Set([...cells].map((cell) => cell.textContent.trim()))) {
      if (value && !known.has(value)) list.append(new Option(value, value));
    }
  }
});

// Airflow shows these pages in a frame that may open no window of its own, so Airflow's does.
document.addEventListener("click", (click) => {
  const link = click.target.closest?.("a.outside");
  if (!link || window.top === window) return;
  try {
    window.top.open(link.href, "_blank", "noopener,noreferrer");
    click.preventDefault();
  } catch {
    // Framed by another site: the link stays what it is.
  }
});

export { fill };
