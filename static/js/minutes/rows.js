/* The minutes: rows added by button or key, named by UUIDs made here, so that sending twice makes one;
   rows dropped; tasks typed as one line "nội dung; người; hạn". */
import { dress, readDay, two } from "../days.js";
import { button, reveal } from "../dom.js";
import { form, meet, restore, set } from "./fields.js";
import { ask, enhance, find, only } from "./people.js";
import { undoable } from "./undo.js";
import { show as showVote } from "./votes.js";

const items = form.querySelector("[data-items]");
const loose = form.querySelector("[data-section='']");
let section = loose; // where the next row belongs

form.addEventListener("focusin", (event) => {
  const inside = event.target.closest("[data-section]");
  if (inside) section = inside;
});
export const sectionInUse = () => section;

// A place in the page for a row of that part; `item` is the key of its item.
const placeOf = (part, item) => {
  if (part === "item") return items;
  const inside = [...form.querySelectorAll("[data-section]")].find((one) => one.dataset.section === item) ?? loose;
  return inside.querySelector(`[data-rows="${part}"]`);
};
// randomUUID is missing where the page does not come by HTTPS.
const newKey = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g,
  (digit) => (Number(digit) ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (Number(digit) / 4)))).toString(16));
export const addRow = (part, { key = newKey(), item = section.dataset.section } = {}) => {
  const html = document.querySelector(`template[data-template="${part}"]`).innerHTML.replaceAll("__KEY__", key);
  const place = placeOf(part, item);
  place.insertAdjacentHTML("beforeend", html);
  const row = place.lastElementChild;
  wake(row);
  meet(row);
  const own = row.querySelector(`[name="${part}-${key}-item"]`);
  if (own) own.value = item;
  if (part === "item") row.querySelector("[name$='-position']").value = nextPosition();
  if (part === "vote") showVote(row);
  reveal(row);
  return row;
};
const nextPosition = () => 1 + Math.max(0, ...[...items.querySelectorAll("[name^='item-'][name$='-position']")].map((one) => Number(one.value)));
export const firstField = (row) => [...row.querySelectorAll("input, textarea")].find((one) => one.type !== "hidden" && !one.hidden);

// --- dropping ---
const dropRow = (row, tick) => {
  const mark = (isDropped) => {
    tick.checked = isDropped;
    tick.dispatchEvent(new Event("change", { bubbles: true }));
  };
  row.hidden = true;
  mark(true);
  if (section === row) section = loose;
  undoable(row, `Đã ${tick.labels[0].textContent.toLowerCase()}`, () => {
    tick.checked = false;
    restore(row);
    mark(false);
    firstField(row).focus();
  });
};
const wakeDrop = (place) => {
  const tick = place.querySelector("input[type=checkbox]");
  const label = place.querySelector("label");
  label.hidden = tick.hidden = true;
  place.append(button(label.textContent, "btn-link p-0", () => dropRow(place.closest("[data-row]"), tick)));
};

// --- a task in one line ---
const dayOf = (text) => {
  const [, day, month] = /^(\d{1,2})[/.-](\d{1,2})$/.exec(text.trim()) ?? [];
  if (!day) return readDay(text) ? text : "";
  const held = readDay(form.querySelector("[name=meeting-held_on]").value) ?? new Date(new Date().toDateString());
  const made = (of) => `${two(day)}/${two(month)}/${of}`;
  const first = held.getFullYear();
  return readDay(made(first)) < held ? made(first + 1) : made(first); // a day without its year lies ahead
};
const found = (select, text) => find(text, [...select.options].filter((one) => one.value)
  .map((one) => ({ label: one.text, value: one.value })));
const choiceOf = (select, text) => only(found(select, text))?.value ?? "";
const addTask = (line) => {
  if (!line.value.trim()) return;
  const row = addRow("task", { item: line.closest("[data-section]").dataset.section });
  const field = (name) => row.querySelector(`[name$="-${name}"]:not([name^=initial])`);
  const [text, ...rest] = line.value.split(";").map((part) => part.trim());
  const left = [];
  let doubtful = "";
  for (const part of rest.filter(Boolean)) {
    const person = choiceOf(field("assignee"), part);
    const unit = choiceOf(field("unit"), part);
    if (dayOf(part)) set(field("due_on"), dayOf(part));
    else if (person && !field("assignee").value) set(field("assignee"), person);
    else if (unit && !field("unit").value) set(field("unit"), unit);
    else if (found(field("assignee"), part).length && !field("assignee").value) doubtful = part;
    else left.push(part); // no name and no day: it stays in the text
  }
  set(field("text"), [text, ...left].join("; "));
  line.value = "";
  if (doubtful) ask(field("assignee"), doubtful);
  else line.focus();
};

// What is marked data-script is of use only with this script.
const wake = (within) => {
  within.querySelectorAll("[data-script]").forEach((one) => { one.hidden = false; });
  within.querySelectorAll("[data-drop]").forEach(wakeDrop);
  dress(within);
  enhance(within);
};
wake(form);
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !event.target.matches("[data-task-line]")) return;
  event.preventDefault();
  addTask(event.target);
});
form.addEventListener("focusout", (event) => {
  if (event.target.matches("[data-task-line]") && event.target.value.trim()) addTaskQuietly(event.target);
});
const addTaskQuietly = (line) => {
  const next = document.activeElement;
  addTask(line);
  if (next && next !== document.body) next.focus(); else line.blur();
};
form.addEventListener("click", (event) => {
  const asked = event.target.closest("[data-add]");
  if (!asked) return;
  const item = asked.closest("[data-section]")?.dataset.section;
  firstField(addRow(asked.dataset.add, { item }))?.focus();
});
