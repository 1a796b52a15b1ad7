/* Scoring a meeting (form[data-score]): the sum and the grade as one goes. Only a help: the server
   counts again when the form is saved, and applies the limits of the grade, which are not known here. */
document.querySelectorAll("form[data-score]").forEach((form) => {
  const items = [...form.querySelectorAll("[data-item]")];
  const text = (points) => String(Math.round(points * 100) / 100).replace(".", ",");

  /* Points of one item; null when it does not apply, undefined while nothing was said. */
  const pointsOf = (item) => {
    if ("out" in item.dataset || item.querySelector("[data-skip]")?.checked) return null;
    const chosen = item.querySelector("[data-points]:checked");
    if (chosen) return Number(chosen.dataset.points);
    const typed = item.querySelector("[data-points-of]");
    const points = Number(typed?.value.trim().replace(",", ".") || NaN); // as it is written here, 4,5
    return Number.isNaN(points) ? undefined : points;
  };

  const gradeOf = (total) => {
    if (total >= Number(form.dataset.good)) return "Tốt";
    if (total >= Number(form.dataset.fair)) return "Khá";
    return total >= Number(form.dataset.average) ? "Trung bình" : "Kém";
  };

  const put = (selector, value) => {
    const output = form.querySelector(selector);
    if (output.textContent !== value) output.textContent = value;
  };

  const count = () => {
    let whole = 0, asked = 0, got = 0, left = 0;
    for (const item of items) {
      const most = Number(item.dataset.most), points = pointsOf(item);
      whole += most;
      if (points === null) continue;
      asked += most;
      got += points ?? 0;
      if (points === undefined) left += 1;
    }
    const full = form.dataset.leftOut === "full";
    const total = full ? got + whole - asked : asked ? (got * whole) / asked : 0;
    const rounded = Math.round(total * 100) / 100;
    put("[data-total]", text(rounded));
    put("[data-grade]", left ? "chưa đủ tiêu chí" : gradeOf(rounded));
    put("[data-left]", left ? `, còn ${left} tiêu chí` : "");
  };

  form.addEventListener("input", count);
  count();
});
