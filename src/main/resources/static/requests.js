// Requests under way and requests that failed are visible: fragments of a page, and forms that are being sent.
(() => {
  'use strict';

  const line = document.getElementById('busy');
  const underWay = new Set();
  const show = () => { line.hidden = underWay.size === 0; };

  // ---- fragments: a line on top, and what is to be replaced grows pale

  const failures = new WeakMap();
  const forget = source => {
    failures.get(source)?.remove();
    failures.delete(source);
  };

  document.addEventListener('htmx:beforeSend', event => {
    const { xhr, target, elt } = event.detail;
    if (elt.closest('[data-quiet]')) return;
    underWay.add(xhr);
    target?.setAttribute('aria-busy', 'true');
    show();
  });
  document.addEventListener('htmx:afterRequest', event => {
    const { xhr, target, elt, successful } = event.detail;
    underWay.delete(xhr);
    target?.removeAttribute('aria-busy');
    show();
    if (successful) forget(elt);
  });

  // ---- what failed says so beside its place, and offers another try

  const fail = (source, place, status, again) => {
    forget(source);
    const region = document.getElementById('request-failed').content.firstElementChild.cloneNode(true);
    const words = region.dataset;
    // Tried again, only what the server or the way to it did not manage may succeed.
    const outdated = status >= 400 && status < 500 && status !== 429;
    region.querySelector('[data-part=text]').textContent = outdated ? words.outdated : status ? words.failed : words.offline;
    const button = region.querySelector('[data-part=again]');
    if (outdated) button.textContent = words.reload;
    button.addEventListener('click', () => {
      if (outdated) { location.reload(); return; }
      forget(source);
      again();
    });
    failures.set(source, region);
    place.before(region);
  };
  const failed = event => {
    const { elt, target, xhr, requestConfig } = event.detail;
    const place = target?.isConnected && target !== document.body ? target : document.querySelector('main').firstElementChild;
    fail(elt, place, event.type === 'htmx:responseError' ? xhr.status : 0,
      () => window.htmx.ajax(requestConfig.verb, requestConfig.path, { source: elt, target }));
  };
  ['htmx:responseError', 'htmx:sendError', 'htmx:timeout'].forEach(name => document.addEventListener(name, failed));

  // A check beside a field does not take the form away while somebody types: what is sent says which vendor it is for.
  document.addEventListener('htmx:beforeOnLoad', event => {
    const { xhr, elt } = event.detail;
    if (xhr.status === 409 && elt.closest('form[method=post]')) event.preventDefault();
  });

  // The same for what another script of ours fetches: detail is { place, status, again }.
  document.addEventListener('portal:failed', event => {
    const { place, status, again } = event.detail;
    // The session has ended: signing in leads back to this page.
    if (status === 401) location.reload();
    else fail(place, place, status, again);
  });

  // ---- a form is sent once: meanwhile its buttons rest

  const labels = new Map();
  const buttonsOf = form => [...form.elements].filter(element => element.type === 'submit' && !element.disabled);
  const rest = (form, pressed) => {
    const buttons = buttonsOf(form);
    buttons.forEach(button => { button.disabled = true; });
    if (pressed?.matches('.btn:not(.btn-icon)')) {
      labels.set(pressed, [...pressed.childNodes]);
      pressed.style.minWidth = pressed.offsetWidth + 'px';
      pressed.replaceChildren(line.dataset.sending);
    }
    pressed?.classList.add('is-busy');
    pressed?.setAttribute('aria-busy', 'true');
    underWay.add(form);
    show();
    return buttons;
  };
  const wake = form => {
    delete form.dataset.sent;
    underWay.delete(form);
    show();
    [...form.elements].filter(element => element.dataset.rests).forEach(button => {
      delete button.dataset.rests;
      button.disabled = false;
      if (labels.has(button)) button.replaceChildren(...labels.get(button));
      labels.delete(button);
      button.style.minWidth = '';
      button.classList.remove('is-busy');
      button.removeAttribute('aria-busy');
    });
  };
  document.addEventListener('submit', event => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== 'post') return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = 'yes';
    // Not before the browser has taken the pressed button's value.
    setTimeout(() => rest(form, event.submitter).forEach(button => { button.dataset.rests = 'yes'; }));
    setTimeout(() => wake(form), 8000);
  });

  // A page that Back reads anew has the form that was sent, not another one: sent again, it makes nothing new.
  const keyOf = form => form.querySelector('input[name=_key]');
  document.addEventListener('submit', event => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== 'post' || !keyOf(form)) return;
    const sent = { ...history.state?.sent, [form.getAttribute('action')]: keyOf(form).value };
    history.replaceState({ ...history.state, sent }, '');
  });
  const sent = performance.getEntriesByType('navigation')[0]?.type === 'back_forward' ? history.state?.sent : null;
  if (sent) {
    [document, ...[...document.querySelectorAll('template')].map(template => template.content)]
      .flatMap(root => [...root.querySelectorAll('form')])
      .filter(form => keyOf(form) && sent[form.getAttribute('action')])
      .forEach(form => { keyOf(form).value = sent[form.getAttribute('action')]; });
  }

  window.addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(wake));
})();
