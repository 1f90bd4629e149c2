// The tools under an article: copies its address, prints it. Sharing by mail is a plain link and needs none of this.

for (const button of document.querySelectorAll("[data-copy]")) {
  const said = document.getElementById(button.getAttribute("aria-describedby"));
  button.addEventListener("click", async () => {
    const address = new URL(button.dataset.copy, location.href).href;
    try {
      await navigator.clipboard.writeText(address);
      said.textContent = button.dataset.done;
    } catch {
      // Browsers forbid the clipboard on some connections; the address itself can be copied by hand.
      said.textContent = address;
    }
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => print());
}
