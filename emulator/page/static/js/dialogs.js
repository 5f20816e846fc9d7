// Dialogs: forms of the app as they come and go, confirmations, previews.
import { said } from "./notices.js";

const region = document.getElementById("form-region");
const confirmDialog = document.getElementById("confirm");
const sheet = document.getElementById("sheet");
let before = null;

// The app's form is drawn by the live stream; here it is put before everything else.
let shownView = "";
let shownErrors = "0";
function showForm() {
  const dialog = document.getElementById("form-dialog");
  if (!dialog) return returnFocus();
  const form = dialog.querySelector("form");
  if (!dialog.open) {
    before ??= document.activeElement;
    dialog.showModal();
  }
  if (dialog.dataset.view !== shownView) focusFirst(dialog);
  else if (form.dataset.errors !== "0" && form.dataset.errors !== shownErrors) focusError(dialog);
  shownView = dialog.dataset.view;
  shownErrors = form.dataset.errors;
}

function returnFocus() {
  shownView = "";
  if (!before) return;
  const home = document.contains(before) && before !== document.body ? before : document.querySelector(".composer textarea");
  before = null;
  home?.focus();
}

const FIELDS = "input:not([type=hidden]):not([hidden]), textarea, button[data-choose]";
function focusFirst(dialog) {
  const body = dialog.querySelector(".form-body");
  (body.querySelector("[autofocus]") ?? body.querySelector(FIELDS) ?? dialog.querySelector(".submit, [data-cancel]"))?.focus();
}
function focusError(dialog) {
  dialog.querySelector(".field.has-error")?.querySelector(FIELDS)?.focus();
}

document.addEventListener("calm:after", (event) => event.detail.target === region && showForm());
document.addEventListener("htmx:afterRequest", (event) => {
  // An error under a field may read as before: then nothing was drawn anew, and still it is new.
  const dialog = event.target.closest?.("#form-dialog");
  if (dialog && event.target.matches("form")) focusError(dialog);
});
showForm();

// Escape and the cross ask the workspace to close the form, as it is the one that knows the stack.
document.addEventListener(
  "cancel",
  (event) => {
    if (event.target.id !== "form-dialog") return;
    event.preventDefault();
    if (!event.target.querySelector(":popover-open")) event.target.querySelector("[data-cancel]").click();
  },
  true,
);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
  event.target.closest?.("#form-dialog form")?.requestSubmit();
});

// Buttons may ask before they act.
document.addEventListener("htmx:confirm", (event) => {
  const asked = event.target.dataset?.confirm;
  if (!asked) return;
  event.preventDefault();
  ask(JSON.parse(asked), () => event.detail.issueRequest(true), () => putBack(event.target));
});

// What was chosen but not confirmed goes back to what the server drew.
function putBack(element) {
  for (const input of [element, ...element.querySelectorAll("[data-drawn]")]) {
    if (!("drawn" in input.dataset)) continue;
    if (input.type === "radio" || input.type === "checkbox") input.checked = input.dataset.drawn === "True";
    else input.value = input.dataset.drawn;
  }
  if (!element.matches("[data-picker]")) return;
  for (const input of element.querySelectorAll(".picker-box > input[type=hidden]")) input.value = element.dataset.held;
}

function ask(words, then, otherwise) {
  const [no, yes] = confirmDialog.querySelectorAll("button");
  confirmDialog.querySelector("h2").textContent = words.title.text;
  confirmDialog.querySelector(".confirm-text").textContent = words.text.text.replace(/[*_~`]/g, "");
  no.textContent = words.deny?.text ?? "Cancel";
  yes.textContent = words.confirm?.text ?? "Yes";
  yes.classList.toggle("danger", words.style === "danger");
  yes.classList.toggle("filled", words.style === "danger");
  yes.classList.toggle("primary", words.style !== "danger");
  confirmDialog.returnValue = "no";
  confirmDialog.addEventListener("close", () => (confirmDialog.returnValue === "yes" ? then() : otherwise()), { once: true });
  confirmDialog.showModal();
  yes.focus();
}

// Previews and the editor of one's own message.
document.addEventListener("click", (event) => {
  const source = event.target.closest?.("[data-sheet]");
  if (source) openSheet(source.dataset.sheet);
  if (event.target.closest?.("[data-close]") || event.target === sheet) sheet.close();
  event.target.closest?.("[data-choose]")?.parentElement.querySelector("input[type=file]").click();
});

export async function openSheet(address) {
  const answer = await fetch(address);
  if (!answer.ok) return said("That is gone.");
  sheet.innerHTML = await answer.text();
  htmx.process(sheet);
  sheet.setAttribute("aria-label", sheet.querySelector("h2")?.textContent ?? "");
  sheet.classList.toggle("wide", Boolean(sheet.querySelector("table, pre")));
  if (!sheet.open) sheet.showModal();
}

// Enter saves a message that is being changed, as it sends a new one.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches?.("#sheet textarea")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful && event.target.matches?.("[data-closes]")) sheet.close();
  if (event.target.matches?.("[data-empties]")) event.target.value = "";
});

// Files dropped on a file field.
document.addEventListener("dragover", (event) => {
  const drop = event.target.closest?.("[data-drop]");
  if (drop) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const input = event.target.closest?.("[data-drop]")?.querySelector("input[type=file]");
  if (!input) return;
  event.preventDefault();
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
});
