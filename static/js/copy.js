/* <button data-copy="ID">: copies the text of that box. Where the browser does not let us, the text is
   selected, so that one press of Ctrl+C, or of "copy" on a telephone, is left to do. */
const said = document.querySelector("[data-copied]");
const copied = async (box) => {
  try {
    await navigator.clipboard.writeText(box.value); // missing where the page does not come by HTTPS
    return true;
  } catch {
    return document.execCommand("copy");
  }
};
for (const button of document.querySelectorAll("[data-copy]")) {
  const box = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    box.focus();
    box.select();
    said.textContent = await copied(box) ? "Đã sao chép." : "Đã chọn sẵn cả đoạn: bấm Ctrl+C, hoặc chọn Sao chép trên điện thoại.";
  });
}
