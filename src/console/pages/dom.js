// What a page shows is told as a tree; the document is changed only where it differs, so that what has the focus, what is half typed
// and what is unfolded stay as they are. Text only ever becomes text.

const SVG = "http://www.w3.org/2000/svg";
// Whoever sits at the page changes these; they are only set at first.
const ONCE = new Set(["value", "checked", "open"]);
const known = new WeakMap();

// An element: `on..` are functions, `true` is an attribute without value, nothing and `false` are none.
export function h(tag, props, ...kids) {
  const shown = kids.flat(Infinity).filter((kid) => kid !== null && kid !== undefined && kid !== false);
  return { tag, props: props ?? {}, kids: shown };
}

// Shows a tree, and looks after the focus: what had it keeps it; if it is gone, the heading nearest to it gets it.
export function draw(root, kids) {
  const had = document.activeElement;
  const trail = [];
  for (let at = had; at && at !== root && root.contains(at); at = at.parentElement) trail.push(at);
  fill(root, kids);
  if (trail.length === 0 || document.activeElement === had) return;
  const next = had.isConnected ? had : home([...trail, root]);
  next?.focus({ preventScroll: true });
}

function home(trail) {
  for (const one of trail.filter((at) => at.isConnected)) {
    const found = one.querySelector("[data-home]");
    if (found) return found;
  }
  return null;
}

function fill(parent, kids) {
  const counts = new Map();
  const keys = kids.map((kid) => keyOf(kid, counts));
  const wanted = new Set(keys);
  const old = new Map();
  for (const node of [...parent.childNodes]) {
    const key = known.get(node)?.key;
    if (key === undefined || !wanted.has(key)) node.remove();
    else old.set(key, node);
  }
  let cursor = parent.firstChild;
  kids.forEach((kid, place) => {
    const node = old.get(keys[place]) ?? made(kid, keys[place], parent);
    if (node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(node, cursor);
    change(node, kid);
  });
}

// Children without a key of their own are told apart by their tag and their place among those of this tag.
function keyOf(kid, counts) {
  const tag = typeof kid === "object" ? kid.tag : "#text";
  if (kid.props?.key !== undefined) return `${tag}:${kid.props.key}`;
  const count = counts.get(tag) ?? 0;
  counts.set(tag, count + 1);
  return `${tag}#${count}`;
}

function made(kid, key, parent) {
  const isText = typeof kid !== "object";
  const inSvg = kid.tag === "svg" || (parent.namespaceURI === SVG && parent.tagName !== "foreignObject");
  const node = isText
    ? document.createTextNode("")
    : inSvg ? document.createElementNS(SVG, kid.tag) : document.createElement(kid.tag);
  known.set(node, { key, names: new Set(), fresh: true });
  return node;
}

function change(node, kid) {
  if (typeof kid !== "object") {
    const text = String(kid);
    if (node.data !== text) node.data = text;
    return;
  }
  const state = known.get(node);
  const names = new Set(Object.keys(kid.props).filter((name) => name !== "key"));
  for (const gone of [...state.names].filter((name) => !names.has(name))) setProp(node, gone, null);
  // Children first: a select can only choose what it has.
  fill(node, kid.kids);
  for (const name of names) {
    if (!ONCE.has(name) || state.fresh) setProp(node, name, kid.props[name]);
  }
  state.names = names;
  state.fresh = false;
}

function setProp(node, name, value) {
  if (name.startsWith("on")) node[name] = value;
  else if (value === null || value === undefined || value === false) node.removeAttribute(name);
  else {
    const text = value === true ? "" : String(value);
    if (node.getAttribute(name) !== text) node.setAttribute(name, text);
  }
}
