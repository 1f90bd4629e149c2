/**
 * Stimulus controller of the combobox by which editors choose countries, programmes and firms.
 *
 * Chosen entities are hidden inputs with their keys; the text input has no name and is not posted.
 * Text left in it is added to the form on submit, so that the server can name it in an error.
 * Keys: arrows move, Enter chooses, Escape closes the list and then empties the text input.
 */

const SEARCH_DELAY_MS = 150;

class EntityFieldController extends window.StimulusModule.Controller {
  static targets = ["box", "list", "chosen", "status", "chip"];

  static values = { name: String, url: String, added: String, removed: String, none: String, failed: String };

  connect() {
    this.active = -1;
    this.form = this.element.closest("form");
    this.onSubmit = () => this.addLeftoverText();
    this.form?.addEventListener("submit", this.onSubmit, { capture: true });
  }

  disconnect() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.form?.removeEventListener("submit", this.onSubmit, { capture: true });
  }

  get options() {
    return [...this.listTarget.querySelectorAll("[role=option]")];
  }

  get chosenValues() {
    return [...this.chosenTarget.querySelectorAll("input[type=hidden]")].map((input) => input.value);
  }

  search() {
    this.leftover?.remove();
    clearTimeout(this.timer);
    this.request?.abort();
    const text = this.boxTarget.value.trim();
    if (!text) {
      this.close();
      return;
    }
    this.timer = setTimeout(() => this.fetchResults(text), SEARCH_DELAY_MS);
  }

  async fetchResults(text) {
    this.request = new AbortController();
    const { signal } = this.request;
    try {
      const response = await fetch(`${this.urlValue}?${new URLSearchParams({ q: text })}`, {
        headers: { Accept: "application/json" },
        signal,
      });
      if (!response.ok) throw new Error(response.statusText);
      const { results } = await response.json();
      this.showOptions(results);
    } catch {
      if (signal.aborted) return;
      this.close();
      this.announce(this.failedValue);
    }
  }

  showOptions(results) {
    const available = results.filter((result) => !this.chosenValues.includes(String(result.id)));
    this.listTarget.replaceChildren(...available.map((result, index) => this.buildOption(result, index)));
    if (!available.length) {
      this.close();
      this.announce(this.noneValue);
      return;
    }
    this.announce("");
    this.listTarget.hidden = false;
    this.boxTarget.setAttribute("aria-expanded", "true");
    this.activate(0);
  }

  buildOption(result, index) {
    const option = document.createElement("li");
    option.id = `${this.listTarget.id}-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.id = result.id;
    option.dataset.label = result.label;
    const label = document.createElement("span");
    label.textContent = result.label;
    const detail = document.createElement("small");
    detail.textContent = result.detail;
    option.append(label, " ", detail);
    // Keep the focus in the text input while the pointer chooses.
    option.addEventListener("mousedown", (event) => event.preventDefault());
    option.addEventListener("click", () => this.choose(option));
    return option;
  }

  activate(index) {
    this.active = index;
    this.options.forEach((option, position) => {
      option.setAttribute("aria-selected", String(position === index));
    });
    const option = this.options[index];
    if (option) {
      this.boxTarget.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      this.boxTarget.removeAttribute("aria-activedescendant");
    }
  }

  handleKey(event) {
    const open = !this.listTarget.hidden;
    const count = this.options.length;
    if (event.key === "ArrowDown" && open) {
      this.activate((this.active + 1) % count);
    } else if (event.key === "ArrowUp" && open) {
      this.activate((this.active - 1 + count) % count);
    } else if (event.key === "ArrowDown") {
      this.search();
    } else if (event.key === "Enter") {
      if (open && this.options[this.active]) this.choose(this.options[this.active]);
    } else if (event.key === "Escape" && open) {
      this.close();
    } else if (event.key === "Escape" && this.boxTarget.value) {
      this.boxTarget.value = "";
      this.search();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  close() {
    this.listTarget.hidden = true;
    this.listTarget.replaceChildren();
    this.boxTarget.setAttribute("aria-expanded", "false");
    this.activate(-1);
  }

  choose(option) {
    const chip = this.chipTarget.content.firstElementChild.cloneNode(true);
    const input = chip.querySelector("input");
    input.value = option.dataset.id;
    input.disabled = false;
    for (const label of chip.querySelectorAll("[data-label]")) label.textContent = option.dataset.label;
    this.chosenTarget.append(chip);
    this.boxTarget.value = "";
    this.leftover?.remove();
    this.close();
    this.announce(this.addedValue.replace("%s", option.dataset.label));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  remove(event) {
    const chip = event.currentTarget.closest("li");
    const next = chip.nextElementSibling ?? chip.previousElementSibling;
    const label = chip.querySelector("[data-label]").textContent;
    chip.remove();
    (next?.querySelector("button") ?? this.boxTarget).focus();
    this.announce(this.removedValue.replace("%s", label));
    this.boxTarget.dispatchEvent(new Event("change", { bubbles: true }));
  }

  addLeftoverText() {
    this.leftover?.remove();
    const text = this.boxTarget.value.trim();
    if (!text) return;
    this.leftover = document.createElement("input");
    this.leftover.type = "hidden";
    this.leftover.name = this.nameValue;
    this.leftover.value = text;
    this.element.append(this.leftover);
  }

  announce(message) {
    this.statusTarget.textContent = message;
  }
}

window.wagtail.app.register("entity-field", EntityFieldController);
