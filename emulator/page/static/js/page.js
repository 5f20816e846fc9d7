// Everything that the page does beyond its links and forms. Each module listens on the document,
// so what the live stream draws anew needs no wiring.
import "./live.js";
import "./calm.js";
import "./menus.js";
import "./dialogs.js";
import "./picker.js";
import "./composer.js";
import "./scrolling.js";
import "./tables.js";
import "./finder.js";
import "./speaking.js";
import "./keys.js";
import "./lengths.js";
import "./inspector.js";
import { said } from "./notices.js";

const app = document.getElementById("app");

document.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest?.(selector);
  if (on("[data-nav-toggle]")) toggleNav();
  else if (app.classList.contains("is-nav-open") && !on(".rail, .side")) toggleNav(false);
  if (on("[data-theme-toggle]")) switchTheme();
  if (on("[data-inspector-toggle]")) switchInspector();
  const url = on("[data-url]")?.dataset.url;
  if (url && /^https?:/.test(url)) window.open(url, "_blank", "noopener");
  const link = on("[data-copy]")?.dataset.copy;
  if (link) navigator.clipboard?.writeText(link).then(() => said("The link is copied."));
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches?.("input[data-enters]")) enter(event);
});

// Text that tells the app on Enter: the form is not submitted.
function enter(event) {
  event.preventDefault();
  const field = event.target;
  htmx.ajax("POST", field.getAttribute("hx-post"), { source: field, swap: "none", values: { entered: field.name } });
}

// Elements in messages and Home stand in forms of their own, which nobody submits.
document.addEventListener("submit", (event) => {
  if (event.target.matches("form[data-blocks]:not([hx-post])")) event.preventDefault();
});

document.addEventListener("refused", (event) => said(event.detail.words));
document.addEventListener("htmx:sendError", () => said("The workspace does not answer."));
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status !== 409) said(`That did not work (${event.detail.xhr.status}).`);
});

const offline = document.getElementById("offline");
document.addEventListener("htmx:sseError", () => (offline.hidden = false));
document.addEventListener("htmx:sseOpen", () => (offline.hidden = true));
window.addEventListener("pagehide", () => offline.remove());

function toggleNav(open = !app.classList.contains("is-nav-open")) {
  app.classList.toggle("is-nav-open", open);
  if (open) document.querySelector(".side .place[aria-current], .side a")?.focus();
  else document.querySelector("[data-nav-toggle]")?.focus();
}

function switchTheme() {
  const root = document.documentElement;
  const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = isDark ? "light" : "dark";
  remember("theme", root.dataset.theme);
}

function switchInspector() {
  remember("inspector", app.classList.contains("has-inspector") ? "" : "open");
  location.reload();
}

function remember(name, value) {
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=strict`;
}
