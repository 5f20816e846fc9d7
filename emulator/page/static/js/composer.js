// Writing: Enter sends, drafts are kept, files wait beside the words, names complete themselves.
import * as listbox from "./listbox.js";
import { openSheet } from "./dialogs.js";
import { said } from "./notices.js";

const composer = (node) => node?.closest?.("[data-composer]");
const text = (form) => form.querySelector("textarea");
const files = (form) => form.querySelector("input[type=file]");
const list = (form) => form.querySelector(".choices");
const draftKey = (form) => `draft:${form.dataset.draft}`;

// Words that were typed before this ran are newer than the draft.
for (const form of document.querySelectorAll("[data-composer]"))
  text(form).value ||= sessionStorage.getItem(draftKey(form)) ?? "";
const first = document.querySelector(".pane [data-composer] textarea") ?? document.querySelector("[data-composer] textarea");
// On a phone the focus would bring up the keyboard before anything was read.
if (matchMedia("(hover: hover)").matches && document.activeElement === document.body) first?.focus();

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
  else if (event.key === "ArrowUp" && !event.target.value) editLast(form);
  else return;
  event.preventDefault();
});

// The arrow up in an empty field takes back one's last message, to change it.
function editLast(form) {
  const own = [...form.closest(".main, .pane").querySelectorAll(".message[data-mine]:not([data-mine=''])")].at(-1);
  if (own) openSheet(own.dataset.mine);
}

document.addEventListener("focusout", (event) => {
  const form = composer(event.target);
  if (form && event.target === text(form)) listbox.close(list(form), event.target);
});

// The word before the caret: a command at the very start, a name or a channel anywhere.
function wordAt(form) {
  const field = text(form);
  const before = field.value.slice(0, field.selectionStart);
  const word = before.match(/(?:^\/\S*|(?<=^|\s)[@#][\p{L}\w.-]*|(?<=^|\s):[a-z0-9_+-]{2,})$/u)?.[0] ?? "";
  return { word, start: before.length - word.length };
}

const isWhole = (form, option) => option.dataset.insert?.trim() === wordAt(form).word;
const known = (form) => [...form.querySelector("[data-completions]").content.children];

async function complete(form) {
  const { word } = wordAt(form);
  if (word.startsWith(":")) await learnEmoji();
  if (wordAt(form).word !== word) return;
  const matching = word.startsWith(":") ? emoji(word) : known(form).filter((option) => isMeant(form, option, word));
  offer(form, matching.slice(0, 8), { isActive: true });
  if (!matching.length) remind(form);
}

// The name of a shortcut may have blanks, where no command begins with its first word.
function isMeant(form, option, word) {
  const line = text(form).value;
  const isShortcut = "press" in option.dataset;
  if (isShortcut && line.startsWith("/") && !commandOf(form)) return fold(option.dataset.match).startsWith(fold(line));
  return Boolean(word) && matches(option, fold(word));
}

function commandOf(form) {
  const name = text(form).value.match(/^(\/\S+)\s/)?.[1];
  return known(form).find((option) => "usage" in option.dataset && option.dataset.match === name);
}

function offer(form, matching, { isActive }) {
  const choices = list(form);
  choices.replaceChildren(...matching.map((option) => option.cloneNode(true)));
  if (!matching.length) return listbox.close(choices, text(form));
  listbox.open(choices, text(form), form, { matchWidth: false });
  listbox.activate(choices, text(form), isActive ? listbox.options(choices)[0] : null);
}

// While a command's words are typed, its usage stays in sight.
function remind(form) {
  const command = commandOf(form);
  offer(form, command ? [command] : [], { isActive: false });
}

let names = null;
async function learnEmoji() {
  names ??= await (await fetch("/static/vendor/emoji-datasource/names.json")).json();
}

function emoji(word) {
  const wanted = word.slice(1);
  return Object.entries(names)
    .filter(([name]) => name.startsWith(wanted))
    .slice(0, 8)
    .map(([name, character]) => {
      const option = Object.assign(document.createElement("li"), { className: "choice", textContent: `${character} :${name}:` });
      option.role = "option";
      option.dataset.insert = `:${name}: `;
      return option;
    });
}

const fold = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const matches = (option, wanted) =>
  fold(option.dataset.match)
    .split(/\s+(?=[@#/])/)
    .some((name) => name.startsWith(wanted));

function insert(form, option) {
  const field = text(form);
  if (option.dataset.press) return press(form, option.dataset.press);
  const { start } = wordAt(form);
  field.setRangeText(option.dataset.insert, start, field.selectionStart, "end");
  settle(form, field.value);
  field.focus();
}

// A shortcut found by its name is run; the words that found it are no message.
function press(form, id) {
  settle(form, "");
  document.getElementById(id).click();
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
