/* The section of a report: takes over what a body below wrote.

   <button data-append="ID">  inside an <article>: puts the paragraphs of that article, each of which is
                              a <p data-text>, at the end of the text box ID. It can be undone by hand:
                              nothing is saved until the form is. */
document.addEventListener("click", ({ target }) => {
  const pressed = target.closest("[data-append]");
  if (!pressed) return;
  const box = document.getElementById(pressed.dataset.append);
  const texts = [...pressed.closest("article").querySelectorAll("[data-text]")].map((one) => one.textContent);
  box.value = [box.value.trimEnd(), ...texts].filter(Boolean).join("\n");
  box.dispatchEvent(new Event("input", { bubbles: true }));
  pressed.textContent = "Đã thêm vào cuối";
  pressed.disabled = true;
});
