
(() => {
  "use strict";
  const search = document.getElementById("search");
  if (!search) return;
  document.documentElement.classList.add("js");
  const form = search.form;
  const found = document.getElementById("found");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const groups = [...document.querySelectorAll(".group")].map((element) => {
    const title = element.querySelector("h3").textContent;
    const items = [...element.querySelectorAll(".finding")];
    return { element, items: items.map((item) => ({ item, title, text: null, kind: item.dataset.kind })) };
  });

  const textOf = (entry) => (entry.text ??= `${entry.title} ${entry.item.textContent}`.toLowerCase());

  const apply = () => {
    const kinds = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const group of groups) {
      let own = 0;
      for (const entry of group.items) {
        const fits = kinds.has(entry.kind) && words.every((word) => textOf(entry).includes(word));
        if (entry.item.hidden === fits) entry.item.hidden = !fits;
        own += fits;
      }
      group.element.hidden = own === 0;
      shown += own;
    }
    found.textContent = `${shown} ${shown === 1 ? "finding" : "findings"}`;
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", apply);
  apply();
})();
