/* The minutes while they are written: counts that follow the roll call, reasons only where somebody
   is missing, more rows for tasks. Without it every field shows and the server counts. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-meeting]");
  const people = [...form.querySelectorAll("[data-person]")];
  const show = (name, text) => {
    for (const place of form.querySelectorAll(`[data-${name}]`)) place.textContent = text;
  };
  const statusOf = (person) => person.querySelector("[data-status]:checked")?.value;

  const count = () => {
    const present = people.filter((person) => statusOf(person) === "present");
    show("present", present.length);
    show("voters", present.filter((person) => "votes" in person.dataset).length);
    // Half up to two decimals in whole numbers, exactly as the server prints it.
    const share = Math.floor((present.length * 20000 + people.length) / (2 * people.length));
    const decimals = String(share % 100).padStart(2, "0");
    show("rate", people.length ? `${Math.floor(share / 100)},${decimals}%` : "—");
  };
  const ask = (person) => {
    const box = person.querySelector("[data-reason]");
    const field = box.querySelector("input");
    const present = statusOf(person) === "present";
    // A field that came back with a message stays in sight until somebody is marked again.
    box.hidden = field.disabled = present;
    field.required = statusOf(person) === "excused";
  };

  form.addEventListener("change", (event) => {
    const person = event.target.closest("[data-person]");
    if (!person || !event.target.matches("[data-status]")) return;
    ask(person);
    count();
  });
  for (const person of people) {
    if (!person.querySelector(".text-danger")) ask(person);
  }
  count();

  const total = form.querySelector("[name=task-TOTAL_FORMS]");
  const add = form.querySelector("[data-add-task]");
  add.hidden = false;
  add.addEventListener("click", () => {
    const html = form.querySelector("[data-task-template]").innerHTML.replaceAll("__prefix__", total.value);
    form.querySelector("[data-tasks]").insertAdjacentHTML("beforeend", html);
    total.value = Number(total.value) + 1;
    form.querySelector("[data-tasks]").lastElementChild.querySelector("input:not([type=hidden]), textarea, select").focus();
  });
})();
