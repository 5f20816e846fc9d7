// What a screen reader is told: new messages of others, once and in few words. The timeline itself is
// no live region, as it would read out every reply count and reaction that changes.
const voice = document.getElementById("voice");
const MOST = 3;
const LENGTH = 240;
let known = new Set();

const messages = (root) => [...root.querySelectorAll("li.message[id]")];
for (const message of messages(document)) known.add(message.id);

document.addEventListener("calm:after", (event) => {
  const fresh = messages(event.detail.target).filter((message) => !known.has(message.id));
  for (const message of fresh) known.add(message.id);
  const heard = fresh.filter((message) => !message.hasAttribute("data-mine"));
  if (heard.length) say(heard.length > MOST ? `${heard.length} new messages` : heard.map(words).join(". "));
});

function words(message) {
  const author = message.querySelector(".by strong")?.textContent ?? "";
  const only = message.querySelector(".only-you") ? ", only visible to you" : "";
  const said = message.querySelector(".words, .header, .rich-text")?.textContent.replace(/\s+/g, " ").trim();
  return `${author}${only}: ${said || "a message without words"}`.slice(0, LENGTH);
}

function say(text) {
  voice.textContent = text;
}
