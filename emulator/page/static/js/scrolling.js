// Conversations stay at their end when one was there, and where one was when not.
const atEnd = (box) => box.scrollHeight - box.scrollTop - box.clientHeight < 40;
const toEnd = (box) => (box.scrollTop = box.scrollHeight);
const sticking = new WeakSet();

for (const box of document.querySelectorAll('[data-stick="end"]')) start(box);

function start(box) {
  const aimed = location.hash && box.querySelector(CSS.escape ? `#${CSS.escape(location.hash.slice(1))}` : null);
  const kept = box.dataset.scrollKey && sessionStorage.getItem(`scroll:${box.dataset.scrollKey}`);
  if (aimed) aimed.classList.add("is-target");
  if (aimed) aimed.scrollIntoView({ block: "center" });
  else if (kept) box.scrollTop = Number(kept);
  else toEnd(box);
  // Pictures and fonts that come late must not push the end out of sight.
  new ResizeObserver(() => sticking.has(box) && toEnd(box)).observe(box.firstElementChild ?? box);
  if (atEnd(box)) sticking.add(box);
  box.addEventListener("scroll", () => remember(box), { passive: true });
}

function remember(box) {
  atEnd(box) ? sticking.add(box) : sticking.delete(box);
  if (!box.dataset.scrollKey) return;
  if (atEnd(box)) sessionStorage.removeItem(`scroll:${box.dataset.scrollKey}`);
  else sessionStorage.setItem(`scroll:${box.dataset.scrollKey}`, box.scrollTop);
}

document.addEventListener("calm:after", (event) => {
  if (sticking.has(event.detail.target)) toEnd(event.detail.target);
});
