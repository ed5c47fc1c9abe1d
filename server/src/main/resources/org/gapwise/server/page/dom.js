// Everything shown is set as text, never as markup: what a schema or an answer says cannot become part of the page.

export const byId = id => document.getElementById(id);

/** An element with properties, or attributes where it has no such property. */
export function element(name, properties, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties || {})) {
    if (key in node) node[key] = value; else node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

export const percent = p => (100 * p).toFixed(1) + ' %';

export function signed(number, digits) {
  const text = Math.abs(number).toFixed(digits);
  return (Number(text) === 0 ? '' : number > 0 ? '+' : '-') + text;
}

const isNumber = cell => typeof cell === 'string' && /^[+-]?\d/.test(cell);

/** A table; the first cell of a row is its header, and a column of numbers is aligned as such. */
export function table(caption, titles, rows) {
  const align = column => rows.some(row => isNumber(row[column])) ? { className: 'number' } : {};
  return element('table', {},
    element('caption', {}, caption),
    element('thead', {}, element('tr', {}, ...titles.map((title, column) => title
      ? element('th', { scope: 'col', ...align(column) }, title) : element('td', {})))),
    element('tbody', {}, ...rows.map(([first, ...cells]) => element('tr', {},
      element('th', { scope: 'row' }, first),
      ...cells.map((cell, i) => element('td', align(i + 1), cell))))));
}

/** A bar from one share of its width to another, both between 0 and 1, and a mark on it where there is one. */
export function bar(from, to, kind, mark) {
  const fill = element('span', { className: 'fill ' + kind });
  fill.style.left = 100 * Math.min(from, to) + '%';
  fill.style.width = 100 * Math.abs(to - from) + '%';
  const node = element('span', { className: 'bar', 'aria-hidden': 'true' }, fill);
  if (mark !== undefined) {
    const tick = element('span', { className: 'tick' });
    tick.style.left = 100 * mark + '%';
    node.append(tick);
  }
  return node;
}

/** Draws pixels of a model, channel by channel in Base64, on a canvas of their own. */
export function drawn({ channels, height, width, values }) {
  const bytes = Uint8Array.from(atob(values), letter => letter.charCodeAt(0));
  const canvas = element('canvas', { width, height });
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) image.data[4 * i + c] = bytes[(channels === 3 ? c : 0) * width * height + i];
    image.data[4 * i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return canvas;
}
