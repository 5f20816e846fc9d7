// Tables of data: sorted, narrowed and turned page by page, as they stay when the stream draws anew.
const kept = new Map();
const fresh = () => ({ column: -1, isDown: false, page: 0, words: "" });
const table = (node) => node.closest?.("[data-table]");

function stateOf(root) {
  if (!kept.has(root.id)) kept.set(root.id, fresh());
  return kept.get(root.id);
}

function value(row, column) {
  const cell = row.cells[column];
  return cell.dataset.number === undefined ? cell.textContent.trim() : Number(cell.dataset.number);
}

// As Slack sorts: by number where the whole column holds numbers, by alphabet otherwise.
function compare(rows, column) {
  const isNumeric = rows.every((row) => row.cells[column].dataset.number !== undefined);
  if (isNumeric) return (a, b) => value(a, column) - value(b, column);
  const words = (row) => row.cells[column].textContent.trim();
  return (a, b) => words(a).localeCompare(words(b), undefined, { sensitivity: "base" });
}

function draw(root) {
  const state = stateOf(root);
  const size = Number(root.dataset.table);
  const body = root.querySelector("tbody");
  const all = [...body.rows];
  all.forEach((row, place) => (row.place ??= place));
  all.sort((a, b) => a.place - b.place);
  if (state.column >= 0) all.sort(compare(all, state.column));
  if (state.isDown) all.reverse();
  if (all.some((row, place) => body.rows[place] !== row)) body.append(...all);
  const shown = all.filter((row) => row.textContent.toLowerCase().includes(state.words.toLowerCase()));
  state.page = Math.max(0, Math.min(state.page, Math.ceil(shown.length / size) - 1));
  const first = state.page * size;
  const here = shown.slice(first, first + size);
  for (const row of all) row.hidden = !here.includes(row);
  tell(root, state, { first, last: first + here.length, count: shown.length });
}

function tell(root, state, { first, last, count }) {
  root.querySelectorAll("thead th").forEach((head, place) => {
    head.ariaSort = place !== state.column ? "none" : state.isDown ? "descending" : "ascending";
  });
  const range = root.querySelector("[data-range]");
  if (!range) return;
  range.textContent = count ? `${first + 1}–${last} of ${count}` : "No such row";
  root.querySelector('[data-turn="-1"]').ariaDisabled = String(first === 0);
  root.querySelector('[data-turn="1"]').ariaDisabled = String(last >= count);
}

document.addEventListener("click", (event) => {
  const sort = event.target.closest?.("[data-sort]");
  const turn = event.target.closest?.("[data-turn]");
  if (sort) order(table(sort), Number(sort.dataset.sort));
  if (turn && turn.ariaDisabled !== "true") change(table(turn), (state) => (state.page += Number(turn.dataset.turn)));
});

function order(root, column) {
  change(root, (state) => {
    state.isDown = state.column === column && !state.isDown;
    state.column = column;
    state.page = 0;
  });
}

document.addEventListener("input", (event) => {
  if (!event.target.matches?.("[data-narrow]")) return;
  change(table(event.target), (state) => Object.assign(state, { words: event.target.value, page: 0 }));
});

function change(root, how) {
  how(stateOf(root));
  draw(root);
}

// The stream morphs rows in the order in which the app sent them.
document.addEventListener("calm:before", (event) => {
  for (const root of event.detail.target.querySelectorAll("[data-table]")) {
    const rows = [...root.querySelectorAll("tbody tr")].filter((row) => row.place !== undefined);
    if (rows.length) root.querySelector("tbody").append(...rows.sort((a, b) => a.place - b.place));
    for (const row of rows) delete row.place;
  }
});
document.addEventListener("calm:after", (event) => {
  for (const root of event.detail.target.querySelectorAll("[data-table]")) if (kept.has(root.id)) draw(root);
});
