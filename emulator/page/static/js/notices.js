// Short words to the person at the foot of the page.
const box = document.getElementById("refused");
let timer;

export function said(words) {
  // A dialog that is open hides the rest of the page, so the words go where they are seen.
  (document.querySelector("dialog[open]") ?? document.body).append(box);
  box.textContent = words;
  box.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => (box.hidden = true), 6000);
}
