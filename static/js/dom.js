/* Small parts of a page, made by script. */
export const element = (tag, facts, ...inside) => {
  const made = Object.assign(document.createElement(tag), facts);
  made.append(...inside);
  return made;
};
/* Open whatever it is folded in. */
export const reveal = (place) => {
  for (let box = place.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
};
export const button = (text, look, act) => {
  const made = element("button", { type: "button", className: `btn ${look}` }, text);
  made.addEventListener("click", act);
  return made;
};
