// The keyboard beyond Tab: arrows in lists of places, F6 from part to part, Escape for the top-most thing.
const LISTS = ".side-lists, .rail ul, .tabs";
const PARTS = ".rail a[aria-current], .side-lists .place[aria-current], .main .scroll, .main .composer textarea, .pane .composer textarea, .drawer .scroll";

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "F6") return turn(event);
  if (event.key === "Escape") return escape();
  const list = event.target.matches?.("a") && event.target.closest(LISTS);
  if (list) walk(event, [...list.querySelectorAll("a")]);
});

function walk(event, links) {
  const here = links.indexOf(document.activeElement);
  const to = {
    ArrowDown: here + 1, ArrowRight: here + 1, ArrowUp: here - 1, ArrowLeft: here - 1,
    Home: 0, End: links.length - 1,
  }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  links[Math.max(0, Math.min(to, links.length - 1))].focus();
}

function turn(event) {
  event.preventDefault();
  const parts = [...document.querySelectorAll(PARTS)].filter((part) => part.checkVisibility());
  const region = (node) => node?.closest(".rail, .side, .composer, .scroll");
  const here = parts.findIndex((part) => region(part) === region(document.activeElement));
  const step = event.shiftKey ? -1 : 1;
  parts[(here + step + parts.length) % parts.length]?.focus();
}

// Menus, lists and dialogs close by themselves; what is left is the list of places, then the thread.
function escape() {
  if (document.querySelector("dialog[open], :popover-open")) return;
  if (document.getElementById("app").classList.contains("is-nav-open")) document.querySelector(".side [data-nav-toggle]").click();
  else document.querySelector("[data-close-thread]")?.click();
}
