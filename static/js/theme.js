// The colour switch in the footer: as the system, light, dark. The choice stays in this browser.

const root = document.documentElement;
const buttons = document.querySelectorAll("[data-theme-choice]");

function store(choice) {
  try {
    if (choice === "system") localStorage.removeItem("theme");
    else localStorage.setItem("theme", choice);
  } catch {
    // Without storage the choice holds for this page.
  }
}

function show(choice) {
  if (choice === "system") delete root.dataset.theme;
  else root.dataset.theme = choice;
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
  // A page's theme-color follows the ground, so that the browser's own frame fits.
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
    meta.dataset.system ??= meta.content;
    meta.content = choice === "system" ? meta.dataset.system : getComputedStyle(root).backgroundColor;
  }
}

for (const button of buttons) {
  button.addEventListener("click", () => {
    store(button.dataset.themeChoice);
    show(button.dataset.themeChoice);
  });
}
show(root.dataset.theme ?? "system");

// Another tab may have changed it.
addEventListener("storage", (event) => {
  if (event.key === "theme" || event.key === null) show(event.newValue ?? "system");
});
