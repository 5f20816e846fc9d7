// Menus: where they open, arrow keys, and the one menu that all messages share.
export function place(floating, anchor, { matchWidth = false } = {}) {
  const at = anchor.getBoundingClientRect();
  if (matchWidth) floating.style.minWidth = `${at.width}px`;
  const { width, height } = floating.getBoundingClientRect();
  const below = at.bottom + 4 + height <= innerHeight || at.top - 4 - height < 0;
  floating.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
  floating.style.top = `${below ? Math.min(at.bottom + 4, innerHeight - height - 4) : at.top - height - 4}px`;
}

const items = (menu) => [...menu.querySelectorAll('[role="menuitem"]')];
let opener = null;
const buttonOf = (menu) => document.querySelector(`[popovertarget="${menu.id}"]`) ?? opener;

// Opened here and not by the browser, which would move the focus only some time after the key.
function open(menu) {
  menu.showPopover();
  place(menu, buttonOf(menu));
  items(menu)[0]?.focus();
}

document.addEventListener(
  "toggle",
  (event) => {
    const menu = event.target;
    if (!menu.matches?.(".menu")) return;
    buttonOf(menu)?.setAttribute("aria-expanded", String(event.newState === "open"));
  },
  true,
);

document.addEventListener("click", (event) => {
  const toggle = event.target.closest?.("[popovertarget]");
  if (toggle) {
    event.preventDefault();
    const menu = document.getElementById(toggle.getAttribute("popovertarget"));
    menu.matches(":popover-open") ? close(menu) : open(menu);
  }
  const button = event.target.closest?.("[data-message-menu]");
  if (button) openMessageMenu(button);
  const item = event.target.closest?.('.menu [role="menuitem"]');
  if (item) close(item.closest(".menu"));
});

function close(menu) {
  menu.hidePopover();
  buttonOf(menu)?.focus();
}

async function openMessageMenu(button) {
  const menu = document.getElementById("message-menu");
  menu.innerHTML = await (await fetch(button.dataset.messageMenu)).text();
  menu.setAttribute("role", "menu");
  htmx.process(menu);
  opener = button;
  open(menu);
}

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.(".menu:popover-open");
  if (!menu) return;
  const listed = items(menu);
  const here = listed.indexOf(document.activeElement);
  const to = {
    ArrowDown: (here + 1) % listed.length,
    ArrowUp: (here - 1 + listed.length) % listed.length,
    Home: 0,
    End: listed.length - 1,
  }[event.key];
  if (to !== undefined) listed[to]?.focus();
  else if (event.key === "Tab") return close(menu);
  else if (/^\S$/.test(event.key)) listed.find((item) => item.textContent.trim().toLowerCase().startsWith(event.key))?.focus();
  else if (event.key === "Escape") close(menu);
  else return;
  event.preventDefault();
});
