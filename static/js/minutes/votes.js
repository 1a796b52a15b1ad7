/* The minutes: under each vote its base, its threshold and whether it is reached, as one types. The
   server counts again; the words are those of meetings/forms/sheet_facts.py. */
import { facts, form, set } from "./fields.js";
import { eligible, percent, voters } from "./roll.js";

const field = (vote, name) => vote.querySelector(`[name$="-${name}"]:not([name^=initial])`);
const NUMBERS = ["in_favour", "against", "abstained"];

const needed = ({ value, outOf, atLeast }, due) => (atLeast
  ? Math.ceil((due * value) / outOf) : Math.floor((due * value) / outOf) + 1);
const resultOf = (vote, due, came, least) => {
  const typed = NUMBERS.map((name) => field(vote, name).value);
  if (typed.every((text) => text === "")) return "Chưa ghi kết quả.";
  const [inFavour, against, abstained] = typed.map(Number);
  const cast = inFavour + against + abstained;
  if (cast > came) return `Tổng số phiếu là ${cast}, nhiều hơn ${came} người có mặt được biểu quyết.`;
  const verdict = inFavour >= least ? "Được thông qua" : "Không được thông qua";
  const rest = cast < came ? ` Còn ${came - cast} phiếu chưa ghi.` : "";
  return `${verdict} (${inFavour}/${due} = ${percent(inFavour, due)}).${rest}`;
};
export const show = (vote) => {
  const [due, came] = [eligible(), voters()];
  const rule = facts.matters[field(vote, "matter").value];
  const least = needed(rule, due);
  const put = (name, text) => {
    const place = vote.querySelector(`[data-${name}]`);
    if (place.textContent !== text) place.textContent = text;
  };
  put("base", `${due} đảng viên chính thức phải dự, ${came} có mặt.`);
  put("threshold", `${rule.words}: từ ${least} phiếu tán thành.`);
  put("result", resultOf(vote, due, came, least));
};
const showAll = () => form.querySelectorAll("[data-vote]").forEach(show);

// Only when the user says so: everybody who may vote and came was in favour.
export const allInFavour = (vote) => {
  for (const [name, number] of [["in_favour", voters()], ["against", 0], ["abstained", 0]]) {
    set(field(vote, name), number);
  }
};
form.addEventListener("click", (event) => {
  if (event.target.closest("[data-all-in-favour]")) allInFavour(event.target.closest("[data-vote]"));
});
for (const kind of ["input", "change"]) {
  form.addEventListener(kind, (event) => {
    const vote = event.target.closest("[data-vote]");
    if (vote) show(vote);
    else if (event.target.closest("[data-person]")) showAll();
  });
}
showAll();
