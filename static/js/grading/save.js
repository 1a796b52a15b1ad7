/* A level chosen by hand is saved at once, row by row; what was filled in or pasted waits for "Lưu".
   A row that is refused says why and stays unsaved: nothing is lost, and "Lưu" tries it again. */
import { isUnsaved, mark, sending, takeBefore, tell } from "./rows.js";

const PATIENCE = 20000;

export const saver = (form, rows, changed) => {
  const state = form.querySelector("output[data-state]");
  const waiting = new Set();
  let busy = null; // until everything that was chosen is answered

  const show = (text) => {
    const left = rows.filter(isUnsaved).length;
    state.textContent = left ? `${text} ${left} người chưa lưu.` : text;
    if (!left) form.dispatchEvent(new Event("allsaved"));
  };
  const send = async (row) => {
    const { body, done } = sending(row);
    const patience = new AbortController();
    setTimeout(() => patience.abort(), PATIENCE);
    const response = await fetch(`${form.dataset.save}${row.dataset.row}/`, {
      method: "POST", body, headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value }, signal: patience.signal,
    });
    if (response.redirected || ![200, 422].includes(response.status)) return "Chưa lưu được: bấm Lưu, hoặc tải lại trang.";
    const { errors, before } = await response.json();
    takeBefore(row, before);
    tell(row, errors.join(" "));
    if (response.ok) done();
    else row.querySelector("details").open = true;
    return response.ok ? `Đã lưu lúc ${new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" })}.` : "Có dòng chưa lưu được: xem chỗ có chữ đỏ.";
  };
  const run = async () => {
    for (const row of waiting) { // a row chosen meanwhile comes last
      waiting.delete(row);
      const said = await send(row).catch(() => "Mất mạng: chọn xong bấm Lưu.");
      mark(row);
      show(said);
    }
    busy = null;
    changed();
  };
  const save = (row) => {
    if (!form.dataset.save || !isUnsaved(row)) return;
    waiting.add(row);
    state.textContent = "Đang lưu…";
    busy ??= run();
  };
  // Sent while an answer is on its way, a row would come into conflict with itself.
  form.addEventListener("submit", (event) => {
    if (!busy) return;
    event.preventDefault();
    busy.then(() => form.requestSubmit());
  });
  return save;
};
