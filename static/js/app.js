/* What every page does beyond HTML. All of it is a help: without it each page works.

   <form data-draft="KEY">     keeps what is typed in this browser, for this user, until it is saved:
                               after a lost session, network or an old page it offers to restore it,
                               within twelve hours: it may tell of persons.
                               KEY names the record, such as "meeting-12" or "meeting-new".
                               It also warns before one leaves the page with unsaved changes.
   <form data-forget-drafts>   signing out: forgets this user's drafts.
   <form data-download>        answers with a file: its button stays usable after the click.
   <body data-user="ID">       set by base.html: whose drafts these are.
   <body data-failed>          an error page: what was sent before it was not saved.
   <button data-choose-all>    ticks every box of its fieldset, or unticks them all.
   A form that comes back refused: the first wrong field is brought into sight and gets the focus.

   A draft counts as saved when the next page of this tab shows a success message (messages.success),
   so a view behind a data-draft form gives one. Passwords, files, hidden fields and fields with
   autocomplete="off" (numbers of identity) are never kept. Who adds rows by script makes them when
   the form is told "restoring", with the values that come back.
   What htmx could not send is told at the form or link that asked. */
import "./days.js";
import { button, element } from "./dom.js";
import "./files.js";

const user = document.body.dataset.user;
const PREFIX = "draft:";
const SENT = "sent-draft"; // its key, until the next page of this tab tells what became of it
const MAX_AGE = 12 * 3600 * 1000; // a session lasts no longer, SESSION_ABSOLUTE_SECONDS
const MINUTE = 60 * 1000;
const PATIENCE = 30 * 1000; // a press sent once more meanwhile does nothing (cells/middleware.py)

const keyOf = (form) => `${PREFIX}${user}:${form.dataset.draft}`;
const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
const read = (key) => {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
};
const write = (key, draft) => {
  try { localStorage.setItem(key, JSON.stringify(draft)); } catch { /* full or forbidden */ }
};

const isKept = (field) => field.name && field.autocomplete !== "off"
  && !["hidden", "password", "file", "submit", "button"].includes(field.type);
const fieldsOf = (form) => [...form.elements].filter(isKept);
const isTicked = (field) => field.type === "checkbox" || field.type === "radio";
const valuesOf = (form) => fieldsOf(form).map((field) => {
  if (isTicked(field)) return [field.name, field.value, field.checked];
  if (field.multiple) return [field.name, [...field.selectedOptions].map((option) => option.value)];
  return [field.name, field.value];
});
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

const put = (field, [, value, checked]) => {
  if (isTicked(field)) field.checked = checked;
  else if (field.multiple) for (const option of field.options) option.selected = value.includes(option.value);
  else field.value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
};
/* As the server printed it, whatever was typed before this script came. */
const servedOf = (form) => {
  const copy = form.cloneNode(true);
  copy.reset();
  return valuesOf(copy);
};
const restore = (form, values) => {
  form.dispatchEvent(new CustomEvent("restoring", { detail: values }));
  const left = [...values];
  for (const field of fieldsOf(form)) {
    const at = left.findIndex(([name, value]) => name === field.name && (!isTicked(field) || value === field.value));
    if (at >= 0) put(field, left.splice(at, 1)[0]);
  }
};

const offer = (form, key, draft) => {
  const typed = `Có nội dung chưa lưu, gõ lúc ${new Date(draft.at).toLocaleString("vi-VN")}.`;
  const box = element("div", { className: "alert alert-warning" }, typed, element("br"));
  box.setAttribute("role", "status");
  box.append(button("Khôi phục nội dung chưa lưu", "btn-primary btn-block-phone me-2 mt-2", () => {
    restore(form, draft.values);
    box.remove();
    fieldsOf(form)[0]?.focus();
  }), button("Bỏ nội dung này", "btn-outline-primary btn-block-phone me-2 mt-2", () => {
    localStorage.removeItem(key);
    box.remove();
  }));
  form.before(box);
};

// Else the browser may have filled in what it knows of: the page was reloaded, or come back to.
const isFresh = performance.getEntriesByType("navigation")[0]?.type === "navigate";
const watch = (form) => {
  const key = keyOf(form);
  const refused = form.querySelector(".is-invalid, .alert-danger") !== null;
  let leaving = false;
  const keep = () => {
    write(key, { at: Date.now(), values: valuesOf(form) });
    sessionStorage.removeItem(SENT); // typed after it was sent
  };
  const [draft, now] = [read(key), valuesOf(form)];
  // What came back with errors is not saved yet; what the browser put back by itself is, where no draft is left.
  let shown = refused ? null : isFresh || draft ? servedOf(form) : now;
  const isSaved = !draft || same(draft.values, shown);
  if (refused || (isSaved && !same(shown, now))) keep();
  else if (isSaved) localStorage.removeItem(key);
  else if (!same(draft.values, now)) offer(form, key, draft);
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("submit", () => {
    leaving = true;
    keep();
    sessionStorage.setItem(SENT, key);
  });
  form.addEventListener("allsaved", () => { // by a page that saves as one goes
    shown = valuesOf(form);
    localStorage.removeItem(key);
  });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && !same(shown, valuesOf(form))) event.preventDefault();
  });
};

const forgetWhere = (test) => keys().filter((key) => test(key, read(key))).forEach((key) => localStorage.removeItem(key));
const forgetOld = () => forgetWhere((key, draft) => !draft || Date.now() - draft.at > MAX_AGE);
const settle = () => {
  forgetOld();
  setInterval(forgetOld, MINUTE); // on a page left open too, such as that of signing in
  const sent = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  const isWell = user && !("failed" in document.body.dataset); // else what it tells of is something before
  if (isWell && document.querySelector("#messages .alert-success")) localStorage.removeItem(sent);
};

const leadToError = () => {
  const wrong = document.querySelector("main form .alert-danger, main form .is-invalid");
  if (!wrong || scrollY || document.activeElement !== document.body) return; // somebody reads or types already
  wrong.scrollIntoView({ block: "center" });
  if (wrong.matches("input, select, textarea")) wrong.focus({ preventScroll: true });
};

const lock = (form) => {
  // After the event: a disabled button would not be sent along.
  setTimeout(() => [...form.elements].filter((field) => field.type === "submit" && !field.disabled).forEach((one) => {
    one.disabled = true;
    one.dataset.locked = "";
  }));
  // Stopped by hand, no answer comes: then it is as if the page were shown again.
  setTimeout(() => window.dispatchEvent(new Event("pageshow")), PATIENCE);
};
const unlock = () => document.querySelectorAll("[data-locked]").forEach((one) => {
  one.disabled = false;
  delete one.dataset.locked;
});

try {
  settle();
  if (user) document.querySelectorAll("form[data-draft]").forEach(watch);
} catch { /* a browser that forbids localStorage */ }
leadToError();
document.querySelector("[data-bs-toggle]:focus:not(:focus-visible)")?.click(); // pressed before the scripts came
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if ("forgetDrafts" in form.dataset) forgetWhere((key) => key.startsWith(`${PREFIX}${user}:`));
  if (!("download" in form.dataset)) lock(form);
});
window.addEventListener("pageshow", unlock);

const tellUnsent = ({ target: asked }) => {
  if (!asked.matches("form, a")) return; // what asks by itself asks again
  document.querySelectorAll("[data-unsent]").forEach((one) => one.remove());
  const told = element("p", { className: "text-danger mb-0 mt-2" }, "Chưa gửi được: mất mạng hoặc máy chủ chưa trả lời. Đề nghị bấm lại.");
  told.dataset.unsent = "";
  told.setAttribute("role", "alert");
  asked[asked.matches("form") ? "append" : "after"](told);
};
for (const kind of ["sendError", "responseError"]) document.addEventListener(`htmx:${kind}`, tellUnsent);

/* What is asked for again and again is not put in place of a button that is being pressed. */
let pressed = null;
document.addEventListener("pointerdown", ({ target }) => { pressed = target; }, true);
for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => setTimeout(() => { pressed = null; }), true);
document.addEventListener("htmx:beforeSwap", ({ target, detail }) => {
  if (target.matches("[hx-trigger^=every]") && target.contains(pressed)) detail.shouldSwap = false;
});

for (const choose of document.querySelectorAll("[data-choose-all]")) {
  const boxes = [...choose.closest("fieldset").querySelectorAll("input[type=checkbox]")];
  choose.hidden = false;
  choose.addEventListener("click", () => {
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
  });
}
