/* A file that is too large is told when it is chosen, and is not sent.

   <main data-file-bytes="BYTES">   how large one file may be; set by base.html. */
import { element } from "./dom.js";

const most = Number(document.getElementById("main")?.dataset.fileBytes ?? Infinity);
const tooLarge = (input) => [...input.files].find((file) => file.size > most);

const tell = (input) => {
  const file = tooLarge(input);
  input.parentElement.querySelector("[data-too-large]")?.remove();
  input.classList.toggle("is-invalid", file !== undefined);
  if (!file) return;
  const text = `Tệp “${file.name}” lớn hơn ${most / 1024 ** 2} MB nên không gửi được. Chọn tệp nhỏ hơn.`;
  const told = element("div", { className: "invalid-feedback d-block" }, text);
  told.dataset.tooLarge = "";
  told.setAttribute("role", "alert");
  input.after(told);
};

document.addEventListener("change", (event) => {
  if (event.target.type === "file") tell(event.target);
});
// Before anybody else hears of it: nothing is sent, so no draft is marked and no button locked.
document.addEventListener("submit", (event) => {
  const wrong = [...event.target.querySelectorAll("input[type=file]")].find(tooLarge);
  if (!wrong) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  tell(wrong);
  wrong.focus();
}, true);
