/* The minutes: messages at their fields; where two people wrote in one field, both texts and a choice. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-meeting]");
  if (!form) return;
  const conflicts = new Map(); // name → what the other one saved
  const placeOf = (name) => form.querySelector(`[data-field="${name}"]`)
    ?? form.querySelector(`[data-row="${name.slice(0, name.lastIndexOf("-"))}"]`) ?? form.querySelector("[data-alerts]");
  const clear = (name, what) => placeOf(name).querySelectorAll(what).forEach((one) => {
    if (one.dataset.of === name || !one.dataset.of) one.remove();
  });
  const made = (tag, look, text = "") => {
    const one = document.createElement(tag);
    one.className = look;
    one.textContent = text;
    return one;
  };

  const tell = (name, message) => {
    clear(name, ":scope > .sheet-error");
    placeOf(name).classList.toggle("is-invalid", Boolean(message));
    if (!message) return;
    const line = made("p", "sheet-error", message);
    line.dataset.of = name;
    placeOf(name).append(line);
    for (let box = placeOf(name).closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  };

  const readable = (name, text) => {
    const field = form.querySelector(`[name="${name}"]`);
    const box = made("div", "sheet-other");
    if (field.matches("select")) box.textContent = [...field.options].find((one) => one.value === text)?.text ?? text;
    else if (field.type === "radio") box.textContent = form.querySelector(`[name="${name}"][value="${text}"]`)?.nextElementSibling.textContent ?? text;
    else if ("rich" in field.dataset) box.innerHTML = text; // cleaned by the server before it was kept
    else box.textContent = text;
    if (!box.textContent.trim()) box.textContent = "(để trống)";
    return box;
  };
  const settle = (name) => {
    conflicts.delete(name);
    clear(name, ":scope > .sheet-beside");
    placeOf(name).classList.remove("is-invalid");
    document.dispatchEvent(new Event("minutes:settled"));
  };
  const button = (text, act) => {
    const one = made("button", "btn btn-outline-primary me-2 mt-2", text);
    one.type = "button";
    one.addEventListener("click", act);
    return one;
  };
  const show = (name, text) => {
    conflicts.set(name, text);
    clear(name, ":scope > .sheet-beside");
    const box = made("div", "sheet-beside");
    box.setAttribute("role", "alert");
    box.append(
      made("p", "mb-1", "Người khác vừa ghi chỗ này. Ở ô trên là bản của đồng chí, chưa lưu. Bản kia đã lưu:"),
      readable(name, text),
      button("Lấy bản kia", () => {
        minutes.fields.put(name, text);
        minutes.fields.settle(name, minutes.fields.value(name), text);
        settle(name);
      }),
      button("Giữ bản của tôi", () => {
        minutes.fields.settle(name, text);
        settle(name);
      }),
    );
    placeOf(name).append(box);
    placeOf(name).classList.add("is-invalid");
    for (let within = placeOf(name).closest("details"); within; within = within.parentElement.closest("details")) within.open = true;
  };
  minutes.tell = tell;
  minutes.conflicts = { show, has: (name) => conflicts.has(name), count: () => conflicts.size };
})();
