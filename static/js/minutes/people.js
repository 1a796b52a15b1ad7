/* The minutes: people found by typing a few letters of the name, without marks.

   find(text, people)       people are {label, value}; the likeliest first
   combo(input, options)    suggestions under a text field: arrows, Enter, Escape, Tab
   select[data-people]      is chosen by typing; the select itself stays and is what is sent */
import { element } from "../dom.js";

const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "")
  .toLowerCase().replace(/[đð]/g, "d").replace(/\s+/g, " ").trim();

// 0: the whole name; 1: its end, from the beginning of a word (given names come last); 2: any word.
const rank = (name, asked) => {
  const words = name.split(" ");
  const last = words[words.length - 1];
  if (name === asked) return 0;
  if (last === asked) return 1;
  const starts = words.map((_, at) => words.slice(at).join(" ")).filter((rest) => rest.startsWith(asked));
  if (starts.some((rest) => rest === asked)) return 2;
  if (last.startsWith(asked)) return 3;
  return starts.length ? 4 : name.includes(asked) ? 5 : null;
};

export const find = (text, people) => {
  const asked = plain(text);
  if (!asked) return [];
  return people.map((one) => ({ ...one, rank: rank(plain(one.label), asked) }))
    .filter((one) => one.rank !== null)
    .sort((one, other) => one.rank - other.rank);
};

/* Whom a text names; nobody where another one is as likely. */
export const only = ([first, second]) => (first && first.rank !== second?.rank ? first : null);

let made = 0;
const MOST = 6;

// options: people() to choose from; asked(text) the part that is a name; choose(person, event).
export const combo = (input, { people, asked = (text) => text, choose }) => {
  const list = element("ul", { className: "sheet-suggestions", id: `suggestions-${made += 1}`, hidden: true });
  list.setAttribute("role", "listbox");
  const note = element("p", { className: "sheet-ask" });
  note.setAttribute("role", "status");
  input.after(list, note);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) {
    input.setAttribute(name, value);
  }
  let found = [];
  let at = 0; // -1: several are as likely, and one has to be chosen
  const show = () => {
    list.replaceChildren(...found.map((one, index) => {
      const line = element("li", { id: `${list.id}-${index}` }, one.label);
      line.setAttribute("role", "option");
      line.setAttribute("aria-selected", String(index === at));
      line.addEventListener("mousedown", (event) => { event.preventDefault(); choose(one, event); close(); });
      return line;
    }));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (found[at]) input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
    else input.removeAttribute("aria-activedescendant");
  };
  const known = () => find(asked(input.value), people());
  const close = () => { found = []; note.textContent = ""; show(); };
  const look = () => {
    close();
    found = known().slice(0, MOST);
    at = only(found) ? 0 : -1;
    show();
  };
  const ask = () => {
    const alike = known().filter((one, _, [first]) => one.rank === first.rank);
    note.textContent = `Có ${alike.length} người khớp “${asked(input.value).trim()}”. Gõ thêm họ, hoặc bấm ↓ để chọn.`;
  };
  input.addEventListener("input", look);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || !found.length) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      at = ((at < 0 && step < 0 ? 0 : at) + step + found.length) % found.length;
      show();
    } else if (event.key === "Enter" && at < 0) {
      event.preventDefault();
      ask();
    } else if (found[at] && (event.key === "Enter" || event.key === "Tab")) {
      const chosen = found[at];
      if (event.key === "Enter") event.preventDefault();
      close();
      choose(chosen, event);
    } else if (event.key === "Escape") close();
  });
  return { known, ask };
};

/* A select of people behind a text field. What is nobody's name goes to the guest beside it. */
const enhanceOne = (select) => {
  const people = () => [...select.options].filter((one) => one.value)
    .map((one) => ({ label: one.text, value: one.value }));
  const guest = select.closest("[data-row]")?.querySelector("[name$='-guest']");
  const shown = () => (select.value ? select.selectedOptions[0].text : "");
  const input = element("input", {
    type: "text", autocomplete: "off", className: "form-control", id: `${select.id}-typed`, placeholder: "Gõ tên", value: shown(),
  });
  document.querySelector(`label[for="${select.id}"]`)?.setAttribute("for", input.id);
  const isChosenIn = document.activeElement === select; // before this script came
  select.hidden = true;
  select.before(input);
  if (isChosenIn) input.focus();
  const put = (field, value) => {
    if (field.value === value) return;
    field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const choose = (person) => { put(select, person.value); input.value = person.label; };
  const box = combo(input, { people, choose });
  input.addEventListener("change", (event) => event.stopPropagation());
  input.addEventListener("blur", () => {
    if (input.value.trim() === shown()) return;
    const [typed, person] = [input.value, only(box.known())];
    if (!typed.trim()) put(select, "");
    else if (person) choose(person);
    else if (box.known().length) {
      put(select, "");
      input.value = typed;
      box.ask();
    } else if (guest) { put(select, ""); put(guest, input.value.trim()); input.value = ""; }
    else input.value = shown();
  });
  select.addEventListener("change", () => { if (document.activeElement !== input) input.value = shown(); });
};
export const enhance = (within) => within.querySelectorAll("select[data-people]").forEach(enhanceOne);
/* A name that several have is put to the person who typed it, at the field of that select. */
export const ask = (select, text) => {
  const input = document.getElementById(`${select.id}-typed`);
  input.value = text;
  input.focus();
  input.dispatchEvent(new Event("input"));
};
