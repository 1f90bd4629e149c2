// The preview of what readers will see when an article is withdrawn or made private: the words, or else the label of the
// cause. For some causes readers see a fixed sentence instead.

const preview = document.querySelector("[data-preview]");
const text = document.querySelector("[data-preview-text]");
const sentences = document.getElementById("preview-sentences");

function chosenCause() {
  const select = document.querySelector("select[data-preview-cause]");
  if (select) {
    return { value: select.value, label: select.value ? select.selectedOptions[0].textContent.trim() : "" };
  }
  const radio = document.querySelector("[data-preview-cause]:checked");
  return radio ? { value: radio.value, label: radio.closest("label").textContent.trim() } : { value: "", label: "" };
}

function update() {
  const cause = chosenCause();
  const fixed = sentences ? JSON.parse(sentences.textContent)[cause.value] : "";
  preview.textContent = fixed || text.value.trim() || cause.label;
}

if (preview && text) {
  text.form.addEventListener("input", update);
  update();
}
