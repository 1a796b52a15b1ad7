/* The minutes: what one press did can be taken back until the page is left. A line before that place. */
import { button, element } from "../dom.js";

export const undoable = (place, text, back) => {
  const undo = button("Hoàn tác", "btn-link", () => {
    line.remove();
    back();
  });
  const line = element("p", { className: "mb-2" }, `${text} · `, undo);
  line.setAttribute("role", "status");
  place.before(line);
  undo.focus();
};
