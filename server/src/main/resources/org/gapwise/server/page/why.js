import { bar, byId, drawn, element, percent, signed, table } from './dom.js';

const MOST = 10;
const SIDE = 320;
const WITHOUT_TRAINING = 'Told when the server is started with --training and the schema of the training table.';

/** Takes back what was explained, since it was about another answer. */
export function forget() {
  byId('why').replaceChildren();
  byId('why').hidden = true;
}

/** Explains one finding part by part. ask(part) asks the server about the case as it was when this was called. */
export async function explain(target, answer, explains, ask, goTo) {
  const title = element('h2', { tabIndex: -1, id: 'why-title' }, 'Why ' + target + ': ' + percent(answer.probabilities[target]));
  const panel = element('div', {}, title);
  byId('why').replaceChildren(panel);
  byId('why').hidden = false;
  title.focus();
  const part = async (word, heading, show) => {
    const body = element('div', { id: 'why-' + word, role: 'status' }, element('p', { className: 'hint' }, 'Looking …'));
    panel.append(element('h3', {}, heading), body);
    if (!explains.includes(word)) {
      body.replaceChildren(element('p', { className: 'hint' }, WITHOUT_TRAINING));
      return;
    }
    try {
      body.replaceChildren(...await show());
    } catch (problems) {
      body.replaceChildren(...(Array.isArray(problems) ? problems : [{ what: 'The server cannot be reached.', fix: '' }])
        .map(problem => element('p', { className: 'problem' }, problem.what + ' ' + problem.fix)));
    }
  };
  await part('maps', 'Where in the picture', async () => {
    const { heat_maps: maps } = await ask('maps');
    if (maps.length === 0) return [element('p', { className: 'hint' }, 'There is no picture.')];
    const { pictures } = await ask('pictures');
    return maps.flatMap((map, number) => heat(map, drawn(pictures[map.modality]), target, number));
  });
  await part('shares', 'What each input adds', async () => shares(await ask('shares'), answer.used));
  await part('next', 'What would be worth measuring next', async () => next(await ask('next'), goTo));
}

function heat(map, picture, target, number) {
  const cells = map.cells;
  const most = Math.max(1e-9, ...cells.flat().map(Math.abs));
  const canvas = element('canvas', { width: SIDE, height: SIDE, className: 'heat', role: 'img' });
  const paint = over => {
    const context = canvas.getContext('2d');
    context.drawImage(picture, 0, 0, SIDE, SIDE);
    if (!over) return;
    // Drawn small and scaled up, so that it has no edges that the picture has not.
    const small = element('canvas', { width: cells[0].length, height: cells.length });
    const dots = small.getContext('2d');
    cells.forEach((row, y) => row.forEach((value, x) => {
      const strength = 0.65 * Math.abs(value) / most;
      dots.fillStyle = value > 0 ? `rgba(255, 122, 0, ${strength})` : `rgba(0, 140, 255, ${strength})`;
      dots.fillRect(x, y, 1, 1);
    }));
    context.drawImage(small, 0, 0, SIDE, SIDE);
  };
  const [strength, row, column] = cells.flatMap((values, y) => values.map((value, x) => [value, y + 1, x + 1]))
    .reduce((best, each) => each[0] > best[0] ? each : best);
  const peak = strength > 0
    ? `Speaks most for it in row ${row}, column ${column} of ${cells.length}: ${signed(strength, 2)} log odds.`
    : 'No place speaks for it.';
  canvas.setAttribute('aria-label', 'Heat map over ' + map.modality + ' for ' + target + '. ' + peak);
  const box = element('input', { type: 'checkbox', checked: true, id: 'heat-' + number });
  box.addEventListener('change', () => paint(box.checked));
  paint(true);
  return [element('figure', {}, canvas, element('figcaption', {},
    element('label', { className: 'check', htmlFor: box.id }, box, 'Heat map over ' + map.modality),
    element('p', {}, element('span', { className: 'key for' }), 'speaks for it ', element('span', { className: 'key against' }), 'speaks against it'),
    element('p', {}, peak),
    element('p', { className: 'hint' }, 'By ' + map.method + '.')))];
}

function shares({ modalities, inputs }, used) {
  if (used.length === 0) return [element('p', { className: 'hint' }, 'Nothing was there to add anything.')];
  const tables = [];
  if (Object.keys(modalities.shares).length > 1) tables.push(added('Whole modalities', modalities.shares));
  tables.push(added('Single inputs', inputs.shares));
  tables.push(element('p', { className: 'hint' }, 'In log odds: from ' + signed(inputs.from, 2)
    + ', when nothing is known, to ' + signed(inputs.to, 2) + '.'));
  return tables;
}

function added(caption, all) {
  const ranked = Object.entries(all).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
  const most = Math.max(1e-9, ...ranked.map(([, share]) => Math.abs(share)));
  const rest = ranked.length > MOST ? `, the ${MOST} largest of ${ranked.length}` : '';
  return table(caption + rest, ['Input', '', 'Adds'], ranked.slice(0, MOST).map(([name, share]) =>
    [name, bar(0.5, 0.5 + share / most / 2, share > 0 ? 'for' : 'against', 0.5), signed(share, 2)]));
}

function next({ next: ranked }, goTo) {
  if (ranked.length === 0) return [element('p', { className: 'hint' }, 'Nothing is absent that the training cases have.')];
  return [
    table('By how much each would tell for its cost' + (ranked.length > MOST ? `, the first ${MOST} of ${ranked.length}` : ''),
      ['Measure', 'Tells, bits', 'Moves it by', 'To between'],
      ranked.slice(0, MOST).map(({ input, information, change, low, high }) => {
        const link = element('button', { type: 'button', className: 'link' }, input);
        link.addEventListener('click', () => goTo(input));
        return [link, information.toFixed(3), (100 * change).toFixed(1) + ' points', percent(low) + ' and ' + percent(high)];
      })),
    element('p', { className: 'hint' }, 'Of what training cases like this one had: how much the probability would move on'
      + ' average, and between what it would lie in eight of ten. Costs are those of the schema, 1 where it tells none; risks are not weighed.')];
}
