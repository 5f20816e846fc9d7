// The live stream rests while nobody looks: a browser opens few streams to one host at a time, and
// whoever has a page open for each person would find that the seventh waits for ever.
const PATIENCE = 5000;
const streams = new Set();

class Live {
  #heard = new Map();
  #latest = new Map();
  #address;
  #source;

  constructor(address) {
    this.#address = address;
    this.resume();
    streams.add(this);
  }

  resume() {
    this.#source = new EventSource(this.#address);
    this.#source.onopen = (event) => this.onopen?.(event);
    this.#source.onerror = (event) => this.onerror?.(event);
    for (const [kind, hear] of this.#heard.values()) this.#source.addEventListener(kind, hear);
  }

  // Of news that came faster than they can be drawn, only the last of each part is drawn.
  #keep(listener, event) {
    if (!this.#latest.size) setTimeout(() => this.#pass());
    this.#latest.set(listener, event);
  }

  #pass() {
    const news = [...this.#latest];
    this.#latest.clear();
    for (const [listener, event] of news) listener(event);
  }

  get readyState() {
    return this.#source.readyState;
  }

  addEventListener(kind, listener) {
    const hear = (event) => this.#keep(listener, event);
    this.#heard.set(listener, [kind, hear]);
    this.#source.addEventListener(kind, hear);
  }

  removeEventListener(kind, listener) {
    this.#source.removeEventListener(kind, this.#heard.get(listener)?.[1]);
    this.#heard.delete(listener);
  }

  rest() {
    this.#source.close();
  }

  close() {
    streams.delete(this);
    this.rest();
  }
}

htmx.createEventSource = (address) => new Live(address);

let timer;
document.addEventListener("visibilitychange", () => {
  clearTimeout(timer);
  if (document.hidden) timer = setTimeout(() => streams.forEach((stream) => stream.rest()), PATIENCE);
  else streams.forEach((stream) => stream.readyState === EventSource.CLOSED && stream.resume());
});
