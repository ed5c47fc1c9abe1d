import { byId, drawn, element } from './dom.js';

const NONE = 'PNG, JPEG or DICOM. None chosen.';

/** Fills the form with what a model takes. */
export function build(schema, look) {
  byId('modalities').replaceChildren(...schema.modalities.map((modality, number) =>
    modality.kind === 'table' ? fields(modality, number) : picture(modality, number, look)));
}

/** What has been filled in: features by name, and files by the name of their modality. */
export function known() {
  const features = {};
  for (const input of document.querySelectorAll('[data-feature]')) {
    const text = input.value.trim();
    if (text === '') continue;
    const number = numeric(text);
    features[input.dataset.feature] = input.dataset.kind === 'numeric' && Number.isFinite(number) ? number : text;
  }
  const files = new Map();
  for (const input of document.querySelectorAll('[data-picture]')) {
    if (input.files.length) files.set(input.dataset.picture, input.files[0]);
  }
  return { features, files };
}

/** Goes to where something is filled in. */
export function goTo(name) {
  [...document.querySelectorAll('[data-feature], [data-picture]')]
    .find(input => (input.dataset.feature ?? input.dataset.picture) === name)?.focus();
}

/** 150,000 can be a hundred and fifty and a hundred and fifty thousand. */
const ambiguous = text => /^[+-]?\d{1,3}(,\d{3})+$/.test(text);

const numeric = text => (ambiguous(text) ? NaN : Number(text.replace(',', '.')));

function fields(modality, number) {
  const all = modality.features.map((feature, i) => field(feature, 'f-' + number + '-' + i));
  return element('fieldset', {}, element('legend', {}, modality.name), element('div', { className: 'grid' }, ...all));
}

function field(feature, id) {
  const note = element('p', { id: id + '-note', className: 'note' });
  const input = feature.kind === 'categorical'
    ? element('select', { id }, element('option', { value: '' }, 'not known'),
      ...feature.levels.map(level => element('option', { value: level }, level)))
    : element('input', { id, type: 'text', inputMode: 'decimal', autocomplete: 'off' });
  input.dataset.feature = feature.name;
  input.dataset.kind = feature.kind;
  input.setAttribute('aria-describedby', note.id);
  const check = () => {
    const doubt = feature.kind === 'numeric' ? doubtful(input.value.trim(), feature.range) : '';
    note.textContent = doubt;
    input.setAttribute('aria-invalid', String(Boolean(doubt)));
  };
  input.addEventListener('input', check);
  byId('form').addEventListener('reset', () => setTimeout(check));
  const hint = [feature.unit, feature.range && feature.range.join(' to ')].filter(Boolean).join(', ');
  return element('div', { className: 'field' },
    element('label', { htmlFor: id }, feature.name, ' ', element('span', { className: 'hint' }, hint)),
    input, note);
}

function doubtful(text, range) {
  if (text === '') return '';
  if (ambiguous(text)) return 'Write ' + text.replaceAll(',', '') + ' or ' + text.replace(',', '.') + ': a comma can mean either.';
  const number = numeric(text);
  if (!Number.isFinite(number)) return 'Not a number. Leave it blank if it is not known.';
  const outside = range && (number < range[0] || number > range[1]);
  return outside ? 'Outside ' + range.join(' to ') + '. Is it right?' : '';
}

function picture(modality, number, look) {
  const id = 'i-' + number;
  const input = element('input', { id, type: 'file', accept: '.png,.jpg,.jpeg,.dcm,' + modality.formats.join(',') });
  input.dataset.picture = modality.name;
  const note = element('p', { className: 'hint' }, NONE);
  const view = element('div', { className: 'view' });
  const remove = element('button', { type: 'button', className: 'second', hidden: true }, 'Remove the picture');
  const drop = element('div', { className: 'drop' },
    element('label', { htmlFor: id }, 'Choose or drop a picture'), input, note, view, remove);
  const show = () => {
    const file = input.files[0];
    note.textContent = file ? file.name : NONE;
    remove.hidden = !file;
    view.replaceChildren();
    if (file) preview(modality.name, file, { view, note, chosen: () => input.files[0] === file }, look);
  };
  const take = list => {
    input.files = list;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  };
  input.addEventListener('change', show);
  remove.addEventListener('click', () => { take(new DataTransfer().files); input.focus(); });
  drop.addEventListener('dragover', event => { event.preventDefault(); drop.classList.add('over'); });
  drop.addEventListener('dragleave', () => drop.classList.remove('over'));
  drop.addEventListener('drop', event => {
    event.preventDefault();
    drop.classList.remove('over');
    if (event.dataTransfer.files.length) take(event.dataTransfer.files);
  });
  byId('form').addEventListener('reset', () => setTimeout(show));
  return element('fieldset', {}, element('legend', {}, modality.name), drop);
}

/** What a browser cannot draw, such as DICOM, is drawn as the model sees it; too late once another file was chosen. */
async function preview(name, file, { view, note, chosen }, look) {
  const alt = 'The picture for ' + name;
  if (/^image\/(png|jpeg)$/.test(file.type)) {
    const image = element('img', { alt, src: URL.createObjectURL(file) });
    image.addEventListener('load', () => URL.revokeObjectURL(image.src));
    image.addEventListener('error', () => { if (!chosen()) return; note.textContent = file.name + ': this is no picture.'; view.replaceChildren(); });
    view.replaceChildren(image);
    return;
  }
  try {
    const canvas = drawn((await look(name, file))[name]);
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', alt + ', as the model sees it');
    if (chosen()) view.replaceChildren(canvas);
  } catch (problems) {
    if (!chosen()) return;
    note.textContent = file.name + ': ' + (Array.isArray(problems) ? problems[0].what : 'it could not be looked at.');
  }
}
