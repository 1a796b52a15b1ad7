/* The minutes: what the page starts with; keys, the buttons "Bây giờ", the length, adoption. All of it is
   a help: without scripts the page is one form with one button. For Chromium from version 90 on. */
import { readDay, readTime } from "../days.js";
import { element, reveal } from "../dom.js";
import { facts, form, named, set } from "./fields.js";
import "./items.js";
import { addRow, firstField, sectionInUse } from "./rows.js";
import { saveAll, start } from "./save.js";
import { allInFavour } from "./votes.js";

// --- times ---
const setNow = (name) => {
  const now = new Date();
  set(named(name), [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":"));
};
const minutesOf = (name) => {
  const [hours, part] = readTime(named(name).value) ?? [];
  return hours * 60 + part;
};
const warn = () => {
  const least = facts.lengths[named("meeting-kind").value];
  const length = minutesOf("meeting-ends_at") - minutesOf("meeting-starts_at");
  const place = form.querySelector("[data-length]");
  if (readDay(named("meeting-ends_on").value)) place.textContent = ""; // a congress of some days
  else if (length === 0) place.textContent = "Giờ kết thúc phải khác giờ bắt đầu.";
  else if (length < 0) place.textContent = `Kết thúc hôm sau: họp ${length + 24 * 60} phút.`;
  else place.textContent = least && length < least ? `Mới được ${length} phút, ngắn hơn ${least} phút theo quy định.` : "";
};
form.addEventListener("change", (event) => {
  if (/^meeting-(kind|ends_on|starts_at|ends_at)$/.test(event.target.name)) warn();
});

// --- whoever chairs presents what the chair before was to present ---
let { value: chair } = named("meeting-chair");
named("meeting-chair").addEventListener("change", ({ target }) => {
  const theirs = [...form.querySelectorAll("select[name^=item-][name$=-speaker]")].filter((one) => chair && one.value === chair);
  if (target.value) for (const one of theirs) set(one, target.value);
  chair = target.value || chair;
});

// --- adoption ---
const adoption = form.querySelector("[data-adopt]");
const list = (name, problems) => {
  const place = adoption.querySelector(`[data-${name}]`);
  place.hidden = !problems.length;
  place.querySelector("ul").replaceChildren(...problems.map(([message, anchor]) => {
    const link = element("a", { href: `#${anchor}`, className: "list-link" }, message);
    return element("li", {}, link);
  }));
};
const listProblems = (problems) => {
  if (!adoption) return;
  const lacking = problems.filter(([, , mayStay]) => !mayStay);
  list("problems", lacking);
  list("doubts", problems.filter(([, , mayStay]) => mayStay));
  adoption.querySelector("[data-ready]").hidden = Boolean(lacking.length);
};
const alertOnce = (key, ...inside) => {
  const place = form.querySelector("[data-alerts]");
  if (place.querySelector(`[data-alert="${key}"]`)) return;
  const box = element("div", { className: "alert alert-warning" }, ...inside);
  box.dataset.alert = key;
  box.setAttribute("role", "alert");
  place.append(box);
};
const answered = ({ problems, others }) => {
  listProblems(problems);
  if (!others) return;
  const again = element("a", { href: location.pathname }, "Tải lại để đọc");
  alertOnce("others", "Người khác cũng đang ghi biên bản này, ở chỗ khác. Chữ của đồng chí vẫn được lưu. ", again);
};
const reachAdoption = async () => {
  await saveAll();
  const wrong = form.querySelector(".sheet-beside button, .is-invalid input, .is-invalid textarea");
  (wrong ?? adoption?.querySelector("[data-problems]:not([hidden]) a, [data-ready]:not([hidden]) button"))?.focus();
};
// A button that does more than save: everything is saved first, and only the act itself is sent.
const act = async (then) => {
  if (!await saveAll()) return reachAdoption();
  const hidden = (name, value = form.elements[name].value) => element("input", { type: "hidden", name, value });
  const sent = element("form", { method: "post" }, hidden("csrfmiddlewaretoken"), hidden("version"), hidden("then", then));
  document.body.append(sent);
  return sent.submit();
};
let acting = false;
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const then = event.submitter?.value;
  if (!then) return saveAll();
  if (acting) return undefined;
  acting = true;
  await act(then);
  acting = false;
  return undefined;
});

// --- keys ---
const add = (part) => firstField(addRow(part))?.focus();
const editor = (field) => field.closest("[data-field]").querySelector("[contenteditable=true]") ?? field;
const KEYS = {
  KeyV: () => form.querySelector("[data-absent-box]")?.focus(),
  KeyM: () => add("item"),
  KeyY: () => add("opinion"),
  KeyB: () => add("vote"),
  KeyN: () => {
    const line = sectionInUse().querySelector("[data-task-line]");
    reveal(line);
    line.focus();
  },
  KeyT: () => {
    const vote = document.activeElement.closest("[data-vote]") ?? [...form.querySelectorAll("[data-vote]")].filter((one) => !one.closest("[hidden]")).pop();
    if (!vote) return;
    reveal(vote);
    allInFavour(vote);
  },
  KeyK: () => editor(named("meeting-conclusion")).focus(),
  KeyG: () => setNow("meeting-ends_at"),
  KeyQ: reachAdoption,
};
document.addEventListener("keydown", (event) => {
  const act = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && KEYS[event.code];
  const save = (event.ctrlKey || event.metaKey) && event.code === "KeyS" && saveAll;
  if (!act && !save) return;
  event.preventDefault();
  (act || save)();
});
form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-now]");
  if (button) setNow(button.dataset.now);
});

const lost = start(answered);
if (lost.length) alertOnce("lost", `Chữ còn giữ trong máy này nhưng không còn chỗ của nó trên trang: ${lost.join(" — ")}`);
warn();
const hasKeys = matchMedia("(pointer: fine)").matches; // else a keyboard would cover the page
const isFree = document.activeElement === document.body; // nobody began to type before this script came
if (hasKeys && isFree && !location.hash && !form.querySelector(".is-invalid")) form.querySelector("[data-absent-box]")?.focus();
