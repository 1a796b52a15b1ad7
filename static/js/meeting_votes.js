/* The minutes: under each vote its base, its threshold and whether it is reached, as one types. The
   server counts again; the words are those of meetings/forms/sheet_facts.py. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-meeting]");
  if (!form) return;
  const { matters } = JSON.parse(document.getElementById("sheet-facts").textContent);
  const field = (vote, name) => vote.querySelector(`[name$="-${name}"]:not([name^=initial])`);
  const NUMBERS = ["in_favour", "against", "abstained"];

  const needed = ({ value, outOf, atLeast }, eligible) => (atLeast
    ? Math.ceil((eligible * value) / outOf) : Math.floor((eligible * value) / outOf) + 1);
  const resultOf = (vote, eligible, voters, least) => {
    const typed = NUMBERS.map((name) => field(vote, name).value);
    if (typed.every((text) => text === "")) return "Chưa ghi kết quả.";
    const [inFavour, against, abstained] = typed.map(Number);
    const cast = inFavour + against + abstained;
    if (cast > voters) return `Tổng số phiếu là ${cast}, nhiều hơn ${voters} người có mặt được biểu quyết.`;
    const verdict = inFavour >= least ? "Được thông qua" : "Không được thông qua";
    const rest = cast < voters ? ` Còn ${voters - cast} phiếu chưa ghi.` : "";
    return `${verdict} (${inFavour}/${eligible} = ${minutes.percent(inFavour, eligible)}).${rest}`;
  };
  const show = (vote) => {
    const [eligible, voters] = [minutes.roll.eligible(), minutes.roll.voters()];
    const rule = matters[field(vote, "matter").value];
    const least = needed(rule, eligible);
    const put = (name, text) => {
      const place = vote.querySelector(`[data-${name}]`);
      if (place.textContent !== text) place.textContent = text;
    };
    put("base", `${eligible} đảng viên chính thức phải dự, ${voters} có mặt.`);
    put("threshold", `${rule.words}: từ ${least} phiếu tán thành.`);
    put("result", resultOf(vote, eligible, voters, least));
  };
  const showAll = () => form.querySelectorAll("[data-vote]").forEach(show);

  // Only when the user says so: everybody who may vote and came was in favour.
  minutes.allInFavour = (vote) => {
    for (const [name, number] of [["in_favour", minutes.roll.voters()], ["against", 0], ["abstained", 0]]) {
      field(vote, name).value = number;
      field(vote, name).dispatchEvent(new Event("change", { bubbles: true }));
    }
    show(vote);
  };
  form.addEventListener("click", (event) => {
    if (event.target.closest("[data-all-in-favour]")) minutes.allInFavour(event.target.closest("[data-vote]"));
  });
  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, (event) => {
      const vote = event.target.closest("[data-vote]");
      if (vote) show(vote);
    });
  }
  document.addEventListener("minutes:counted", showAll);
  document.addEventListener("minutes:added", showAll);
  showAll();
})();
