// What was typed outlives the end of a session, a switch of the organisation and a failure, in this tab and for this person:
// the page that comes between (<main data-keep-drafts>) keeps it, and the page of the form has it back.
// Never a password, a code, a file, or what a page hides.
(() => {
  'use strict';

  const PLACE = 'portal.drafts';
  const LONGEST_MS = 60 * 60 * 1000;
  const NEVER = ['hidden', 'password', 'file', 'submit', 'button', 'image', 'reset'];
  const SECRET = /one-time-code|password|token|secret|code$|^cc-/i;

  const owner = document.body.dataset.owner ?? '';
  const read = () => {
    try { return JSON.parse(sessionStorage.getItem(PLACE)) ?? {}; } catch { return {}; }
  };
  const write = kept => {
    try { sessionStorage.setItem(PLACE, JSON.stringify(kept)); } catch { /* no room: then without */ }
  };
  const clear = () => sessionStorage.removeItem(PLACE);

  // ---- keeping

  const pageOf = form => form.querySelector('input[name=_page]')?.value;
  const sameForms = form => [...document.querySelectorAll('form')]
    .filter(other => other.getAttribute('action') === form.getAttribute('action') && pageOf(other) === pageOf(form));
  const fieldsOf = form => [...form.elements].filter(field =>
    field.name && !NEVER.includes(field.type) && !SECRET.test(field.autocomplete ?? '') && !SECRET.test(field.name) && field.tagName !== 'FIELDSET');
  const valueOf = field => {
    if (field.type === 'checkbox' || field.type === 'radio') return field.checked;
    return field.multiple ? [...field.selectedOptions].map(option => option.value) : field.value;
  };
  const keep = form => {
    if (form.method !== 'post' || !pageOf(form) || !owner) return;
    const kept = read();
    const drafts = kept.owner === owner && !kept.returning ? kept.drafts ?? [] : [];
    const draft = {
      page: pageOf(form),
      action: form.getAttribute('action'),
      nth: sameForms(form).indexOf(form),
      fields: fieldsOf(form).map(field => [field.name, field.type === 'radio' || field.type === 'checkbox' ? field.value : null, valueOf(field)])
    };
    const others = drafts.filter(one => one.action !== draft.action || one.nth !== draft.nth || one.page !== draft.page);
    write({ owner, at: Date.now(), drafts: draft.fields.length ? [...others, draft] : others });
  };
  ['input', 'change'].forEach(name => document.addEventListener(name, event => {
    if (event.target.form) keep(event.target.form);
  }));
  document.addEventListener('submit', event => keep(event.target), true);

  // ---- giving back

  const formOf = draft => {
    const find = root => [...root.querySelectorAll('form')].filter(form => form.getAttribute('action') === draft.action && pageOf(form) === draft.page);
    const there = find(document)[Math.max(0, draft.nth)];
    if (there) return there;
    const dialog = [...document.querySelectorAll('dialog[data-from]')]
      .find(one => find(document.getElementById(one.dataset.from).content).length);
    if (!dialog) return null;
    document.dispatchEvent(new CustomEvent('portal:open', { detail: dialog }));
    return find(dialog)[0];
  };
  const put = (field, value) => {
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = value;
    else if (field.multiple) [...field.options].forEach(option => { option.selected = value.includes(option.value); });
    else field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const giveBack = draft => {
    const form = formOf(draft);
    if (!form) return false;
    const used = new Set();
    draft.fields.forEach(([name, choice, value]) => {
      const free = () => fieldsOf(form).find(field => field.name === name && !used.has(field) && (choice === null || field.value === choice));
      // One of several that were added to the form.
      if (!free() && choice === null) form.querySelector('[data-add="' + CSS.escape(name) + '"]')?.click();
      const field = free();
      if (field) { used.add(field); put(field, value); }
    });
    for (let around = form; around; around = around.parentElement) if (around.tagName === 'DETAILS') around.open = true;
    const note = document.getElementById('draft-note').content.firstElementChild.cloneNode(true);
    form.prepend(note);
    note.focus();
    return true;
  };

  const kept = read();
  const fresh = Date.now() - (kept.at ?? 0) < LONGEST_MS;
  if (!kept.drafts?.length || !fresh) {
    clear();
  } else if (document.querySelector('[data-keep-drafts]')) {
    write({ ...kept, returning: true });
  } else if (kept.returning && kept.owner === owner) {
    // A page that comes between, such as a question after signing in, has none of the forms: it waits for its page.
    if (kept.drafts.map(giveBack).some(Boolean)) clear();
  } else if (owner || !kept.returning) {
    clear();
  }
})();
