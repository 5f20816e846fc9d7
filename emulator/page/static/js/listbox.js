// A list that belongs to a text field: one line is active, arrow keys move it.
import { place } from "./menus.js";

export const options = (list) => [...list.querySelectorAll('[role="option"]')];
export const active = (list) => list.querySelector(".is-active");
export const isOpen = (list) => list.matches(":popover-open");

export function open(list, field, anchor, { matchWidth = true } = {}) {
  if (!isOpen(list)) list.showPopover();
  place(list, anchor, { matchWidth });
  field.setAttribute("aria-expanded", "true");
}

export function close(list, field) {
  if (isOpen(list)) list.hidePopover();
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

export function activate(list, field, option) {
  active(list)?.classList.remove("is-active");
  if (!option) return field.removeAttribute("aria-activedescendant");
  option.id ||= `${list.id}-${options(list).indexOf(option)}`;
  option.classList.add("is-active");
  option.scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", option.id);
}

// Returns whether the key was one that moves.
export function move(list, field, key) {
  const listed = options(list);
  const here = listed.indexOf(active(list));
  const to = { ArrowDown: here + 1, ArrowUp: here < 0 ? listed.length - 1 : here - 1 }[key];
  if (to === undefined || !listed.length) return false;
  activate(list, field, listed[(to + listed.length) % listed.length]);
  return true;
}
