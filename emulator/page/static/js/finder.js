// "Go to": a field that finds channels, people and messages, and takes one there.
import * as listbox from "./listbox.js";

const finder = (node) => node?.closest?.("[data-finder]");
const parts = (root) => ({ field: root.querySelector("[data-find]"), list: root.querySelector(".found") });

let looking = Promise.resolve();

async function look(root) {
  const { field, list } = parts(root);
  const typed = field.value;
  const answer = await fetch(`${field.dataset.find}?typed=${encodeURIComponent(typed)}`);
  const found = await answer.text();
  if (field.value !== typed) return;
  list.innerHTML = found;
  listbox.activate(list, field, listbox.options(list)[0]);
}

function go(option) {
  if (option.dataset.href) location.assign(option.dataset.href);
  else htmx.ajax("POST", option.dataset.post, { source: option, swap: "none", values: { other: option.dataset.other } });
}

document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-find]")) looking = look(finder(event.target));
});

document.addEventListener("click", (event) => {
  const option = finder(event.target) && event.target.closest('[role="option"]');
  if (option) go(option);
});

// Enter means what was typed, though its list may still be on its way.
async function goToChosen(list) {
  await looking;
  const chosen = listbox.active(list) ?? listbox.options(list)[0];
  if (chosen) go(chosen);
}

document.addEventListener("keydown", (event) => {
  if (!event.target.matches?.("[data-find]")) return;
  const { field, list } = parts(finder(event.target));
  if (event.key === "Enter") goToChosen(list);
  else if (!listbox.move(list, field, event.key)) return;
  event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
  event.preventDefault();
  document.querySelector("[data-open-finder]")?.click();
});
