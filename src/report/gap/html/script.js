"use strict";
// Better with it, complete without it: what a mark says on hover and tap, which marks belong together, and all tables open on paper.
(() => {
  const tip = document.createElement("div");
  tip.id = "tip";
  tip.hidden = true;
  document.body.append(tip);
  let pinned = null;

  for (const title of document.querySelectorAll("svg.picture title")) {
    title.parentNode.setAttribute("data-tip", title.textContent);
    title.remove();
  }

  const marked = (event) => (event.target.closest ? event.target.closest("svg.picture [data-tip]") : null);

  const show = (mark) => {
    tip.textContent = mark.getAttribute("data-tip");
    tip.hidden = false;
    const at = mark.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left + at.width / 2 - tip.offsetWidth / 2, document.documentElement.clientWidth - tip.offsetWidth - 8));
    const above = at.top - tip.offsetHeight - 8;
    tip.style.left = `${left + window.scrollX}px`;
    tip.style.top = `${(above < 0 ? at.bottom + 8 : above) + window.scrollY}px`;
    together(mark);
  };

  const hide = () => {
    tip.hidden = true;
    pinned = null;
    for (const one of document.querySelectorAll(".aside")) one.classList.remove("aside");
  };

  // Series and causes are classes such as s1 and p3.
  const together = (mark) => {
    const own = [...mark.classList].find((name) => /^[sp][0-9ao]$/.test(name));
    if (!own) return;
    for (const one of mark.closest("svg").querySelectorAll("[class]")) {
      const series = [...one.classList].find((name) => /^[sp][0-9ao]$/.test(name));
      one.classList.toggle("aside", Boolean(series) && series !== own);
    }
  };

  document.addEventListener("pointerover", (event) => {
    const mark = marked(event);
    if (mark && !pinned) show(mark);
  });
  document.addEventListener("pointerout", (event) => {
    if (marked(event) && !pinned) hide();
  });
  document.addEventListener("click", (event) => {
    const mark = marked(event);
    const again = mark && mark === pinned;
    hide();
    if (mark && !again) {
      show(mark);
      pinned = mark;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });

  let opened = [];
  window.addEventListener("beforeprint", () => {
    hide();
    opened = [...document.querySelectorAll("details:not([open]):not(.huge)")].filter((one) => !one.matches("figure .long"));
    for (const one of opened) one.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });
})();
