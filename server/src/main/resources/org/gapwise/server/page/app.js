import { bar, byId, element, percent, signed, table } from './dom.js';
import { build, goTo, known } from './form.js';
import { explain, forget } from './why.js';

const PAUSE_MILLIS = 400;
const SETS = { positive: 'yes', negative: 'no', unsure: 'yes or no', unusual: 'neither' };

// full: the answer with all that is filled in; before: the full one before it; turn: only the last question is answered.
const state = { schema: null, removed: new Set(), full: null, before: null, turn: 0, timer: 0 };

function headers() {
  const token = byId('token').value.trim();
  return token ? { Authorization: 'Bearer ' + token } : {};
}

async function ask(path, options) {
  const response = await fetch(path, { ...options, headers: { ...headers(), ...(options || {}).headers } });
  if (response.status === 401) byId('token-field').hidden = false;
  const tree = await response.json();
  if (!response.ok) {
    const problems = tree.problems || [{ what: 'the server answered ' + response.status, where: '', fix: '' }];
    throw Object.assign(problems, { busy: response.status === 503 });
  }
  return tree;
}

/** Asks again where there was no time or no room: what the server has learned by then it keeps. */
async function askPatiently(path, options, tries = 5) {
  try {
    return await ask(path, options);
  } catch (problems) {
    if (!problems.busy || tries <= 1) throw problems;
    await new Promise(done => setTimeout(done, 1000));
    return askPatiently(path, options, tries - 1);
  }
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
    clear();
    state.schema = await ask(path('schema'));
    build(state.schema, async (name, file) => {
      const { pictures } = await ask(path('explain?part=pictures'), post({ features: {}, files: new Map([[name, file]]) }, new Set()));
      return pictures;
    });
    clear();
  } catch (problems) { show(problems); }
}

function clear() {
  clearTimeout(state.timer);
  state.turn++;
  state.removed.clear();
  state.full = state.before = null;
  byId('status').replaceChildren(element('p', {}, 'Nothing has been asked yet.'));
  withdraw();
}

/** No answer of an earlier question stands beside what is filled in now. */
function withdraw() {
  byId('findings').replaceChildren();
  byId('evidence').replaceChildren();
  forget();
}

function post({ features, files }, removed) {
  const body = new FormData();
  const left = Object.fromEntries(Object.entries(features).filter(([name]) => !removed.has(name)));
  body.append('case', new Blob([JSON.stringify(left)], { type: 'application/json' }));
  for (const [name, file] of files) if (!removed.has(name)) body.append(name, file);
  return { method: 'POST', body };
}

/** Asks about what is filled in but for what was removed; an answer that comes after a later question is dropped. */
async function question(where, then) {
  clearTimeout(state.timer);
  const turn = ++state.turn;
  byId('status').replaceChildren(element('p', {}, 'Asking …'));
  try {
    const options = post(known(), state.removed);
    const now = await ask(path(where), options);
    if (turn === state.turn) then(now, options);
  } catch (problems) {
    if (turn !== state.turn) return;
    withdraw();
    show(problems);
  }
}

/** Only what somebody asks by the button is noted by the server; what follows as inputs come and go is tried out. */
const ASKED = 'predict';
const TRIED = 'predict?note=false';

function submit(where) {
  state.removed.clear();
  return question(where, (now, options) => {
    state.before = state.full;
    state.full = now;
    answer(now, options);
  });
}

function toggle(name) {
  if (!state.removed.delete(name)) state.removed.add(name);
  return question(TRIED, (now, options) => answer(now, options, name));
}

/** With an answer on the page, it follows what is filled in. */
function changed(event) {
  if (!state.full || !event.target.closest('#modalities')) return;
  clearTimeout(state.timer);
  state.timer = setTimeout(() => submit(TRIED), PAUSE_MILLIS);
}

function headline(now, baseline) {
  return now.noted === false ? said(now, baseline) + ' Tried out: press Predict for an answer that is noted.' : said(now, baseline);
}

function said(now, baseline) {
  if (state.removed.size) return 'Answer without ' + [...state.removed].join(', ') + ', against the one with all that is known.';
  if (!baseline) return 'Answer with all that is known.';
  const more = now.used.filter(name => !baseline.used.includes(name)).map(name => 'with ' + name);
  const less = baseline.used.filter(name => !now.used.includes(name)).map(name => 'without ' + name);
  return 'Answer with all that is known, against the one before' + [...more, ...less].map(text => ', now ' + text).join('') + '.';
}

function answer(now, options, focused) {
  const baseline = state.removed.size ? state.full : state.before;
  forget();
  byId('status').replaceChildren(element('p', {}, headline(now, baseline)),
    ...now.warnings.map(w => element('p', { className: 'warning' }, element('strong', {}, 'Mind: '), w)));
  byId('findings').replaceChildren(findings(now, baseline, options), element('p', { className: 'hint' }, now.decisions
    ? 'The mark on a bar is the operating threshold: from there on a case is flagged. The set holds what cannot be ruled'
      + ' out: “yes or no” means unsure, “neither” unlike the cases of either kind. Then the model leaves it to you.'
    : 'This model was not calibrated: there are no sets and no thresholds, and a probability is what the network says.'));
  evidence(focused);
}

function findings(now, baseline, options) {
  const order = state.full.probabilities;
  const rows = Object.entries(now.probabilities).sort((a, b) => order[b[0]] - order[a[0]]).map(([target, p]) => {
    const decision = now.decisions?.[target];
    const why = element('button', { type: 'button', className: 'small', 'aria-label': 'Why ' + target }, 'Why');
    why.addEventListener('click', () => explain(target, now, state.schema.explains,
      part => askPatiently(path('explain?part=' + part + '&target=' + encodeURIComponent(target)), options), goTo));
    const name = element('span', {}, target);
    if (decision?.flagged) name.append(' ', element('span', { className: 'flag' }, 'flagged'));
    return [name, bar(0, p, '', decision?.threshold), percent(p),
      baseline && target in baseline.probabilities ? signed(100 * (p - baseline.probabilities[target]), 1) : '',
      decision ? percent(decision.threshold) : '', decision ? element('span', { className: 'set' }, SETS[decision.verdict]) : '', why];
  });
  return table(state.removed.size ? 'Findings, in the order of the full answer' : 'Findings, the most probable first', ['Finding', '', 'Probability', baseline ? 'Change, points' : '',
    now.decisions ? 'Threshold' : '', now.decisions ? 'Set' : '', ''], rows);
}

function evidence(focused) {
  const used = state.full.used.map(name => {
    const button = element('button', { type: 'button' }, name);
    button.setAttribute('aria-pressed', String(!state.removed.has(name)));
    button.addEventListener('click', () => toggle(name));
    return element('li', {}, button);
  });
  const absent = state.full.absent.map(name => {
    const button = element('button', { type: 'button', className: 'gap' }, name);
    button.addEventListener('click', () => goTo(name));
    return element('li', {}, button);
  });
  byId('evidence').replaceChildren(
    element('h3', {}, 'Used'),
    element('p', { className: 'hint' }, used.length ? 'Click one to see the answer without it, and again to have it back.' : 'Nothing.'),
    element('ul', { className: 'chips' }, ...used),
    element('h3', {}, 'Absent'),
    element('p', { className: 'hint' }, absent.length ? 'Left out, with nothing in its place. Click one to fill it in.' : 'Nothing.'),
    element('ul', { className: 'chips' }, ...absent));
  if (focused) used[state.full.used.indexOf(focused)]?.querySelector('button').focus();
}

byId('form').addEventListener('submit', event => { event.preventDefault(); submit(ASKED); });
byId('form').addEventListener('reset', event => {
  // The model and the token stay.
  const [model, token] = [byId('model').value, byId('token').value];
  setTimeout(() => { byId('model').value = model; byId('token').value = token; clear(); });
});
byId('form').addEventListener('input', changed);
byId('form').addEventListener('change', changed);
byId('model').addEventListener('change', choose);
byId('token').addEventListener('change', start);
start();
