
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
    return { element, items: items.map((item) => ({ item, title, text: null, kinds: item.dataset.kind.split(" ") })) };
  });

  const textOf = (entry) => (entry.text ??= `${entry.title} ${entry.item.textContent}`.toLowerCase());

  const apply = () => {
    const kinds = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const group of groups) {
      const isWanted = (entry) => entry.kinds.some((kind) => kinds.has(kind));
      const fits = group.items.map((entry) => isWanted(entry) && words.every((word) => textOf(entry).includes(word)));
      const own = fits.filter(Boolean).length;
      group.element.hidden = own === 0;
      shown += own;
      // Of a group that can't be seen, nothing needs to be changed.
      if (own === 0) continue;
      group.items.forEach((entry, index) => {
        if (entry.item.hidden === fits[index]) entry.item.hidden = !fits[index];
      });
    }
    found.textContent = `${shown} ${shown === 1 ? "finding" : "findings"}`;
  };

  // What is searched is gathered while nobody waits for it.
  const left = [...groups];
  const gather = (idle) => {
    while (left.length > 0 && idle.timeRemaining() > 0) left.pop().items.forEach(textOf);
    if (left.length > 0) requestIdleCallback(gather);
  };
  if ("requestIdleCallback" in window) requestIdleCallback(gather);

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", apply);
  apply();
})();
