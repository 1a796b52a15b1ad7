/* <input data-day>: what is typed is set as dd/mm/yyyy, read as common/typed.py reads it. Beside it stands
   the weekday, which opens the browser's own calendar. dress() serves rows that come later.
   <input data-time>: what is typed is set as hh:mm. */
import { button, element } from "./dom.js";

const WEEKDAYS = ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];
const SHORT = ["CN", "T2", "T3", "T4", "T5", "T6", "T7"];
const ADDRESS = /^(\d{4})-(\d\d)-(\d\d)$/;
const TYPED = /^(\d\d?)\s*[/.-]\s*(\d\d?)\s*[/.-]\s*(\d{4}|\d\d)$|^(\d\d)(\d\d)(\d{4}|\d\d)$/;
const DOUBTFUL_YEARS = 20;

const fullYear = (text) => {
  const [year, present] = [Number(text), new Date().getFullYear() % 100];
  if (text.length > 2) return year;
  if (year <= present + 1) return 2000 + year;
  return year > present + DOUBTFUL_YEARS ? 1900 + year : NaN;
};
const made = (year, month, day) => {
  const date = new Date(2000, month - 1, day);
  date.setFullYear(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day ? date : null;
};
export const readDay = (text) => {
  const address = ADDRESS.exec(text.trim());
  if (address) return made(...address.slice(1).map(Number));
  const typed = TYPED.exec(text.trim());
  if (!typed) return null;
  const [day, month, year] = typed.slice(1).filter(Boolean);
  return made(fullYear(year), Number(month), Number(day));
};
/* [hours, minutes], or null. */
export const readTime = (text) => {
  const [, hour, part, digits, more] = /^(\d\d?)\s*[:hg.]\s*(\d\d)?$|^(\d\d)(\d\d)$/i.exec(text.trim()) ?? [];
  const time = [Number(hour ?? digits), Number(part ?? more ?? 0)];
  return time[0] < 24 && time[1] < 60 ? time : null;
};
export const two = (number) => String(number).padStart(2, "0");
const parts = (date) => [String(date.getFullYear()).padStart(4, "0"), two(date.getMonth() + 1), two(date.getDate())];

const attach = (field) => {
  const picker = element("input", { type: "date", className: "day-picker", tabIndex: -1 });
  picker.setAttribute("aria-hidden", "true");
  const opener = button("", "btn-outline-secondary day-open", () => {
    const date = readDay(field.value);
    picker.value = date ? parts(date).join("-") : "";
    try { picker.showPicker(); } catch { picker.click(); } // before Chromium 99, or refused
  });
  const say = () => {
    const date = readDay(field.value);
    opener.textContent = date ? SHORT[date.getDay()] : "Lịch";
    opener.setAttribute("aria-label", date ? `${WEEKDAYS[date.getDay()]}. Mở lịch` : "Mở lịch");
    return date;
  };
  picker.addEventListener("change", () => {
    field.value = picker.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  });
  field.addEventListener("input", say);
  field.addEventListener("change", () => {
    const date = say();
    if (date) field.value = parts(date).reverse().join("/");
  });
  field.after(opener, picker);
  say();
};

export const dress = (within) => within.querySelectorAll("input[data-day]:not([data-dressed])").forEach((field) => {
  field.dataset.dressed = "";
  attach(field);
});

document.addEventListener("change", ({ target }) => {
  const time = target.matches("input[data-time]") && readTime(target.value);
  if (time) target.value = time.map(two).join(":");
}, { capture: true }); // before whoever reads it

dress(document);
document.addEventListener("htmx:load", (event) => dress(event.target));
