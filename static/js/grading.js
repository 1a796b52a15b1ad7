/* The grid of levels (form[data-grading]): shows how many are at the highest level against the cap, in
   each part that it is counted in, fills the empty rows when asked, opens the reason when "Không xếp
   loại" is chosen. One key grades a person and goes on to the next, and what is chosen by hand is saved at
   once. Nothing is decided here: the server counts again when the form is saved. */
import { finder } from "./grading/find.js";
import { paster } from "./grading/paste.js";
import { begin, choose, isOwn, isUnsaved, levelOf, mark, NOT_GRADED } from "./grading/rows.js";
import { saver } from "./grading/save.js";

const LEVELS_BY_KEY = ["", "xs", "t", "ht", "kht", "kxl"]; // 0 to 5

document.querySelectorAll("form[data-grading]").forEach((form) => {
  const rows = [...form.querySelectorAll("[data-row]")];
  const rounded = {
    floor: (hundredths) => Math.floor(hundredths / 100),
    half_up: (hundredths) => Math.floor((hundredths + 50) / 100),
    up: (hundredths) => Math.ceil(hundredths / 100),
  };

  const countIn = (output) => {
    const levels = rows.filter((row) => row.dataset.part === output.dataset.part).map(levelOf);
    const at = (level) => levels.filter((one) => one === level).length;
    const elsewhere = { xs: Number(output.dataset.xs), t: Number(output.dataset.t), graded: Number(output.dataset.graded) };
    const xs = at("xs") + elsewhere.xs;
    const t = at("t") + elsewhere.t;
    const graded = at("xs") + at("t") + at("ht") + at("kht") + elsewhere.graded;
    const base = { t, t_or_better: xs + t, graded }[form.dataset.base];
    const allowed = rounded[form.dataset.rounding](base * Number(form.dataset.percent));
    const text = `${output.dataset.name}: ${xs} xuất sắc, ${t} tốt; tối đa ${allowed} xuất sắc. Còn ${at("")} người trống ở trang này.`;
    if (output.textContent !== text) output.textContent = text;
    output.classList.toggle("text-danger", xs > allowed);
  };
  const count = () => form.querySelectorAll("[data-count]").forEach(countIn);

  const changed = () => {
    rows.forEach(mark);
    count();
  };
  const save = saver(form, rows, count);
  const take = (row) => {
    mark(row);
    count();
    const wantsReason = levelOf(row) === NOT_GRADED && !row.querySelector("select").value;
    if (wantsReason) row.querySelector("details").open = true;
    else save(row);
  };
  form.addEventListener("change", (event) => {
    const row = event.target.closest("[data-row]");
    if (row && event.isTrusted) take(row);
    else changed(); // filled in, pasted or restored: not saved before "Lưu"
  });
  form.addEventListener("keydown", (event) => {
    const row = event.target.matches("input[type=radio]") && event.target.closest("[data-row]");
    const level = LEVELS_BY_KEY[event.key];
    if (!row || level === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    choose(row, level);
    event.target.dispatchEvent(new Event("input", { bubbles: true })); // the draft of app.js
    take(row);
    const next = rows.slice(rows.indexOf(row) + 1).find((one) => !one.hidden && !isOwn(one)) ?? form;
    if (level === NOT_GRADED) row.querySelector("select").focus();
    else (next.querySelector("input[type=radio]:checked, button[type=submit]") ?? next.querySelector("input[type=radio]")).focus();
  });
  form.addEventListener("submit", (event) => { // only what changed is sent, however long the page
    if (event.defaultPrevented) return;
    for (const row of rows) row.disabled = isOwn(row) || !isUnsaved(row);
  });
  window.addEventListener("pageshow", () => { for (const row of rows) row.disabled = isOwn(row); });
  const fill = form.querySelector("[data-fill]");
  if (fill) {
    fill.classList.remove("invisible");
    fill.addEventListener("click", () => {
      for (const row of rows.filter((one) => !one.hidden && !isOwn(one) && levelOf(one) === "")) {
        choose(row, fill.dataset.fill);
      }
      form.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
  rows.forEach(begin);
  finder(form, rows);
  paster(form, rows, changed);
  changed();
});
