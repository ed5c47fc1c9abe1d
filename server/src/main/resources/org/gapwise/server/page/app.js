'use strict';
// Everything shown is set as text, never as markup: what a schema or an answer says cannot become part of the page.

const byId = id => document.getElementById(id);
const state = { schema: null, files: new Map(), removed: new Set(), full: null };

function element(name, properties, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties || {})) {
    if (key in node) node[key] = value; else node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

function headers() {
  const token = byId('token').value.trim();
  return token ? { Authorization: 'Bearer ' + token } : {};
}

async function ask(path, options) {
  const response = await fetch(path, { ...options, headers: { ...headers(), ...(options || {}).headers } });
  if (response.status === 401) byId('token-field').hidden = false;
  const tree = await response.json();
  if (!response.ok) throw tree.problems || [{ what: 'the server answered ' + response.status, where: '', fix: '' }];
  return tree;
}

function show(problems) {
  const list = Array.isArray(problems) ? problems
    : [{ what: 'The server cannot be reached.', where: '', fix: 'Is it running?' }];
  byId('status').replaceChildren(...list.map(p => element('p', { className: 'problem' },
    (p.where ? p.where + ': ' : '') + p.what + ' ' + p.fix)));
}

async function start() {
  try {
    const { models } = await ask('/v1/models');
    byId('model').replaceChildren(...models.map(m => element('option',
      { value: JSON.stringify([m.name, m.version]), selected: m.usual }, m.name + ', version ' + m.version)));
    await choose();
  } catch (problems) { show(problems); }
}

function path(last) {
  const [name, version] = JSON.parse(byId('model').value);
  return '/v1/models/' + encodeURIComponent(name) + '/versions/' + encodeURIComponent(version) + '/' + last;
}

async function choose() {
  try {
    state.schema = await ask(path('schema'));
    state.files.clear();
    state.removed.clear();
    byId('modalities').replaceChildren(...state.schema.modalities.map(m => m.kind === 'table' ? table(m) : image(m)));
    byId('status').replaceChildren(element('p', {}, 'Nothing has been asked yet.'));
    byId('findings').replaceChildren();
    byId('evidence').replaceChildren();
  } catch (problems) { show(problems); }
}

function table(modality) {
  const fields = modality.features.map((feature, i) => {
    const id = 'f-' + modality.name + '-' + i;
    const input = feature.kind === 'categorical'
      ? element('select', { id }, element('option', { value: '' }, 'not known'),
        ...feature.levels.map(level => element('option', { value: level }, level)))
      : element('input', { id, type: 'text', inputMode: 'decimal', autocomplete: 'off' });
    input.dataset.feature = feature.name;
    input.dataset.kind = feature.kind;
    const hint = [feature.unit, feature.range && feature.range.join(' to ')].filter(Boolean).join(', ');
    return element('div', { className: 'field' }, element('label', { htmlFor: id }, feature.name + ' ',
      element('span', { className: 'hint' }, hint && '(' + hint + ')')), input);
  });
  return element('fieldset', {}, element('legend', {}, modality.name), element('div', { className: 'grid' }, ...fields));
}

function image(modality) {
  const id = 'i-' + modality.name;
  const input = element('input', { id, type: 'file', accept: '.png,.jpg,.jpeg,.dcm,' + modality.formats.join(',') });
  const note = element('p', { className: 'hint' }, 'PNG, JPEG or DICOM. None chosen.');
  const view = element('img', { alt: '', hidden: true });
  const drop = element('div', { className: 'drop' },
    element('label', { htmlFor: id }, 'Choose or drop a picture'), input, note, view);
  const take = file => {
    if (file) state.files.set(modality.name, file); else state.files.delete(modality.name);
    note.textContent = file ? file.name : 'PNG, JPEG or DICOM. None chosen.';
    if (view.src) URL.revokeObjectURL(view.src);
    view.hidden = !(file && /^image\/(png|jpeg)$/.test(file.type));
    if (!view.hidden) { view.src = URL.createObjectURL(file); view.alt = 'The picture for ' + modality.name; }
  };
  input.addEventListener('change', () => take(input.files[0]));
  drop.addEventListener('dragover', event => { event.preventDefault(); drop.classList.add('over'); });
  drop.addEventListener('dragleave', () => drop.classList.remove('over'));
  drop.addEventListener('drop', event => {
    event.preventDefault();
    drop.classList.remove('over');
    take(event.dataTransfer.files[0]);
  });
  byId('form').addEventListener('reset', () => take(null));
  return element('fieldset', {}, element('legend', {}, modality.name), drop);
}

function known() {
  const features = {};
  for (const input of document.querySelectorAll('[data-feature]')) {
    const text = input.value.trim();
    if (text === '') continue;
    const number = Number(text.replace(',', '.'));
    features[input.dataset.feature] = input.dataset.kind === 'numeric' && Number.isFinite(number) ? number : text;
  }
  return { features, files: new Map(state.files) };
}

async function predict(removed) {
  const { features, files } = known();
  const body = new FormData();
  const left = Object.fromEntries(Object.entries(features).filter(([name]) => !removed.has(name)));
  body.append('case', new Blob([JSON.stringify(left)], { type: 'application/json' }));
  for (const [name, file] of files) if (!removed.has(name)) body.append(name, file);
  return ask(path('predict'), { method: 'POST', body });
}

async function submit() {
  byId('status').replaceChildren(element('p', {}, 'Asking …'));
  try {
    state.removed.clear();
    state.full = await predict(state.removed);
    answer(state.full);
  } catch (problems) { show(problems); }
}

async function toggle(name) {
  if (!state.removed.delete(name)) state.removed.add(name);
  try { answer(await predict(state.removed), name); } catch (problems) { show(problems); }
}

// Of a calibrated model: the prediction set in a word, and whether the probability reaches the operating threshold.
function verdict(decision) {
  if (!decision) return '';
  return decision.verdict + (decision.flagged ? ', above ' : ', below ') + (100 * decision.threshold).toFixed(1) + ' %';
}

function answer(now, focused) {
  byId('status').replaceChildren(
    element('p', {}, state.removed.size ? 'Answer without ' + [...state.removed].join(', ') + '.' : 'Answer with all that is known.'),
    ...now.warnings.map(w => element('p', { className: 'warning' }, w)));
  const moved = state.removed.size > 0;
  const rows = Object.entries(now.probabilities).sort((a, b) => state.full.probabilities[b[0]] - state.full.probabilities[a[0]])
    .map(([target, p]) => {
      const points = Math.round(1000 * (p - state.full.probabilities[target])) / 10;
      return element('tr', {}, element('th', { scope: 'row' }, target),
        element('td', {}, element('progress', { max: 1, value: p, 'aria-label': target })),
        element('td', { className: 'number' }, (100 * p).toFixed(1) + ' %'),
        element('td', { className: 'number' }, moved ? (points > 0 ? '+' : '') + points.toFixed(1) : ''),
        element('td', {}, verdict(now.decisions?.[target])));
    });
  byId('findings').replaceChildren(element('table', {},
    element('thead', {}, element('tr', {}, ...['Finding', 'Probability', '', moved ? 'Change, points' : '', now.decisions ? 'Verdict' : '']
      .map(title => title ? element('th', { scope: 'col' }, title) : element('td', {})))),
    element('tbody', {}, ...rows)));
  const chips = state.full.used.map(name => {
    const button = element('button', { type: 'button' }, name);
    button.setAttribute('aria-pressed', String(state.removed.has(name)));
    button.addEventListener('click', () => toggle(name));
    return element('li', {}, button);
  });
  byId('evidence').replaceChildren(
    element('h2', {}, 'Used'),
    element('p', {}, chips.length ? 'Click one to see the answer without it.' : 'Nothing.'),
    element('ul', { className: 'chips' }, ...chips),
    element('h2', {}, 'Absent'),
    element('ul', { className: 'chips' }, ...state.full.absent.map(name => element('li', {}, element('span', {}, name)))));
  if (focused) chips[state.full.used.indexOf(focused)]?.querySelector('button').focus();
}

byId('form').addEventListener('submit', event => { event.preventDefault(); submit(); });
byId('model').addEventListener('change', choose);
byId('token').addEventListener('change', start);
start();
