// Writing: Enter sends, drafts are kept, files wait beside the words, names complete themselves.
import * as listbox from "./listbox.js";
import { said } from "./notices.js";

const composer = (node) => node?.closest?.("[data-composer]");
const text = (form) => form.querySelector("textarea");
const files = (form) => form.querySelector("input[type=file]");
const list = (form) => form.querySelector(".choices");
const draftKey = (form) => `draft:${form.dataset.draft}`;

for (const form of document.querySelectorAll("[data-composer]")) {
  text(form).value = sessionStorage.getItem(draftKey(form)) ?? "";
  text(form).readOnly = false;
}
(document.querySelector(".pane [data-composer] textarea") ?? document.querySelector("[data-composer] textarea"))?.focus();

document.addEventListener("submit", (event) => {
  const form = composer(event.target);
  if (!form) return;
  event.preventDefault();
  send(form);
});

// The words leave the field at once; when they are refused they come back.
async function send(form) {
  const body = new FormData(form);
  const typed = text(form).value;
  const chosen = files(form).files;
  if (!typed.trim() && !chosen.length) return;
  settle(form, "");
  setFiles(form, []);
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
  } catch {
    answer = null;
  }
  if (answer?.ok) return;
  settle(form, typed);
  setFiles(form, chosen);
  const told = answer?.headers.get("HX-Trigger");
  said(told ? JSON.parse(told).refused.words : "That was not sent: the workspace does not answer.");
}

function settle(form, words) {
  text(form).value = words;
  sessionStorage.setItem(draftKey(form), words);
  listbox.close(list(form), text(form));
}

document.addEventListener("input", (event) => {
  const form = composer(event.target);
  if (!form || event.target !== text(form)) return;
  sessionStorage.setItem(draftKey(form), event.target.value);
  complete(form);
});

document.addEventListener("keydown", (event) => {
  const form = composer(event.target);
  if (!form || event.target !== text(form) || event.isComposing) return;
  const choices = list(form);
  const chosen = listbox.isOpen(choices) && listbox.active(choices);
  if (listbox.isOpen(choices) && listbox.move(choices, event.target, event.key)) event.preventDefault();
  else if (chosen && (event.key === "Tab" || (event.key === "Enter" && !isWhole(form, chosen)))) insert(form, chosen);
  else if (event.key === "Escape" && listbox.isOpen(choices)) listbox.close(choices, event.target);
  else if (event.key === "Enter" && !event.shiftKey) form.requestSubmit();
  else return;
  event.preventDefault();
});

document.addEventListener("focusout", (event) => {
  const form = composer(event.target);
  if (form && event.target === text(form)) listbox.close(list(form), event.target);
});

// The word before the caret: a command at the very start, a name or a channel anywhere.
function wordAt(form) {
  const field = text(form);
  const before = field.value.slice(0, field.selectionStart);
  const word = before.match(/(?:^\/\S*|(?<=^|\s)[@#][\p{L}\w.-]*)$/u)?.[0] ?? "";
  return { word, start: before.length - word.length };
}

const isWhole = (form, option) => option.dataset.insert.trim() === wordAt(form).word;

function complete(form) {
  const { word } = wordAt(form);
  const choices = list(form);
  const wanted = fold(word);
  const known = form.querySelector("[data-completions]").content.children;
  const matching = word ? [...known].filter((option) => matches(option, wanted)).slice(0, 8) : [];
  choices.replaceChildren(...matching.map((option) => option.cloneNode(true)));
  if (!matching.length) return listbox.close(choices, text(form));
  listbox.open(choices, text(form), form, { matchWidth: false });
  listbox.activate(choices, text(form), listbox.options(choices)[0]);
}

const fold = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const matches = (option, wanted) =>
  fold(option.dataset.match)
    .split(/\s+(?=[@#/])/)
    .some((name) => name.startsWith(wanted));

function insert(form, option) {
  const field = text(form);
  const { start } = wordAt(form);
  field.setRangeText(option.dataset.insert, start, field.selectionStart, "end");
  settle(form, field.value);
  field.focus();
}

document.addEventListener("click", (event) => {
  const form = composer(event.target);
  if (!form) return;
  const option = event.target.closest('.choices [role="option"]');
  if (option) insert(form, option);
  if (event.target.closest("[data-choose-files]")) files(form).click();
  const remove = event.target.closest("[data-remove-file]");
  if (remove) setFiles(form, [...files(form).files].filter((_, place) => place !== Number(remove.dataset.removeFile)));
});

document.addEventListener("change", (event) => {
  const form = composer(event.target);
  if (form && event.target === files(form)) showFiles(form);
});

function setFiles(form, chosen) {
  const held = new DataTransfer();
  for (const file of chosen) held.items.add(file);
  files(form).files = held.files;
  showFiles(form);
}

function showFiles(form) {
  const shown = [...files(form).files].map((file, place) => {
    const item = document.createElement("li");
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
    button.dataset.removeFile = place;
    button.setAttribute("aria-label", `Remove ${file.name}`);
    item.append(file.name, button);
    return item;
  });
  form.querySelector(".pending").replaceChildren(...shown);
  if (shown.length) text(form).focus();
}

// Files pasted into the words or dropped anywhere in the conversation.
document.addEventListener("paste", (event) => {
  const form = composer(event.target);
  if (form && event.clipboardData.files.length) setFiles(form, [...files(form).files, ...event.clipboardData.files]);
});
const target = (event) => event.target.closest?.(".main, .pane")?.querySelector("[data-composer]");
document.addEventListener("dragover", (event) => {
  const form = target(event);
  if (form) event.preventDefault();
  form?.classList.add("is-dropping");
});
document.addEventListener("dragleave", (event) => target(event)?.classList.remove("is-dropping"));
document.addEventListener("drop", (event) => {
  const form = target(event);
  if (!form) return;
  event.preventDefault();
  form.classList.remove("is-dropping");
  setFiles(form, [...files(form).files, ...event.dataTransfer.files]);
});
