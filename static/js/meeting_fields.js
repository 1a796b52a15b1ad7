/* The minutes: what each field holds now (value), what it held when it was last in step with the server
   (base), and what is sent along as "was" (Django's hidden initial-… beside each field). */
(() => {
  "use strict";
  const form = document.querySelector("form[data-meeting]");
  if (!form) return;
  const OURS = /^(meeting|attendance|item|opinion|vote|task)-/;
  const base = new Map(); // name → value
  const rows = new Map(); // prefix of a row → names of its fields
  const typedIn = new Set(); // rows that somebody touched, or that differ from the server

  const rowOf = (name) => name.slice(0, name.lastIndexOf("-"));
  const all = (name) => [...form.querySelectorAll(`[name="${name}"]`)];
  const value = (name) => {
    const [first, ...rest] = all(name);
    if (!first) return null;
    if (first.type === "radio") return [first, ...rest].find((one) => one.checked)?.value ?? "";
    if (first.type === "checkbox") return first.checked ? "on" : "";
    return first.value.replaceAll("\r\n", "\n");
  };
  const put = (name, text) => {
    const found = all(name);
    for (const one of found) {
      if (one.type === "radio") one.checked = one.value === text;
      else if (one.type === "checkbox") one.checked = text === "on";
      else one.value = text;
    }
    const told = found.find((one) => one.checked) ?? found[0];
    told?.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const initial = (name) => form.querySelector(`[name="initial-${name}"]`);
  const was = (name) => initial(name)?.value ?? "";

  // Learn the fields of a row as they are; of the whole page at first.
  const meet = (within) => {
    for (const one of within.querySelectorAll("[name]")) {
      if (!OURS.test(one.name) || base.has(one.name)) continue;
      base.set(one.name, value(one.name));
      const row = rowOf(one.name);
      rows.set(row, [...(rows.get(row) ?? []), one.name]);
    }
  };
  const differs = (name) => value(name) !== base.get(name);
  const isNew = (row) => form.querySelector(`[data-row="${row}"]`)?.hasAttribute("data-new");
  // A new row counts once something besides its place is in it.
  const isBegun = (row) => rows.get(row).some((name) => differs(name) && !/-(item|position)$/.test(name));
  const unsaved = () => [...typedIn].flatMap((row) => {
    const names = (rows.get(row) ?? []).filter((name) => value(name) !== null && differs(name));
    if (!names.length) typedIn.delete(row);
    return isNew(row) && !isBegun(row) ? [] : names;
  });
  // From now on the server is known to hold `text` in this field.
  const settle = (name, text, sent = text) => {
    base.set(name, text);
    if (initial(name)) initial(name).value = sent;
  };
  const forget = (row) => {
    for (const name of rows.get(row) ?? []) base.delete(name);
    rows.delete(row);
    typedIn.delete(row);
  };

  minutes.meet = (row) => { meet(row); document.dispatchEvent(new Event("minutes:added")); };
  minutes.fields = { rowOf, value, put, was, base, unsaved, settle, forget, typedIn, isNew, has: (name) => base.has(name) };
  meet(form);
})();
