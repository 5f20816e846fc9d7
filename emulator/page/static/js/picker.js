// Selects: a text field that filters and a list of options that the server offers.
import * as listbox from "./listbox.js";

const picker = (node) => node?.closest?.("[data-picker]");
const parts = (root) => ({
  root,
  field: root.querySelector('input[role="combobox"]'),
  list: root.querySelector(".choices"),
  box: root.querySelector(".picker-box"),
  isMulti: root.classList.contains("is-multi"),
});
const values = (root) => [...root.querySelectorAll("input[type=hidden]")];

const asked = new WeakMap();
async function offer(root, typed) {
  const { field, list, box } = parts(root);
  const turn = (asked.get(root) ?? 0) + 1;
  asked.set(root, turn);
  if (!listbox.isOpen(list)) list.innerHTML = '<li class="nothing" role="presentation">Looking…</li>';
  listbox.open(list, field, box);
  const answer = await fetch(`${root.dataset.options}&typed=${encodeURIComponent(typed)}`);
  if (asked.get(root) !== turn || document.activeElement !== field) return;
  list.innerHTML = answer.ok ? await answer.text() : '<li class="nothing" role="presentation">No answer</li>';
  const chosen = values(root).map((input) => input.value);
  for (const option of listbox.options(list))
    option.setAttribute("aria-selected", String(chosen.includes(option.dataset.value)));
  listbox.open(list, field, box);
  if (typed) listbox.activate(list, field, listbox.options(list)[0]);
}

function pick(root, option) {
  const { field, list, isMulti } = parts(root);
  const { value, label } = option.dataset;
  const held = values(root).find((input) => input.value === value);
  if (!isMulti) values(root).forEach((input) => input.remove());
  if (isMulti && held) (held.closest(".chip") ?? held).remove();
  else if (isMulti && root.dataset.most && values(root).length >= Number(root.dataset.most)) return;
  else field.before(Object.assign(document.createElement("input"), { type: "hidden", name: root.dataset.name, value }));
  field.value = isMulti ? "" : label;
  listbox.close(list, field);
  changed(root);
}

function unpick(root, button) {
  const { field } = parts(root);
  (button?.closest(".chip") ?? values(root).at(-1))?.remove();
  field.value = "";
  field.focus();
  changed(root);
}

const changed = (root) => root.dispatchEvent(new CustomEvent("picked", { bubbles: true }));

document.addEventListener("input", (event) => {
  const root = event.target.getAttribute?.("role") === "combobox" && picker(event.target);
  if (!root) return;
  clearTimeout(root.waiting);
  listbox.activate(parts(root).list, event.target, null); // Enter must not choose what other words offered
  root.waiting = setTimeout(() => offer(root, event.target.value.trim()), 120);
});

document.addEventListener("focusin", (event) => {
  const root = picker(event.target);
  if (root && event.target.role === "combobox") event.target.select();
});

document.addEventListener("focusout", (event) => {
  const root = picker(event.target);
  if (!root || event.target.getAttribute("role") !== "combobox") return;
  const { field, list, isMulti } = parts(root);
  clearTimeout(root.waiting);
  listbox.close(list, field);
  field.value = isMulti || !values(root).length ? "" : field.dataset.drawn || field.value;
});

// The list must not take the focus from the field.
document.addEventListener("mousedown", (event) => {
  if (event.target.closest?.(".choices")) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const root = picker(event.target);
  if (!root) return;
  const option = event.target.closest('[role="option"]');
  const remove = event.target.closest("[data-unpick]");
  if (option) return pick(root, option);
  if (remove) return unpick(root, remove.closest(".chip") ? remove : null);
  const { field, list } = parts(root);
  field.focus();
  if (!listbox.isOpen(list)) offer(root, "");
});

document.addEventListener("keydown", (event) => {
  const root = event.target.getAttribute?.("role") === "combobox" && picker(event.target);
  if (!root) return;
  const { field, list, isMulti } = parts(root);
  const isOpen = listbox.isOpen(list);
  if (!isOpen && ["ArrowDown", "ArrowUp", "Enter"].includes(event.key)) offer(root, "");
  else if (isOpen && listbox.move(list, field, event.key)) event.preventDefault();
  else if (isOpen && event.key === "Enter" && listbox.active(list)) pick(root, listbox.active(list));
  else if (isOpen && event.key === "Escape") listbox.close(list, field);
  else if (event.key === "Backspace" && !field.value && isMulti && values(root).length) unpick(root, null);
  else if (event.key !== "Enter") return;
  event.preventDefault();
});
