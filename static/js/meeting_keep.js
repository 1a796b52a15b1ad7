/* The minutes: what is not saved yet stays in this browser, for this user and this meeting, over a lost
   network, a reload, a closed tab or a lost session. The key is of app.js's kind, so that signing out
   forgets it too, and so does a week. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-meeting]");
  if (!form) return;
  const { fields } = minutes;
  const key = `draft:${document.body.dataset.user}:minutes-${form.dataset.meeting}`;
  const mine = new Set(); // names kept by this tab: another tab keeps its own in the same place

  const read = () => {
    try { return JSON.parse(localStorage.getItem(key))?.fields ?? {}; } catch { return {}; }
  };
  // inflight: name → { was, now } on its way, whose answer is not known.
  const keep = (inflight) => {
    const kept = read();
    for (const name of mine) delete kept[name];
    mine.clear();
    for (const name of fields.unsaved()) {
      mine.add(name);
      kept[name] = { was: fields.was(name), base: fields.base.get(name), now: fields.value(name), sent: inflight?.[name]?.now };
    }
    try {
      if (Object.keys(kept).length) localStorage.setItem(key, JSON.stringify({ at: Date.now(), sent: false, fields: kept }));
      else localStorage.removeItem(key);
      return true;
    } catch { return false; } // full or forbidden
  };

  const PART = /^(item|opinion|vote|task)-([0-9a-f-]{36})-/;
  const makeRow = (name, kept) => {
    const [, part, id] = PART.exec(name) ?? [];
    if (!part || kept[`${part}-${id}-delete`]) return;
    minutes.addRow(part, { key: id, item: kept[`${part}-${id}-item`]?.now ?? "" });
  };
  // Put back what was kept. What the server has meanwhile is left; what it has otherwise is a conflict,
  // found by the server because "was" stays what it was. → names that have no place on the page any more.
  const restore = () => {
    const kept = read();
    const names = Object.keys(kept).sort((one, other) => other.startsWith("item-") - one.startsWith("item-"));
    const lost = [];
    for (const name of names) {
      if (!fields.has(name)) makeRow(name, kept);
      const { was, base, now, sent } = kept[name];
      const saved = fields.base.get(name);
      if (!fields.has(name)) { if (now && !/-(item|position|delete)$/.test(name)) lost.push(now); continue; }
      mine.add(name);
      if (saved === now) continue;
      fields.put(name, now);
      fields.typedIn.add(fields.rowOf(name));
      const initial = form.querySelector(`[name="initial-${name}"]`);
      if (saved !== base && saved !== sent && initial) initial.value = was;
    }
    return { count: names.length, lost };
  };
  minutes.keep = keep;
  minutes.restore = restore;
})();
