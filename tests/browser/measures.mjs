// What is measured inside the page. Each function is sent there whole, so that it uses nothing of this file.

// What makes the page wider than its window; tables may scroll by themselves.
export function overflowing(upright) {
  const wide = document.documentElement.clientWidth;
  const wrong = [];
  // On an upright page stands nothing that has a page on its side.
  const aside = upright ? ".scroll, svg, details:not([open]), .c-findings, .c-improvement-plan, .c-appendix" : ".scroll, svg, details:not([open])";
  if (!upright && document.documentElement.scrollWidth > wide + 1) {
    wrong.push(`the page is ${document.documentElement.scrollWidth} wide in a window of ${wide}`);
  }
  for (const one of document.querySelectorAll("body *")) {
    if (one.closest(aside) && !(upright && one.matches(".scroll table") && !one.closest(".c-findings, .c-improvement-plan, .c-appendix, details.long"))) continue;
    const box = one.getBoundingClientRect();
    if (box.width > 0 && (box.right > wide + 1 || box.left < -1)) {
      wrong.push(`<${one.tagName.toLowerCase()} class="${one.className}"> stands from ${Math.round(box.left)} to ${Math.round(box.right)} of ${wide}`);
    }
  }
  return wrong.slice(0, 5);
}

// Labels of pictures that leave their picture or stand on one another.
export function labels() {
  const wrong = [];
  for (const picture of document.querySelectorAll("svg.picture")) {
    if (picture.getBoundingClientRect().width === 0) continue;
    const [, , wide, high] = picture.getAttribute("viewBox").split(" ").map(Number);
    const name = picture.getAttribute("aria-label").slice(0, 50);
    const all = [...picture.querySelectorAll("text")].map((text) => ({ text: text.textContent, box: text.getBBox() }));
    for (const { text, box } of all) {
      if (box.x < -2.5 || box.y < -0.6 || box.x + box.width > wide + 1.5 || box.y + box.height > high + 0.6) {
        wrong.push(`“${name}”: the label “${text}” leaves the picture`);
      }
    }
    // The box of a text has room above its letters and below them, which may meet.
    const inner = ({ box }) => ({ left: box.x, right: box.x + box.width, top: box.y + box.height * 0.22, bottom: box.y + box.height * 0.82 });
    const boxes = all.map((one) => ({ text: one.text, ...inner(one) }));
    for (let i = 0; i < boxes.length; i += 1) {
      for (let j = i + 1; j < boxes.length; j += 1) {
        const [a, b] = [boxes[i], boxes[j]];
        if (a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom && b.top < a.bottom) {
          wrong.push(`“${name}”: the labels “${a.text}” and “${b.text}” stand on one another`);
        }
      }
    }
  }
  return wrong.slice(0, 12);
}
