// The preview of what readers will see when a page is made private: the words, or else the label of the cause.

const preview = document.querySelector("[data-preview]");
const text = document.querySelector("[data-preview-text]");

function update() {
  const chosen = document.querySelector("[data-preview-cause]:checked");
  const label = chosen ? chosen.closest("label").textContent.trim() : "";
  preview.textContent = text.value.trim() || label;
}

if (preview && text) {
  text.form.addEventListener("input", update);
  update();
}
