// The inspector asks for its list when there is news and when it is searched. While one answer is
// awaited no second is asked for; what was asked meanwhile is asked once, with what then stands there.
let isBusy = false;
let isStale = false;

async function refresh() {
  isStale = true;
  if (isBusy) return;
  isBusy = true;
  while (isStale) {
    isStale = false;
    await draw(document.getElementById("wire"));
  }
  isBusy = false;
}

async function draw(list) {
  const asked = new URLSearchParams();
  for (const field of document.querySelectorAll("#wire-search [name]")) asked.set(field.name, field.value);
  const answer = await fetch(`${list.dataset.source}?${asked}`).catch(() => null);
  if (!answer?.ok) return;
  const swap = { swapStyle: "calm", swapDelay: 0, settleDelay: 0 };
  htmx.swap(list, await answer.text(), swap, { contextElement: list });
}

document.addEventListener("htmx:sseBeforeMessage", (event) => {
  if (event.target.id !== "wire") return;
  event.preventDefault();
  refresh();
});
document.addEventListener("input", (event) => event.target.closest?.("#wire-search") && refresh());
