// Parts Portal's plug-in of Cockpit: finished instances, the history of one, and counts on the diagram. It reads only.

const base = document.querySelector('base');
const app = base.getAttribute('app-root');
const portal = app.replace(/\/camunda$/, '');

async function read(what, parameters = {}) {
  const answer = await fetch(portal + '/insights/cockpit/' + what + '?' + new URLSearchParams(parameters), {
    headers: { Accept: 'application/json' },
    credentials: 'same-origin'
  });
  if (!answer.ok) {
    throw new Error(what + ' is answered ' + answer.status);
  }
  return answer.json();
}

const texts = await read('texts').catch(() => ({}));
const text = key => texts[key] || key;

/** Children that are no nodes become text, so that no value is ever read as HTML. */
function node(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'onclick' || key === 'onsubmit') {
      made.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

const time = at => at ? at.replace('T', ' ').slice(0, 16) + ' UTC' : '–';

function duration(millis) {
  if (millis === null || millis === undefined) {
    return '–';
  }
  const minutes = Math.round(millis / 60000);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor(minutes / 60) % 24;
  if (days > 0) {
    return days + ' d ' + hours + ' h';
  }
  return hours > 0 ? hours + ' h ' + minutes % 60 + ' min' : minutes > 0 ? minutes + ' min' : Math.ceil(millis / 1000) + ' s';
}

/** The names of a model's elements, and which of them are end events. */
async function model(api, definition) {
  const answer = await fetch(api.engineApi + '/process-definition/' + encodeURIComponent(definition) + '/xml', {
    headers: { Accept: 'application/json' },
    credentials: 'same-origin'
  });
  const names = {};
  const ends = [];
  if (answer.ok) {
    const xml = new DOMParser().parseFromString((await answer.json()).bpmn20Xml, 'text/xml');
    for (const element of xml.querySelectorAll('[id]')) {
      names[element.id] = element.getAttribute('name') || element.id;
      if (element.localName === 'endEvent') {
        ends.push(element.id);
      }
    }
  }
  return { names, ends };
}

function keyOf(instance) {
  const key = instance.company || instance.key || '–';
  return instance.customer
    ? node('a', { href: portal + '/insights/customers/' + instance.customer, title: text('customer') }, key)
    : node('span', {}, key);
}

const how = (instance, names) => instance.state === 'COMPLETED'
  ? names[instance.element] || instance.element || text('COMPLETED')
  : text(instance.ended ? instance.state : 'running');

function table(heads, rows) {
  return node('table', { class: 'cam-table' },
    node('thead', {}, node('tr', {}, ...heads.map(head => node('th', { scope: 'col' }, head)))),
    node('tbody', {}, ...rows.map(cells => node('tr', {}, ...cells.map(cell => node('td', {}, cell))))));
}

function failed(into) {
  return error => {
    console.error(error);
    into.replaceChildren(node('p', { role: 'alert' }, text('away')));
  };
}

async function finished(into, api, definition) {
  const { names, ends } = await model(api, definition);
  const field = (label, input) => node('label', {}, label, input);
  const option = (value, label) => node('option', { value }, label);
  const result = node('div', { 'aria-live': 'polite' });
  const form = node('form', {
    onsubmit: event => {
      event.preventDefault();
      show().catch(failed(result));
    }
  },
  field(text('key'), node('input', { class: 'form-control', name: 'key', maxlength: 255 })),
  field(text('state'), node('select', { class: 'form-control', name: 'state' }, option('', text('any')),
    ...['COMPLETED', 'EXTERNALLY_TERMINATED', 'INTERNALLY_TERMINATED'].map(state => option(state, text(state))))),
  field(text('how'), node('select', { class: 'form-control', name: 'element' }, option('', text('any')),
    ...ends.map(end => option(end, names[end])))),
  field(text('from'), node('input', { class: 'form-control', name: 'from', type: 'date' })),
  field(text('to'), node('input', { class: 'form-control', name: 'to', type: 'date' })),
  node('button', { class: 'btn btn-default', type: 'submit' }, text('apply')));

  async function show(before = '') {
    const page = await read('finished', { definition, before, ...Object.fromEntries(new FormData(form)) });
    const rows = page.instances.map(one => [
      keyOf(one), how(one, names), time(one.started), time(one.ended), duration(one.millis), String(one.version ?? '–'),
      node('a', { href: '#/portal-history/' + one.instance }, text('details'))
    ]);
    const last = page.instances[page.instances.length - 1];
    const measured = page.durations;
    result.replaceChildren(
      measured.number > 0
        ? node('p', { class: 'portal-muted' }, text('durations').replace('{0}', duration(measured.median))
          .replace('{1}', duration(measured.p90)).replace('{2}', measured.number))
        : '',
      rows.length === 0
        ? node('p', {}, text('none'))
        : table([text('key'), text('how'), text('started'), text('ended'), text('duration'), text('version'), ''], rows),
      before ? node('button', { class: 'btn btn-default', type: 'button', onclick: () => show().catch(failed(result)) }, text('newest')) : '',
      page.more
        ? node('button', { class: 'btn btn-default', type: 'button', onclick: () => show(last.instance).catch(failed(result)) }, text('older'))
        : '');
  }

  into.replaceChildren(form, result);
  await show();
}

async function history(into, instance) {
  const { instance: one, lines } = await read('instance', { id: instance });
  into.replaceChildren(
    node('p', {}, keyOf(one), node('span', { class: 'portal-muted' },
      ' · ' + one.process + ' · ' + time(one.started) + ' – ' + (one.ended ? time(one.ended) : text('running')) + ' · '
      + (one.ended ? duration(one.millis) + ' · ' + how(one, Object.fromEntries(lines.map(line => [line.element, line.label]))) : ''))),
    lines.length === 0
      ? node('p', {}, text('none'))
      : table([text('when'), text('what'), '', text('who'), text('took')], lines.map(line => [
        time(line.at), line.label || line.element, node('span', { class: 'portal-muted' }, text(line.element ? 'milestone' : 'timeline')),
        line.person || '–', line.millis ? duration(line.millis) : '–'
      ])));
}

/** A model that fits into its box only with text below 10 px is shown from its top left instead; the button beside it fits it. */
function legible(viewer) {
  const canvas = viewer.get('canvas');
  const { scale, inner, outer } = canvas.viewbox();
  if (scale < 0.95) {
    const margin = 10;
    canvas.viewbox({ x: inner.x - margin, y: inner.y - margin, width: outer.width, height: outer.height });
  }
}

function into(place, fill) {
  const box = node('div', { class: 'portal-history' });
  place.replaceChildren(box);
  fill(box).catch(failed(box));
}

export default [
  {
    id: 'portal-definition-history',
    pluginPoint: 'cockpit.processDefinition.runtime.tab',
    properties: { label: text('history'), priority: 1 },
    render: (place, { api, processDefinitionId }) => into(place, box => finished(box, api, processDefinitionId))
  },
  {
    id: 'portal-instance-history',
    pluginPoint: 'cockpit.processInstance.runtime.tab',
    properties: { label: text('history'), priority: 1 },
    render: (place, { processInstanceId }) => into(place, box => history(box, processInstanceId))
  },
  {
    id: 'portal-history-route',
    pluginPoint: 'cockpit.route',
    properties: { path: '/portal-history/:id' },
    render: place => into(place, box => history(box, location.hash.split('/')[2].split('?')[0]))
  },
  {
    id: 'portal-definition-legible',
    pluginPoint: 'cockpit.processDefinition.diagram.plugin',
    render: legible
  },
  {
    id: 'portal-instance-legible',
    pluginPoint: 'cockpit.processInstance.diagram.plugin',
    render: legible
  },
  {
    id: 'portal-element-counts',
    pluginPoint: 'cockpit.processDefinition.diagram.plugin',
    render: (viewer, { processDefinitionId }) => {
      const overlays = viewer.get('overlays');
      const known = viewer.get('elementRegistry');
      read('elements', { definition: processDefinitionId }).then(counts => {
        for (const count of counts.filter(one => known.get(one.element))) {
          const badges = ['running', 'finished', 'failed'].filter(kind => count[kind] > 0).map(kind =>
            node('span', { class: 'is-' + kind, title: text('elements').replace('{0}', count[kind]).replace('{1}', text(kind === 'finished' ? 'passed' : kind).toLowerCase()) },
              String(count[kind])));
          overlays.add(count.element, {
            position: { top: -12, left: 0 },
            show: { minZoom: -Infinity, maxZoom: +Infinity },
            html: node('div', { class: 'portal-counts' }, ...badges)
          });
        }
      }).catch(console.error);
    }
  }
];
