/* An editor over each <textarea data-rich>: bold, italics, lists, tables; what is pasted is cleaned.
   The textarea stays the truth: the editor writes into it and sends `input`; who sets its value sends
   `change`. Rows that come later are found too. The server cleans once more (meetings/rules/rich_text.py). */
import { element } from "./dom.js";

const KEPT = /^(p|br|strong|em|u|ul|ol|li|h3|h4|blockquote|table|thead|tbody|tr|th|td)$/;
const RENAMED = { b: "strong", i: "em", ins: "u", div: "p", h1: "h3", h2: "h3", h5: "h4", h6: "h4" };
const TAG = /<(\/?)([a-z][^\s/>]*)([^>]*)(?:>|$)/gi;
const SPAN = /\b(colspan|rowspan)\s*=\s*["']?(\d{1,2})(?!\d)/gi;

// The mark that a <b> or <span> of another program stands for.
const markOf = (name, attributes) => {
  if (/font-weight:\s*(normal|400)/i.test(attributes)) return "";
  if (name === "b" || /font-weight:\s*(bold|[6-9]00)/i.test(attributes)) return "strong";
  return /font-style:\s*italic/i.test(attributes) ? "em" : "";
};
const spansOf = (attributes) => [...attributes.matchAll(SPAN)]
  .filter(([, , number]) => number > 1 && number <= 12).map(([, name, number]) => ` ${name.toLowerCase()}="${number}"`).join("");
/* Tags that we know, without attributes, before any parser sees them: the browser would complain of
   every style attribute that the policy of the page forbids. */
const bare = (html) => {
  const open = { b: [], span: [] };
  return html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, "")
    .replace(/<(script|style|title|xml)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, "")
    .replace(TAG, (whole, closing, written, attributes) => {
      let name = written.toLowerCase();
      if (name in open) {
        if (!closing) open[name].push(markOf(name, attributes));
        name = closing ? open[name].pop() : open[name][open[name].length - 1];
      }
      name = RENAMED[name] ?? name ?? "";
      if (!KEPT.test(name)) return "";
      return `<${closing}${name}${!closing && /^t[hd]$/.test(name) ? spansOf(attributes) : ""}>`;
    });
};
const cleaned = (html) => {
  const { body } = new DOMParser().parseFromString(bare(html), "text/html");
  for (const line of body.querySelectorAll("p, h3, h4")) {
    if (!line.textContent.trim()) line.remove();
  }
  return body.innerHTML.replace(/\s*\n\s*/g, " ").replace(/&nbsp;/g, " ");
};
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const ofPlain = (text) => text.split(/\r?\n/).filter((line) => line.trim()).map((line) => `<p>${escaped(line)}</p>`).join("");
const shownOf = (value) => (/<(p|br|strong|em|u|ul|ol|li|h3|h4|blockquote|table|div|b|i)\b/i.test(value) ? cleaned(value) : ofPlain(value));

// --- tables ---
const around = (tag) => {
  const node = getSelection().anchorNode;
  return (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.(tag);
};
const emptyCell = () => element("td", {}, element("br"));
const TABLE = `<table><tbody>${"<tr><td><br></td><td><br></td><td><br></td></tr>".repeat(3)}</tbody></table><p><br></p>`;
const goTo = (cell) => getSelection().collapse(cell, 0);
/* Put markup where the caret is: words into the line, blocks between the halves of the block they
   come to. Not by the command insertHTML, which writes style attributes that the policy forbids. */
const put = (editor, html) => {
  const made = document.createRange().createContextualFragment(html);
  const [first, last] = [made.firstElementChild, made.lastChild];
  const range = getSelection().getRangeAt(0);
  if (!last || !editor.contains(range.commonAncestorContainer)) return null;
  range.deleteContents();
  const home = around("td, th") ?? editor;
  let block = range.startContainer;
  while (block !== home && block.parentNode !== home) block = block.parentNode;
  if (block === home || !made.querySelector("p, ul, ol, table, h3, h4, blockquote")) range.insertNode(made);
  else {
    range.setEndAfter(block);
    const rest = range.extractContents();
    block.after(made, ...(rest.textContent.trim() ? [rest] : []));
    if (!block.textContent.trim()) block.remove();
  }
  getSelection().collapse(last, last.nodeType === Node.TEXT_NODE ? last.length : last.childNodes.length);
  return first;
};
const addTable = (editor) => {
  if (around("table")) return;
  const table = put(editor, TABLE);
  if (table) goTo(table.rows[0].cells[0]);
};
const addRow = (cell) => {
  const row = cell.parentElement;
  const made = document.createElement("tr");
  for (const one of row.cells) {
    const copy = emptyCell();
    if (one.colSpan > 1) copy.colSpan = one.colSpan;
    made.append(copy);
  }
  row.after(made);
  goTo(made.cells[0]);
};
const addColumn = (cell) => {
  for (const row of cell.closest("table").rows) (row.cells[cell.cellIndex] ?? row.lastElementChild).after(emptyCell());
};
// The caret goes to what is left in the place of the row or the column; a table with none is gone.
const settle = (table, row, column) => {
  const left = table.rows[Math.min(row, table.rows.length - 1)];
  if (left) goTo(left.cells[Math.min(column, left.cells.length - 1)]);
  else table.remove();
};
const dropRow = (cell) => {
  const [table, row] = [cell.closest("table"), cell.parentElement];
  const [at, column] = [row.rowIndex, cell.cellIndex];
  row.remove();
  settle(table, at, column);
};
const dropColumn = (cell) => {
  const [table, at, column] = [cell.closest("table"), cell.parentElement.rowIndex, cell.cellIndex];
  for (const row of [...table.rows]) {
    row.cells[column]?.remove();
    if (!row.cells.length) row.remove();
  }
  settle(table, at, column);
};

// --- the bar of buttons ---
const command = (name) => () => document.execCommand(name);
const inCell = (act) => () => { const cell = around("td, th"); if (cell) act(cell); };
const BUTTONS = [
  { text: "Đậm", title: "Chữ đậm (Ctrl+B)", look: "fw-bold", act: command("bold"), state: "bold" },
  { text: "Nghiêng", title: "Chữ nghiêng (Ctrl+I)", look: "fst-italic", act: command("italic"), state: "italic" },
  { text: "• Gạch", title: "Danh sách gạch đầu dòng (Ctrl+Shift+8)", act: command("insertUnorderedList"), state: "insertUnorderedList" },
  { text: "1. Số", title: "Danh sách đánh số (Ctrl+Shift+7)", act: command("insertOrderedList"), state: "insertOrderedList" },
  { text: "Bảng", title: "Chèn bảng 3 dòng, 3 cột", act: addTable, table: false },
  { text: "+ Dòng", title: "Thêm một dòng phía dưới", act: inCell(addRow), table: true },
  { text: "+ Cột", title: "Thêm một cột bên phải", act: inCell(addColumn), table: true },
  { text: "− Dòng", title: "Bỏ dòng này", act: inCell(dropRow), table: true },
  { text: "− Cột", title: "Bỏ cột này", act: inCell(dropColumn), table: true },
];
const KEYS = { Digit7: 3, Digit8: 2 }; // with Ctrl and Shift: places in BUTTONS
const barOf = (editor, act) => {
  const bar = element("div", { className: "rich-bar" });
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Định dạng chữ");
  for (const one of BUTTONS) {
    const button = element("button", { type: "button", tabIndex: -1, title: one.title, className: one.look ?? "" }, one.text);
    button.addEventListener("mousedown", (event) => event.preventDefault()); // the caret stays where it is
    button.addEventListener("click", () => act(one));
    bar.append(button);
  }
  bar.addEventListener("keydown", (event) => {
    const shown = [...bar.children].filter((button) => !button.hidden);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) shown[(shown.indexOf(event.target) + step + shown.length) % shown.length].focus();
    else if (event.key === "Escape") editor.focus();
    else return;
    event.preventDefault();
  });
  return bar;
};

/* As far into the text as it was in the textarea. */
const putCaret = (editor, before) => {
  let left = new DOMParser().parseFromString(shownOf(before), "text/html").body.textContent.length;
  const texts = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
  getSelection().selectAllChildren(editor);
  getSelection().collapseToEnd();
  while (texts.nextNode()) {
    if (left <= texts.currentNode.length) return getSelection().collapse(texts.currentNode, left);
    left -= texts.currentNode.length;
  }
  return undefined;
};

const enhance = (textarea) => {
  textarea.dataset.rich = "on";
  const refused = textarea.classList.contains("is-invalid") || textarea.closest(".is-invalid") !== null;
  const editor = element("div", { className: `form-control rich-editor rich${refused ? " is-invalid" : ""}` });
  editor.contentEditable = String(!textarea.disabled && !textarea.readOnly);
  editor.style.minHeight = `${Math.max(2, textarea.rows) * 1.5 + 1}em`;
  for (const [name, value] of Object.entries({ role: "textbox", "aria-multiline": "true", "aria-invalid": String(refused) })) editor.setAttribute(name, value);
  if (textarea.hasAttribute("aria-describedby")) editor.setAttribute("aria-describedby", textarea.getAttribute("aria-describedby"));
  const label = textarea.labels?.[0];
  if (label) {
    label.id ||= `${textarea.id}-label`;
    editor.setAttribute("aria-labelledby", label.id);
    label.addEventListener("click", () => editor.focus());
  }
  let saved = null; // the selection, while the bar has the focus
  const show = () => { editor.innerHTML = shownOf(textarea.value); };
  const mirror = () => {
    if (editor.lastElementChild?.tagName === "TABLE") editor.insertAdjacentHTML("beforeend", "<p><br></p>"); // a line to go on
    const isEmpty = !editor.textContent.trim() && !editor.querySelector("table");
    textarea.value = isEmpty ? "" : bare(editor.innerHTML);
    textarea.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const look = () => {
    const inTable = Boolean(around("table"));
    [...bar.children].forEach((button, at) => {
      const { state, table } = BUTTONS[at];
      if (state) button.setAttribute("aria-pressed", String(document.queryCommandState(state)));
      if (table !== undefined) button.hidden = table !== inTable;
    });
  };
  const bar = barOf(editor, (one) => {
    if (document.activeElement !== editor) {
      editor.focus();
      if (saved) { getSelection().removeAllRanges(); getSelection().addRange(saved); }
    }
    one.act(editor);
    mirror();
    look();
  });

  show();
  editor.addEventListener("input", (event) => { event.stopPropagation(); mirror(); });
  textarea.addEventListener("change", () => { if (textarea.value !== bare(editor.innerHTML)) show(); });
  textarea.focus = (options) => editor.focus(options);
  editor.addEventListener("paste", (event) => {
    event.preventDefault();
    const html = event.clipboardData.getData("text/html");
    const made = html ? cleaned(html) : ofPlain(event.clipboardData.getData("text/plain"));
    const [only, ...more] = new DOMParser().parseFromString(made, "text/html").body.children;
    // One paragraph goes on in the line it is pasted into; in a table there is no other table.
    const flat = only?.tagName === "P" && !more.length ? only.innerHTML : made;
    if (!/</.test(flat)) document.execCommand("insertText", false, only?.textContent ?? ""); // can be undone
    else put(editor, around("table") ? flat.replace(/<\/(?:td|th)>/g, " ").replace(/<\/tr>/g, "<br>").replace(/<\/?t[a-z]+[^>]*>/g, "") : flat);
    mirror();
  });
  editor.addEventListener("drop", (event) => event.preventDefault());
  editor.addEventListener("keydown", (event) => {
    const place = event.ctrlKey && event.shiftKey ? KEYS[event.code] : undefined;
    if (event.altKey && event.key === "F10") {
      saved = getSelection().getRangeAt(0);
      bar.firstElementChild.focus();
    } else if (place !== undefined) bar.children[place].click();
    else return;
    event.preventDefault();
  });
  editor.addEventListener("focus", () => document.execCommand("defaultParagraphSeparator", false, "p"));
  document.addEventListener("selectionchange", () => { if (document.activeElement === editor) look(); });
  const isTypedIn = document.activeElement === textarea; // before this script came
  textarea.hidden = true;
  textarea.after(element("div", { className: "rich-box" }, editor, bar));
  if (isTypedIn) {
    editor.focus();
    putCaret(editor, textarea.value.slice(0, textarea.selectionStart));
  }
  look();
};

/* The bar is there while somebody writes in the box, and until a press of the mouse has ended: were it
   gone before, the button under the mouse would move away. */
let isPressed = false;
const fold = () => document.querySelectorAll(".rich-box").forEach((box) => {
  const isOpen = box.contains(document.activeElement);
  if (isOpen || !isPressed) box.classList.toggle("is-open", isOpen);
});
const release = () => { isPressed = false; setTimeout(fold); }; // after the click
document.addEventListener("focusin", fold);
document.addEventListener("focusout", () => setTimeout(fold));
document.addEventListener("pointerdown", () => { isPressed = true; }, true);
for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, release, true);

const find = () => document.querySelectorAll('textarea[data-rich=""]').forEach(enhance);
find();
new MutationObserver(find).observe(document.body, { childList: true, subtree: true });
