/* Entering a bộ tiêu chí (form[data-criteria]): more rows without saving first, and the sums as one
   types. Only a help: without it there are spare rows, and the server checks the sums. */
const MOST_ROWS = 40;
const number = (input) => Number(input.value.replace(",", ".") || 0);
const text = (points) => String(Math.round(points * 10) / 10).replace(".", ",");

document.querySelectorAll("form[data-criteria]").forEach((form) => {
  const tables = [...form.querySelectorAll("[data-part]")];

  const count = () => {
    for (const table of tables) {
      const sum = [...table.querySelectorAll('input[name*="_most_"]:not([type="hidden"])')].reduce((all, one) => all + number(one), 0);
      const output = form.querySelector(`[data-sum="${table.dataset.part}"]`);
      const words = `Cộng: ${text(sum)}/${table.dataset.most} điểm`;
      if (output.textContent !== words) output.textContent = words;
      output.classList.toggle("text-danger", text(sum) !== table.dataset.most);
    }
  };

  const add = (button) => {
    const part = button.dataset.addRow;
    const body = form.querySelector(`[data-part="${part}"] tbody`);
    const place = body.rows.length;
    const row = body.rows[0].cloneNode(true);
    for (const one of row.querySelectorAll('[type="hidden"], .text-danger')) one.remove();
    for (const one of row.querySelectorAll("textarea, input")) {
      one.name = one.name.replace(/\d+$/, place);
      one.id = one.id.replace(/\d+$/, place);
      one.value = "";
      one.classList.remove("is-invalid");
      const label = one.closest("td").querySelector("label");
      label.htmlFor = one.id;
      label.textContent = label.textContent.replace(/\d+$/, place + 1);
    }
    body.append(row);
    row.querySelector("textarea").focus();
    button.hidden = place + 1 >= MOST_ROWS;
  };

  form.addEventListener("restoring", ({ detail }) => {
    for (const button of form.querySelectorAll("[data-add-row]")) {
      const lacks = ([name]) => name.startsWith(`${button.dataset.addRow}_text_`) && !form.elements[name];
      while (!button.hidden && detail.some(lacks)) add(button);
    }
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add-row]");
    if (button) add(button);
  });
  form.addEventListener("input", count);
  for (const button of form.querySelectorAll("[data-add-row]")) button.hidden = false;
  count();
});
