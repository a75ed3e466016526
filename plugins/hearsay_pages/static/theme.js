// Light or dark before anything is painted: as Airflow has it, else as the system does.
const dark = matchMedia("(prefers-color-scheme: dark)");

function theme() {
  let chosen = null;
  try {
    chosen = localStorage.getItem("theme"); // where Airflow keeps what its reader chose
  } catch {
    // A browser that keeps nothing.
  }
  const is = chosen === "dark" || chosen === "light" ? chosen : dark.matches ? "dark" : "light";
  if (document.documentElement.dataset.theme !== is) {
    document.documentElement.dataset.theme = is;
    dispatchEvent(new Event("theme"));
  }
}

theme();
dark.addEventListener("change", theme);
addEventListener("storage", theme);
