/* The minutes: each item is one line, with what is written in it; opened where one goes; put up or down. */
import { reveal } from "../dom.js";
import { form, named, set, value } from "./fields.js";

const items = form.querySelector("[data-items]");
const PARTS = [["opinion", "ý kiến"], ["vote", "biểu quyết"], ["task", "nhiệm vụ"]];
const shown = () => [...items.querySelectorAll(":scope > [data-section]:not([hidden])")];
const name = (section, field) => `item-${section.dataset.section}-${field}`;

// In the words of Section.state (meetings/forms/sheet_page.py).
const stateOf = (section) => {
  const counted = PARTS
    .map(([part, words]) => [section.querySelectorAll(`[data-rows=${part}] > [data-row]:not([hidden])`).length, words])
    .filter(([number]) => number).map((one) => one.join(" "));
  const said = [value(name(section, "notes")) && "diễn biến", ...counted, value(name(section, "conclusion")) && "kết luận"];
  return said.filter(Boolean).join(", ") || "chưa ghi";
};
const say = (section) => {
  section.querySelector("[data-title]").textContent = value(name(section, "title")) || "Nội dung mới";
  section.querySelector("[data-said]").textContent = stateOf(section);
};
for (const kind of ["input", "change"]) {
  form.addEventListener(kind, ({ target }) => {
    const section = target.closest("[data-items] > [data-section]");
    if (section) say(section);
  });
}

// --- up and down ---
const number = () => shown().forEach((section, at) => {
  const place = named(name(section, "position"));
  if (place.value !== String(at + 1)) set(place, at + 1);
});
const move = (section, step) => {
  const order = shown();
  const other = order[order.indexOf(section) + step];
  if (!other) return;
  if (step < 0) other.before(section);
  else other.after(section);
  number();
};
items.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-move]");
  if (!button) return;
  move(button.closest("[data-section]"), Number(button.dataset.move));
  button.focus();
});

// --- what a link of this page leads to is open ---
const open = (hash) => {
  const place = hash.length > 1 && document.getElementById(hash.slice(1));
  if (!place) return null;
  reveal(place);
  const own = place.matches("details") ? place : place.matches("[data-section]") && place.querySelector("details");
  if (own) own.open = true;
  return place;
};
form.addEventListener("click", ({ target }) => {
  const link = target.closest("a[href^='#']");
  if (link) open(link.hash);
});
shown().forEach(say); // what was put back of an earlier page, too
open(location.hash)?.scrollIntoView();
