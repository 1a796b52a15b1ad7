/* The rows of a grid of levels: what each says, and what of it is saved. */
export const NOT_GRADED = "kxl";
export const levelOf = (row) => row.querySelector("input[type=radio]:checked")?.value ?? "";
export const choose = (row, level) => { row.querySelector(`input[type=radio][value="${level}"]`).checked = true; };
/* About whoever is signed in: nobody grades himself. */
export const isOwn = (row) => "own" in row.dataset;
export const nameOf = (row) => row.querySelector("[data-name]").textContent.trim();

const fieldOf = (row, name) => row.querySelector(`[name$="-${name}"]`);
const saidOf = (row) => [levelOf(row), fieldOf(row, "exclusion").value, fieldOf(row, "note").value.trim()].join("|");
const saved = new WeakMap();

/* What is saved is what the server says, not what the page shows: where one row is refused, none of those
   sent with it is saved, and all of them have to go again. */
export const begin = (row) => {
  const isRefused = !row.querySelector("[data-told]").hidden;
  const [level, exclusion, ...note] = fieldOf(row, "before").value.split("|");
  saved.set(row, isRefused ? null : [exclusion ? NOT_GRADED : level, exclusion, note.join("|").trim()].join("|"));
};
export const isUnsaved = (row) => saved.get(row) !== saidOf(row);
export const mark = (row) => { row.dataset.state = isUnsaved(row) ? "unsaved" : ""; };

/* → what to send of the row, and what to do once it is saved. */
export const sending = (row) => {
  const said = saidOf(row);
  const body = new URLSearchParams();
  for (const field of row.querySelectorAll("[name]")) {
    if (field.type !== "radio" || field.checked) body.set(field.name, field.value);
  }
  return { body, done: () => saved.set(row, said) };
};
export const takeBefore = (row, before) => { fieldOf(row, "before").value = before; };
export const tell = (row, text) => {
  const told = row.querySelector("[data-told]");
  told.textContent = text;
  told.hidden = !text;
};
