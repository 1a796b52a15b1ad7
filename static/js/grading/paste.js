/* Two columns pasted from a workbook, name or number of the row and level, fill the rows they name.
   Nothing is saved: that is what "Lưu" is for. What is not understood is named. */
import { element } from "../dom.js";
import { choose, isOwn, levelOf, nameOf } from "./rows.js";

const NAMES = {
  xs: ["xs", "xuất sắc", "hoàn thành xuất sắc"],
  t: ["t", "tốt", "hoàn thành tốt"],
  ht: ["ht", "hoàn thành"],
  kht: ["kht", "không hoàn thành"],
};
const same = (text) => text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
const levelIn = (text) => {
  const asked = same(text).replace(/ ?nhiệm vụ$/, "");
  return Object.keys(NAMES).find((level) => NAMES[level].includes(asked));
};
/* "Nguyễn Văn An (1975)" is called by the plain name too, where nobody else is. */
const plain = (name) => same(name).replace(/ \([^)]*\)$/, "");
const cellsOf = (line) => line.split("\t").map((cell) => cell.trim()).filter(Boolean);

/* → rows to fill with their levels, and what was not understood, line by line. */
const read = (text, rows) => {
  const [filled, unknown] = [new Map(), []];
  for (const line of text.split(/\r?\n/).filter((one) => one.trim())) {
    const cells = cellsOf(line.includes("\t") ? line : line.replace(/\s*;\s*|\s{2,}/g, "\t"));
    const level = levelIn(cells.at(-1) ?? "");
    const asked = cells.slice(0, -1);
    const named = rows.filter((row) => asked.some((cell) => same(cell) === same(nameOf(row))));
    const alike = named.length ? named : rows.filter((row) => asked.some((cell) => same(cell) === plain(nameOf(row))));
    const numbered = asked.length === 1 && /^\d+$/.test(asked[0]) ? rows.slice(Number(asked[0]) - 1, Number(asked[0])) : [];
    const found = alike.length ? alike : numbered;
    if (cells.length < 2) unknown.push(`“${line.trim()}”: thiếu họ tên hoặc mức xếp loại`);
    else if (!found.length) unknown.push(`“${asked.join(" ")}”: không có trong bảng`);
    else if (found.length > 1) unknown.push(`“${asked.join(" ")}”: có ${found.length} người cùng tên, đề nghị ghi số thứ tự`);
    else if (isOwn(found[0])) unknown.push(`${nameOf(found[0])}: không ai ghi mức của chính mình, đồng chí khác ghi`);
    else if (!level) unknown.push(`${nameOf(found[0])}: không rõ mức “${cells.at(-1)}”`);
    else if (filled.has(found[0])) unknown.push(`${nameOf(found[0])}: có hai lần`);
    else filled.set(found[0], level);
  }
  return { filled, unknown };
};

export const paster = (form, rows, changed) => {
  const box = document.querySelector("[data-pasting]");
  if (!box) return;
  const [area, told] = [box.querySelector("textarea"), document.querySelector("[data-pasted]")];
  const put = (text) => {
    const { filled, unknown } = read(text, rows);
    const others = [...filled].filter(([row, level]) => levelOf(row) !== level);
    for (const [row, level] of others) choose(row, level);
    const list = element("ul", {}, ...unknown.map((one) => element("li", {}, one)));
    told.replaceChildren(`Đã điền ${filled.size} người, khác trước ${others.length} người; chưa lưu.`, ...(unknown.length ? [" Chưa điền:", list] : []));
    told.hidden = false;
    changed();
    form.dispatchEvent(new Event("change", { bubbles: true }));
  };
  box.querySelector("[data-paste]").addEventListener("click", () => { put(area.value); told.scrollIntoView({ block: "center" }); });
  form.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    if (event.target.matches("input:not([type=radio]), textarea") || !/\t/.test(text)) return;
    event.preventDefault();
    put(text);
    told.scrollIntoView({ block: "center" });
  });
  box.classList.remove("invisible");
};
