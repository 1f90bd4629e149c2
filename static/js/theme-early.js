// Runs before the first paint: a reader's stored choice of colours is set before anything is drawn, and what needs
// JavaScript is shown. A module would run too late for that; everything else about the switch is in theme.js.
document.documentElement.classList.add("js");
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; then the system's colours are used.
}
