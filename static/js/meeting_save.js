/* The minutes: everything typed is sent by itself after a short pause. One batch is on its way at a
   time; while its answer is not known the very same batch is sent again, so that nobody comes into
   conflict with himself. Nothing is decided here: the server keeps what is right and tells what is not. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-meeting]");
  if (!form) return;
  const { fields, conflicts } = minutes;
  const [PAUSE, RETRY, PATIENCE] = [1200, 5000, 20000];
  const state = form.querySelector("[data-state]");
  const refused = new Map(); // name → the value that was not taken
  let inflight = null;
  let busy = null;
  let halted = "";
  let timer = 0;

  // --- what the state line says ---
  const show = (kind, text, ...more) => {
    state.dataset.state = kind;
    state.replaceChildren(text, ...more);
  };
  const link = (text) => {
    const made = document.createElement("a");
    [made.href, made.textContent] = [location.pathname, text];
    return made;
  };
  const clock = () => new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
  const kept = () => (minutes.keep(inflight) ? "Chữ đã gõ còn giữ trong máy này." : "Máy này không giữ được chữ: đừng đóng trang.");
  const showSaved = () => {
    if (conflicts.count() || refused.size) show("left", "Có chỗ chưa lưu được: xem chỗ có chữ đỏ.");
    else if (!pending().length) show("saved", `Đã lưu lúc ${clock()}.`);
  };

  // --- what is to be sent ---
  const waits = (name) => conflicts.has(name) || (refused.has(name) && refused.get(name) === fields.value(name));
  const pending = () => fields.unsaved().filter((name) => !waits(name));
  const collect = () => Object.fromEntries(pending().map((name) => [name, { was: fields.was(name), now: fields.value(name) }]));
  const bodyOf = (batch) => {
    const body = new URLSearchParams({ version: form.elements.version.value });
    for (const [name, { was, now }] of Object.entries(batch)) {
      body.set(`initial-${name}`, was);
      if (now !== "" || !name.endsWith("-delete")) body.set(name, now);
    }
    return body;
  };

  // --- what came back ---
  const dropRow = (row) => {
    form.querySelector(`[data-row="${row}"]`)?.remove();
    fields.forget(row);
  };
  const settle = (batch, answer) => {
    const left = new Set(answer.left);
    form.elements.version.value = answer.version;
    for (const [name, { now }] of Object.entries(batch)) {
      if (name in answer.conflicts) refused.delete(name); // waits for a choice instead
      else if (left.has(name)) refused.set(name, now);
      else {
        refused.delete(name);
        fields.settle(name, now);
        form.querySelector(`[data-row="${fields.rowOf(name)}"]`)?.removeAttribute("data-new");
        if (name.endsWith("-delete")) dropRow(fields.rowOf(name));
      }
      if (fields.has(name)) minutes.tell(name, "");
    }
    for (const [name, message] of Object.entries(answer.errors)) minutes.tell(name, message);
    for (const [name, text] of Object.entries(answer.conflicts)) conflicts.show(name, text);
    document.dispatchEvent(new CustomEvent("minutes:answered", { detail: answer }));
  };
  const halt = (text, ...more) => {
    halted = text;
    show("halted", `${text} ${kept()} `, ...more);
    return false;
  };
  const heard = async (batch, response) => {
    if (response.redirected) return halt("Phiên làm việc đã hết.", link("Đăng nhập lại"));
    if (response.status === 403) return halt("Trang này đã cũ hoặc đồng chí không còn quyền ghi.", link("Tải lại trang"));
    if (response.status === 404) return halt("Không còn cuộc họp này.", link("Tải lại trang"));
    if (response.status >= 500) throw new Error(response.statusText);
    if (!response.ok) return halt("Máy chủ không nhận chữ vừa gõ.", link("Tải lại trang"));
    const answer = await response.json();
    inflight = null;
    if (answer.refusal) {
      minutes.keep(null);
      return halt(answer.refusal, link("Mở biên bản"));
    }
    settle(batch, answer);
    minutes.keep(null);
    showSaved();
    return true;
  };

  const send = async () => {
    const batch = inflight ?? collect();
    if (!Object.keys(batch).length) return true;
    inflight = batch;
    show("saving", "Đang lưu…");
    try {
      const response = await fetch(form.dataset.save, {
        method: "POST",
        body: bodyOf(batch),
        headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
        signal: AbortSignal.timeout(PATIENCE),
        keepalive: document.visibilityState === "hidden" && JSON.stringify(batch).length < 20_000, // a tab that closes
      });
      return await heard(batch, response);
    } catch {
      show("offline", `Mất mạng hoặc máy chủ chưa trả lời. ${kept()}`);
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
      return well && !conflicts.count() && !refused.size;
    });
    return busy;
  };
  const schedule = (pause) => {
    clearTimeout(timer);
    if (!halted) timer = setTimeout(flush, pause);
  };

  const typed = (event) => {
    const { name } = event.target;
    if (!name || !fields.has(name)) return;
    const row = fields.rowOf(name);
    fields.typedIn.add(row);
    // Another field of the row may be what made this one wrong: all of it is tried again.
    for (const one of [...refused.keys()]) if (fields.rowOf(one) === row && fields.value(name) !== refused.get(name)) refused.delete(one);
    const isKept = minutes.keep(inflight);
    if (halted) return;
    if (!isKept) show("left", "Máy này không giữ được chữ: đừng đóng trang trước khi lưu xong.");
    schedule(PAUSE);
  };
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  form.addEventListener("focusout", (event) => { if (event.target.name) schedule(0); });
  document.addEventListener("minutes:settled", () => { minutes.keep(inflight); showSaved(); schedule(0); });
  window.addEventListener("online", () => schedule(0));
  window.addEventListener("offline", () => show("offline", `Mất mạng. ${kept()}`));
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") flush(); });

  minutes.flush = flush;
  minutes.resume = () => {
    const { count, lost } = minutes.restore();
    if (count) show("saving", "Đang đưa lại chữ chưa lưu…");
    if (lost.length) document.dispatchEvent(new CustomEvent("minutes:lost", { detail: lost }));
    minutes.keep(null);
    if (pending().length) schedule(0);
    else if (count) showSaved();
  };
})();
