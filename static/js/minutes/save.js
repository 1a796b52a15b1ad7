/* The minutes: everything typed is sent by itself after a short pause. One batch is on its way at a
   time; while its answer is not known the very same batch is sent again, so that nobody comes into
   conflict with himself. Nothing is decided here: the server keeps what is right and tells what is not. */
import { element } from "../dom.js";
import {
  base, drop, form, has, keep, kept, put, restore as takeBack, rowOf, settle, startFrom, takeOver, touch, unsaved, value, was,
} from "./fields.js";
import { addRow } from "./rows.js";
import { anyConflict, inConflict, showConflict, tell } from "./telling.js";

const [PAUSE, RETRY, PATIENCE] = [1200, 5000, 20000];
const state = form.querySelector("[data-state]");
const refused = new Map(); // name → the value that was not taken
let inflight = null;
let busy = null;
let halted = "";
let timer = 0;
const half = new Set(); // days and times that are being typed: what is half written may be another day
let answered = () => {}; // told every answer; set by start()

// --- what the state line says ---
const show = (kind, text, ...more) => {
  state.dataset.state = kind;
  state.replaceChildren(text, ...more);
};
const link = (text) => element("a", { href: location.pathname }, text);
const clock = () => new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
const saidKept = () => (keep(inflight) ? "Chữ đã gõ còn giữ trong máy này." : "Máy này không giữ được chữ: đừng đóng trang.");
const showSaved = () => {
  if (anyConflict() || refused.size) show("left", "Có chỗ chưa lưu được: xem chỗ có chữ đỏ.");
  else if (!pending().length) show("saved", `Đã lưu lúc ${clock()}.`);
};

// --- what is to be sent ---
const waits = (name) => half.has(name) || inConflict(name) || (refused.has(name) && refused.get(name) === value(name));
const pending = () => unsaved().filter((name) => !waits(name));
const collect = () => Object.fromEntries(pending().map((name) => [name, { was: was(name), now: value(name) }]));
const bodyOf = (batch, isAgain) => {
  const body = new URLSearchParams({ version: form.elements.version.value, ...(isAgain && { again: 1 }) });
  for (const [name, { was: read, now }] of Object.entries(batch)) {
    body.set(`initial-${name}`, read);
    if (now !== "" || !name.endsWith("-delete")) body.set(name, now);
  }
  return body;
};

// --- what came back ---
const placeOf = (name) => form.querySelector(`[data-row="${rowOf(name)}"]`);
const dropped = (name) => {
  const isMeant = value(name) === "on"; // else it was taken back before the answer came
  drop(placeOf(name));
  if (!isMeant) takeBack(placeOf(name));
};
const agreed = () => { keep(inflight); showSaved(); schedule(0); };
/* What made them wrong may have been written while they were on their way: they are tried again. */
const tryAgain = (row, batch) => [...refused.keys()]
  .filter((one) => rowOf(one) === row && !(one in batch)).forEach((one) => refused.delete(one));
const settleAll = (batch, answer) => {
  const left = new Set(answer.left);
  form.elements.version.value = answer.version;
  for (const [name, { now }] of Object.entries(batch)) {
    if (name in answer.conflicts) refused.delete(name); // waits for a choice instead
    else if (left.has(name)) {
      refused.set(name, now);
      if (name.endsWith("-delete")) placeOf(name).hidden = false;
    } else {
      refused.delete(name);
      settle(name, now);
      tryAgain(rowOf(name), batch);
      placeOf(name)?.removeAttribute("data-new");
      if (name.endsWith("-delete")) dropped(name);
      // What was said to an item that was not there yet finds it now.
      if (name.startsWith("item-")) [...refused.keys()].filter((one) => one.endsWith("-item")).forEach((one) => refused.delete(one));
    }
    if (has(name)) tell(name, "");
  }
  for (const [name, message] of Object.entries(answer.errors)) tell(name, message);
  for (const [name, text] of Object.entries(answer.conflicts)) showConflict(name, text, agreed);
  answered(answer);
};
const halt = (text, ...more) => {
  halted = text;
  show("halted", `${text} ${saidKept()} `, ...more);
  return false;
};
const heard = async (batch, response) => {
  if (response.redirected) return halt("Phiên làm việc đã hết.", link("Đăng nhập lại"));
  if (response.status === 403) return halt("Trang này đã cũ hoặc đồng chí không còn quyền ghi.", link("Tải lại trang"));
  if (response.status === 404) return halt("Không còn cuộc họp này.", link("Tải lại trang"));
  if (response.status >= 500) throw new Error(response.statusText);
  if (!response.ok) return halt("Phần mềm không nhận chữ vừa gõ.", link("Tải lại trang"));
  const answer = await response.json();
  inflight = null;
  if (answer.refusal) {
    keep(null);
    return halt(answer.refusal, link("Mở biên bản"));
  }
  settleAll(batch, answer);
  keep(null);
  showSaved();
  return true;
};

const send = async () => {
  const isAgain = Boolean(inflight);
  const batch = inflight ?? collect();
  if (!Object.keys(batch).length) return true;
  inflight = batch;
  show("saving", "Đang lưu…");
  try {
    const patience = new AbortController();
    setTimeout(() => patience.abort(), PATIENCE);
    const response = await fetch(form.dataset.save, {
      method: "POST",
      body: bodyOf(batch, isAgain),
      headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      signal: patience.signal,
      keepalive: document.visibilityState === "hidden" && JSON.stringify(batch).length < 20_000, // a tab that closes
    });
    return await heard(batch, response);
  } catch {
    show("offline", `Chưa lưu được: mất mạng hoặc máy chủ chưa trả lời. ${saidKept()}`);
    schedule(RETRY);
    return false;
  }
};
// One after the other. → whether everything that can be saved is saved.
const flush = () => {
  clearTimeout(timer);
  busy = (busy ?? Promise.resolve(true)).then(async () => {
    let well = !halted;
    while (well && (inflight || pending().length)) well = await send();
    return well && !anyConflict() && !refused.size;
  });
  return busy;
};
/* Asked for by a person: also what is being typed just now. */
export const saveAll = () => {
  half.clear();
  return flush();
};
const schedule = (pause) => {
  clearTimeout(timer);
  if (!halted) timer = setTimeout(flush, pause);
};

const typed = (event) => {
  const { name } = event.target;
  if (!name || !has(name)) return;
  const row = rowOf(name);
  touch(name);
  if (event.type === "input" && event.target.matches("[data-day], [data-time]")) half.add(name);
  else half.delete(name);
  // Another field of the row may be what made this one wrong: all of it is tried again.
  for (const one of [...refused.keys()]) if (rowOf(one) === row && value(name) !== refused.get(name)) refused.delete(one);
  const isKept = keep(inflight);
  if (halted) return;
  if (!isKept) show("left", "Máy này không giữ được chữ: đừng đóng trang trước khi lưu xong.");
  schedule(PAUSE);
};
form.addEventListener("input", typed);
form.addEventListener("change", typed);
form.addEventListener("focusout", (event) => { if (event.target.name) schedule(0); });
window.addEventListener("online", () => schedule(0));
window.addEventListener("offline", () => show("offline", `Chưa lưu được: mất mạng. ${saidKept()}`));
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") flush(); });

// --- what was kept over a reload ---
const PART = /^(item|opinion|vote|task)-([0-9a-f-]{36})-/;
const makeRow = (name, before) => {
  const [, part, id] = PART.exec(name) ?? [];
  if (!part || before[`${part}-${id}-delete`]) return;
  addRow(part, { key: id, item: before[`${part}-${id}-item`]?.now ?? "" });
};
/* Put back what was kept. A batch whose answer is not known is sent again as it was, before anything else:
   the server may have it already. What somebody else changed meanwhile is a conflict, found by the server
   because "was" stays what it was. → texts that have no place on the page any more. */
const restore = (before) => {
  const lost = [];
  const batch = {};
  const itemsFirst = (one, other) => other.startsWith("item-") - one.startsWith("item-");
  for (const name of Object.keys(before).sort(itemsFirst)) {
    if (!has(name)) makeRow(name, before);
    const { was: read, base: then, now, sent } = before[name];
    if (!has(name)) {
      if (now && !/-(item|position|delete)$/.test(name)) lost.push(now);
      continue;
    }
    takeOver(name);
    const saved = base(name);
    if (sent && saved !== sent.now) batch[name] = sent;
    if (saved === now) continue;
    put(name, now);
    touch(name);
    if (saved !== then && saved !== sent?.now) startFrom(name, read);
  }
  if (Object.keys(batch).length) inflight = batch;
  return lost;
};
/* → what was kept and lost its place; `told` hears every answer of the server. */
export const start = (told) => {
  answered = told;
  const before = kept();
  const count = Object.keys(before).length;
  if (count) show("saving", "Đang đưa lại chữ chưa lưu…");
  const lost = restore(before);
  keep(inflight);
  if (inflight || pending().length) schedule(0);
  else if (count) showSaved();
  return lost;
};
