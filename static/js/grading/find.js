/* Above the grid: only those are shown whose name and state are asked for. */
import { isUnsaved, levelOf, nameOf } from "./rows.js";

const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replaceAll("đ", "d");
const STATES = {
  all: () => true,
  look: (row) => Boolean(row.querySelector("[data-look]")),
  unsaved: isUnsaved,
};

export const finder = (form, rows) => {
  const box = document.querySelector("[data-finding]");
  if (!box) return;
  const [name, state, found] = [box.querySelector("input"), box.querySelector("select"), box.querySelector("[data-found]")];
  const folded = new Map(rows.map((row) => [row, fold(nameOf(row))]));
  const find = () => {
    const [asked, isIn] = [fold(name.value.trim()), STATES[state.value] ?? ((row) => levelOf(row) === state.value)];
    for (const row of rows) row.hidden = !(folded.get(row).includes(asked) && isIn(row));
    for (const head of form.querySelectorAll("[data-cell]")) {
      let next = head.nextElementSibling;
      while (next?.hidden) next = next.nextElementSibling;
      head.hidden = !next?.matches("[data-row]");
    }
    const shown = rows.filter((row) => !row.hidden).length;
    found.textContent = shown === rows.length ? `${shown} người` : `Đang hiện ${shown}/${rows.length} người`;
  };
  name.addEventListener("input", find);
  state.addEventListener("change", find);
  box.classList.remove("invisible");
  find();
};
