/* The minutes: what each field holds now (value), what it held when it was last in step with the server
   (base), and what is sent along as "was" (Django's hidden initial-… beside each field).

   What is not saved yet stays in this browser, for this user and this meeting, over a lost network, a
   reload, a closed tab or a lost session (keep, kept). The key is of app.js's kind, so that signing out
   forgets it too, and so does a week. */
export const form = document.querySelector("form[data-meeting]");
export const facts = JSON.parse(document.getElementById("sheet-facts").textContent);
const OURS = /^(meeting|attendance|item|opinion|vote|task)-/;
const KEY = `draft:${document.body.dataset.user}:minutes-${form.dataset.meeting}`;
const bases = new Map(); // name → value
const rows = new Map(); // prefix of a row → names of its fields
const touched = new Set(); // rows that somebody typed in, or that differ from the server
const mine = new Set(); // names kept by this tab: another tab keeps its own in the same place

export const rowOf = (name) => name.slice(0, name.lastIndexOf("-"));
export const has = (name) => bases.has(name);
export const base = (name) => bases.get(name);
export const named = (name) => form.querySelector(`[name="${name}"]`);
const all = (name) => [...form.querySelectorAll(`[name="${name}"]`)];
export const value = (name) => {
  const [first, ...rest] = all(name);
  if (!first) return null;
  if (first.type === "radio") return [first, ...rest].find((one) => one.checked)?.value ?? "";
  if (first.type === "checkbox") return first.checked ? "on" : "";
  return first.value.replaceAll("\r\n", "\n");
};
/* Whoever sets a field by script tells the page as typing does. */
export const set = (field, text) => {
  field.value = text;
  field.dispatchEvent(new Event("change", { bubbles: true }));
};
export const put = (name, text) => {
  const found = all(name);
  for (const one of found) {
    if (one.type === "radio") one.checked = one.value === text;
    else if (one.type === "checkbox") one.checked = text === "on";
    else one.value = text;
  }
  const told = found.find((one) => one.checked) ?? found[0];
  told?.dispatchEvent(new Event("change", { bubbles: true }));
};
export const was = (name) => named(`initial-${name}`)?.value ?? "";
export const startFrom = (name, text) => {
  const initial = named(`initial-${name}`);
  if (initial) initial.value = text;
};

/* What the server printed, whatever somebody chose before this script came. */
const served = (name) => {
  const [first, ...rest] = all(name);
  if (first.type === "radio") return [first, ...rest].find((one) => one.defaultChecked)?.value ?? "";
  if (first.type === "checkbox") return first.defaultChecked ? "on" : "";
  if (first.matches("select")) return ([...first.options].find((one) => one.defaultSelected) ?? first.options[0])?.value ?? "";
  return first.defaultValue.replaceAll("\r\n", "\n");
};
/* Learn the fields of a row as they were served; of the whole page at first. */
export const meet = (within, baseOf = served) => {
  for (const { name } of within.querySelectorAll("[name]")) {
    if (!OURS.test(name) || has(name)) continue;
    bases.set(name, baseOf(name));
    const row = rowOf(name);
    rows.set(row, [...(rows.get(row) ?? []), name]);
    if (value(name) !== base(name)) touched.add(row);
  }
};
export const touch = (name) => touched.add(rowOf(name));
const differs = (name) => value(name) !== base(name);
const isNew = (row) => form.querySelector(`[data-row="${row}"]`)?.hasAttribute("data-new");
// A new row counts once something besides its place is in it.
const isBegun = (row) => rows.get(row).some((name) => differs(name) && !/-(item|position)$/.test(name));
export const unsaved = () => [...touched].flatMap((row) => {
  const names = (rows.get(row) ?? []).filter((name) => value(name) !== null && differs(name));
  if (!names.length) touched.delete(row);
  return isNew(row) && !isBegun(row) ? [] : names;
});
/* From now on the server is known to hold `text` in this field. */
export const settle = (name, text, sent = text) => {
  bases.set(name, text);
  startFrom(name, sent);
};
const forget = (row) => {
  for (const name of rows.get(row) ?? []) bases.delete(name);
  rows.delete(row);
  touched.delete(row);
};
const within = (place) => [place, ...place.querySelectorAll("[data-row]")];
/* The server has this row no more, nor what stood in it: nothing of it is sent. */
export const drop = (place) => {
  place.dataset.dropped = "";
  for (const { dataset } of within(place)) forget(dataset.row);
};
/* Taken back: if it was dropped, all of it is sent as it would be of new rows. */
export const restore = (place) => {
  place.hidden = false;
  if (!("dropped" in place.dataset)) return;
  delete place.dataset.dropped;
  for (const one of within(place)) one.dataset.new = "";
  meet(place, (name) => { startFrom(name, ""); return ""; });
  place.querySelectorAll("[data-dropped]").forEach(drop); // by themselves, before
};

/* name → { was, base, now, sent }; `sent` is what was on its way, whose answer is not known. */
export const kept = () => {
  try { return JSON.parse(localStorage.getItem(KEY))?.fields ?? {}; } catch { return {}; }
};
export const takeOver = (name) => mine.add(name);
export const keep = (inflight) => {
  const fields = kept();
  for (const name of mine) delete fields[name];
  mine.clear();
  for (const name of new Set([...Object.keys(inflight ?? {}), ...unsaved()])) {
    if (value(name) === null) continue;
    mine.add(name);
    fields[name] = { was: was(name), base: base(name), now: value(name), sent: inflight?.[name] };
  }
  try {
    if (Object.keys(fields).length) localStorage.setItem(KEY, JSON.stringify({ at: Date.now(), fields }));
    else localStorage.removeItem(KEY);
    return true;
  } catch { return false; } // full or forbidden
};

meet(form);
