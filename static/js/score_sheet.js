/* Entering a score sheet (form[data-sheet]): more groups and items without saving first, and the sums
   as one types. Only a help: without it every group has a spare row, and the server checks the sums. */
document.querySelectorAll("form[data-sheet]").forEach((form) => {
  const groups = form.querySelector("[data-groups]");
  let next = form.querySelectorAll("[data-group], [data-sheet-item]").length + 1;
  const made = (selector, replace) => {
    const holder = document.createElement("template");
    let html = document.querySelector(selector).innerHTML;
    for (const [from, to] of replace) html = html.replaceAll(from, to);
    holder.innerHTML = html;
    return holder.content.firstElementChild;
  };
  const focusIn = (row, name) => row.querySelector(`[name$="-${name}"]`).focus();

  const addItem = (group, key = `n${next++}`) => {
    const row = made("[data-item-template]", [["__g__", group.dataset.group], ["__i__", key]]);
    group.querySelector("[data-items]").append(row);
    focusIn(row, "text");
  };
  const addGroup = (key = `n${next++}`) => {
    const group = made("[data-group-template]", [["__g__", key]]);
    groups.append(group);
    show();
    return group;
  };
  // In the order of the page: items follow their group.
  const putBack = (values) => {
    let group = null;
    for (const [name] of values) {
      const [, part, key, number] = /^(group|item)-(n?(\d+))-/.exec(name) ?? [];
      if (part === "group") group = groups.querySelector(`[data-group="${key}"]`) ?? addGroup(key);
      else if (part && group && !form.elements[name]) addItem(group, key);
      next = Math.max(next, Number(number ?? 0) + 1);
    }
  };

  const number = (input) => Number(input?.value.replace(",", ".") || 0);
  const text = (points) => String(points).replace(".", ",");
  const say = (output, words, isRight) => {
    if (output.textContent !== words) output.textContent = words;
    output.classList.toggle("text-danger", !isRight);
  };
  const count = () => {
    let whole = 0;
    for (const group of groups.querySelectorAll("[data-group]")) {
      if (!group.querySelector('[name$="-title"]').value.trim()) continue;
      const most = number(group.querySelector(':scope > .row [name$="-most"]'));
      let sum = 0;
      for (const item of group.querySelectorAll("[data-sheet-item]")) {
        if (item.querySelector('[name$="-text"]').value.trim()) sum += number(item.querySelector('[name$="-most"]'));
      }
      say(group.querySelector("[data-group-sum]"), `Các tiêu chí: ${text(sum)}/${text(most)} điểm`, sum === most);
      whole += most;
    }
    say(form.querySelector("[data-whole]"), `Tổng các nhóm: ${text(whole)}/100 điểm`, whole === 100);
  };
  const show = () => {
    for (const button of form.querySelectorAll("[data-add-item], [data-add-group]")) button.hidden = false;
  };

  form.addEventListener("click", (event) => {
    if (event.target.closest("[data-add-group]")) {
      const group = addGroup();
      addItem(group);
      focusIn(group, "title");
    }
    const button = event.target.closest("[data-add-item]");
    if (button) addItem(button.closest("[data-group]"));
  });
  form.addEventListener("restoring", ({ detail }) => putBack(detail));
  form.addEventListener("input", count);
  form.addEventListener("change", count);
  show();
  count();
});
