/* The minutes: the roll call by keyboard, and the counts that follow it. */
import { reveal } from "../dom.js";
import { form } from "./fields.js";
import { combo, only } from "./people.js";
import { undoable } from "./undo.js";

const people = [...form.querySelectorAll("[data-person]")];
const PRESENT = ["present", "late", "online"];
const LETTERS = { KeyC: "present", KeyM: "late", KeyT: "online", KeyP: "excused", KeyK: "unexcused" };
const WORDS = { late: "đến muộn", online: "trực tuyến", excused: "vắng có lý do", unexcused: "vắng không lý do" };
const radios = (person) => [...person.querySelectorAll("input[type=radio]")];
const statusOf = (person) => radios(person).find((one) => one.checked)?.value;
const reasonOf = (person) => person.querySelector("[data-reason] input:not([type=hidden])");
const isPresent = (person) => PRESENT.includes(statusOf(person));

export const eligible = () => people.filter((one) => "votes" in one.dataset).length;
export const voters = () => people.filter((one) => "votes" in one.dataset && isPresent(one)).length;

// Half up to two decimals in whole numbers, without noughts at the end: exactly as the server prints it.
export const percent = (part, whole) => {
  if (!whole) return "—";
  const share = Math.floor((part * 20000 + whole) / (2 * whole));
  const rest = String(share % 100).padStart(2, "0").replace(/0+$/, "");
  return `${Math.floor(share / 100)}${rest && `,${rest}`}%`;
};
const show = (name, text) => {
  for (const place of form.querySelectorAll(`[data-${name}]`)) place.textContent = text;
};
const count = () => {
  const present = people.filter(isPresent).length;
  const apart = Object.entries(WORDS)
    .map(([status, words]) => [people.filter((one) => statusOf(one) === status).length, words])
    .filter(([number]) => number);
  show("present", present);
  show("rate", percent(present, people.length));
  show("absent", apart.map(([number, words]) => `; ${number} ${words}`).join(""));
  show("missing", people.filter((one) => !isPresent(one)).map((one) => `${one.dataset.person} (${WORDS[statusOf(one)]})`).join(", "));
  for (const person of people) {
    person.classList.toggle("is-present", statusOf(person) === "present");
    person.querySelector("[data-status]").textContent = WORDS[statusOf(person)] ?? "có mặt";
  }
};
const mark = (person, status, reason) => {
  const radio = radios(person).find((one) => one.value === status);
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  if (reason !== undefined) {
    reasonOf(person).value = reason;
    reasonOf(person).dispatchEvent(new Event("change", { bubbles: true }));
  }
};
const reach = (person) => {
  reveal(person);
  focusOn(person);
};
const focusOn = (person) => (radios(person).find((one) => one.checked) ?? radios(person)[0]).focus();

// --- on the row of a person: one letter marks, arrows up and down go on ---
form.addEventListener("keydown", (event) => {
  const person = event.target.closest("[data-person]");
  if (!person || event.altKey || event.ctrlKey || event.metaKey || !event.target.matches("[type=radio]")) return;
  const status = LETTERS[event.code];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (status) {
    event.preventDefault();
    mark(person, status);
    if (status === "excused") reasonOf(person).focus();
    else reach(person);
  } else if (step) {
    event.preventDefault();
    const next = people[people.indexOf(person) + step];
    if (next) reach(next);
  }
});
form.addEventListener("change", (event) => {
  if (event.target.matches("[data-person] [type=radio]")) count();
});
form.querySelector("[data-all-present]")?.addEventListener("click", ({ target }) => {
  const before = people.filter((one) => statusOf(one) !== "present")
    .map((person) => [person, statusOf(person), reasonOf(person).value]);
  for (const [person] of before) mark(person, "present", "");
  if (before.length) undoable(target, `Đã ghi có mặt thêm ${before.length} người`, () => before.forEach((one) => mark(...one)));
});

// --- the box of those who are missing: "tên; lý do" and Enter, or on to another field ---
const box = form.querySelector("[data-absent-box]");
if (box) {
  const everybody = () => people.map((person) => ({ label: person.dataset.person, value: person }));
  const asked = (text) => text.split(";")[0].trim();
  const note = ({ label, value: person }) => {
    const reason = box.value.split(";").slice(1).join(";").trim();
    mark(person, reason ? "excused" : "unexcused", reason);
    show("marked", `Đã ghi: ${label} ${reason ? `vắng có lý do (${reason})` : "vắng không lý do"}.`);
    box.value = "";
  };
  const isNobody = () => show("marked", `Không có ai tên “${asked(box.value)}” trong danh sách đảng viên phải dự.`);
  const { known } = combo(box, {
    people: everybody,
    asked,
    choose: (person, event) => {
      if (event.key !== "Tab") return note(person);
      event.preventDefault();
      box.value = "";
      return reach(person.value);
    },
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.defaultPrevented) return;
    event.preventDefault();
    if (box.value.trim()) isNobody();
  });
  // A telephone may have no Enter: what stands in the box is not left behind unsaved and unsaid.
  box.addEventListener("blur", () => {
    if (!box.value.trim() || document.activeElement === box) return; // the window lost it, not the box
    const found = known();
    const person = only(found);
    if (person) note(person);
    else if (found.length) show("marked", `Chưa ghi: có ${found.length} người khớp “${asked(box.value)}”. Gõ thêm họ, hoặc chọn trong danh sách gợi ý.`);
    else isNobody();
  });
}
count();
