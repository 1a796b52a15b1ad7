/* The minutes: messages at their fields; where two people wrote in one field, both texts and a choice. */
import { button, element, reveal } from "../dom.js";
import { form, named, put, rowOf, settle, value } from "./fields.js";

const conflicts = new Set(); // names
const placeOf = (name) => form.querySelector(`[data-field="${name}"]`)
  ?? form.querySelector(`[data-row="${rowOf(name)}"]`) ?? form.querySelector("[data-alerts]");
const clear = (name, what) => placeOf(name).querySelectorAll(what).forEach((one) => {
  if (one.dataset.of === name || !one.dataset.of) one.remove();
});

export const tell = (name, message) => {
  clear(name, ":scope > .sheet-error");
  placeOf(name).classList.toggle("is-invalid", Boolean(message));
  if (!message) return;
  const line = element("p", { className: "sheet-error" }, message);
  line.dataset.of = name;
  placeOf(name).append(line);
  reveal(placeOf(name));
};

const readable = (name, text) => {
  const field = named(name);
  const box = element("div", { className: "sheet-other" });
  if (field.matches("select")) box.textContent = [...field.options].find((one) => one.value === text)?.text ?? text;
  else if (field.type === "radio") box.textContent = form.querySelector(`[name="${name}"][value="${text}"]`)?.nextElementSibling.textContent ?? text;
  else if ("rich" in field.dataset) box.innerHTML = text; // cleaned by the server before it was kept
  else box.textContent = text;
  if (!box.textContent.trim()) box.textContent = "(để trống)";
  return box;
};
const agree = (name, done) => {
  conflicts.delete(name);
  clear(name, ":scope > .sheet-beside");
  placeOf(name).classList.remove("is-invalid");
  done();
};
const LOOK = "btn-outline-primary me-2 mt-2";
export const showConflict = (name, text, done) => {
  conflicts.add(name);
  clear(name, ":scope > .sheet-beside");
  const box = element(
    "div",
    { className: "sheet-beside" },
    element("p", { className: "mb-1" }, "Người khác vừa ghi chỗ này. Ở ô trên là bản của đồng chí, chưa lưu. Bản kia đã lưu:"),
    readable(name, text),
    button("Lấy bản kia", LOOK, () => {
      put(name, text);
      settle(name, value(name), text);
      agree(name, done);
    }),
    button("Giữ bản của tôi", LOOK, () => {
      settle(name, text);
      agree(name, done);
    }),
  );
  box.setAttribute("role", "alert");
  placeOf(name).append(box);
  placeOf(name).classList.add("is-invalid");
  reveal(placeOf(name));
};
export const inConflict = (name) => conflicts.has(name);
export const anyConflict = () => conflicts.size > 0;
