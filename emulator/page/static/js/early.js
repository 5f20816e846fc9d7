// Stands in the page itself, before all else. Whatever a hand does before the page is wired waits here, and is done
// once it is: on a slow machine a click would otherwise be lost, or a form sent the browser's way.
{
  const waiting = [];
  const hold = (event, then) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting.push(then);
  };
  const holders = {
    click(event) {
      const target = event.target.closest?.('button, summary, [role="combobox"], [data-picker]');
      if (target && !target.matches("textarea")) hold(event, () => target.click());
    },
    submit: (event) => hold(event, () => event.target.requestSubmit()),
    change(event) {
      waiting.push(() => event.target.dispatchEvent(new Event("change", { bubbles: true })));
    },
    keydown(event) {
      const form = event.target.closest?.("form");
      const isSending = form && event.key === "Enter" && !event.shiftKey && !event.isComposing;
      if (isSending && event.target.matches("[data-composer] textarea")) hold(event, () => form.requestSubmit());
    },
  };
  for (const [kind, holder] of Object.entries(holders)) document.addEventListener(kind, holder, true);

  document.addEventListener("htmx:load", function wired(event) {
    if (event.target !== document.body) return;
    document.removeEventListener("htmx:load", wired);
    for (const [kind, holder] of Object.entries(holders)) document.removeEventListener(kind, holder, true);
    for (const then of waiting) then();
  });
}
