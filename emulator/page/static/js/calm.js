// The swap style "calm": what changed is changed in place. What somebody is typing, has chosen,
// opened or scrolled to stays, unless the server itself now says otherwise.
// htmx must wire what is drawn at once (no settle delay): it wires anew whatever differs from when it
// was wired, a request under way makes it differ, and then what waits behind that request is forgotten.
const CONTROLS = "input:not([type=hidden]):not([type=file]), textarea, select";

function keepTyped(old, fresh) {
  const isFocused = old === document.activeElement && old.type !== "radio" && old.type !== "checkbox";
  if (!isFocused && old.dataset.drawn !== fresh.dataset.drawn) return;
  if (old.type === "checkbox" || old.type === "radio") fresh.checked = old.checked;
  else if (fresh.tagName === "TEXTAREA") fresh.textContent = fresh.value = old.value;
  else if (fresh.value !== old.value) {
    fresh.setAttribute("value", old.value);
    fresh.value = old.value;
  }
}

const callbacks = {
  beforeNodeMorphed(old, fresh) {
    if (old.nodeType !== Node.ELEMENT_NODE) return true;
    if (old.matches(CONTROLS) && fresh.matches?.(CONTROLS)) keepTyped(old, fresh);
    return !(old.hasAttribute("data-keep") && old.id === fresh.id);
  },
  beforeAttributeUpdated(name, node) {
    if (name === "open") return false;
    return !(name.startsWith("aria-expanded") || (name === "style" && node.hasAttribute("popover")));
  },
};

htmx.defineExtension("calm", {
  isInlineSwap: () => false,
  handleSwap(style, target, fragment) {
    if (style !== "calm") return false;
    document.dispatchEvent(new CustomEvent("calm:before", { detail: { target } }));
    Idiomorph.morph(target, [...fragment.childNodes], { morphStyle: "innerHTML", callbacks });
    document.dispatchEvent(new CustomEvent("calm:after", { detail: { target } }));
    return [target];
  },
});
