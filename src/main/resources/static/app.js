// What every page needs of scripts. Each page works without them.
(() => {
  'use strict';

  // The focus goes to what a person must read first.
  const focusFirst = root => root.querySelector('[data-focus]')?.focus();

  // <form data-confirm="question" data-confirm-more="what it means">, or a button with a question of its own: a dialog asks
  // first, its button repeats the verb, and the rows that are selected for the form are counted (%n) and named, up to three.
  document.addEventListener('submit', event => {
    const form = event.target;
    const button = event.submitter ?? form.querySelector('button');
    const source = button?.dataset.confirm ? button : form;
    if (!source.dataset.confirm || form.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const dialog = document.getElementById('confirm-dialog').content.firstElementChild.cloneNode(true);
    const part = name => dialog.querySelector('[data-part=' + name + ']');
    const chosen = form.id ? [...document.querySelectorAll('tr:has(input[form="' + form.id + '"]:checked) .name')] : [];
    const everything = form.querySelector('[data-bulk-everything]:not(:disabled)');
    const number = everything ? Number(form.dataset.matching) : chosen.length;
    const question = number === 1 ? source.dataset.confirmOne ?? source.dataset.confirm : source.dataset.confirm;
    part('title').textContent = question.replace('%n', number);
    part('text').textContent = source.dataset.confirmMore ?? form.dataset.confirmMore ?? '';
    if (!everything && chosen.length > 0 && chosen.length <= 3) {
      part('names').hidden = false;
      part('names').textContent = chosen.map(name => name.textContent).join(' · ');
    }
    part('yes').textContent = button.textContent.trim();
    if (!button.matches('.is-danger, .btn-warn, .btn-danger')) part('yes').className = 'btn btn-primary';
    part('yes').addEventListener('click', () => {
      form.dataset.confirmed = 'yes';
      dialog.close();
      // The list may have been filtered anew while the question was open.
      if (!form.isConnected) { form.hidden = true; document.body.append(form); }
      if (!button.isConnected) { button.hidden = true; form.append(button); }
      form.requestSubmit(button);
      delete form.dataset.confirmed;
    });
    part('no').addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => { dialog.remove(); (button.closest('details')?.querySelector('summary') ?? button).focus(); });
    document.body.append(dialog);
    dialog.showModal();
  }, true);

  // <form data-check="name"> in a dialog: the server looks at it first, so that what is wrong is said in the dialog.
  document.addEventListener('submit', event => {
    const form = event.target;
    const button = event.submitter;
    if (event.defaultPrevented || !form.dataset.check || form.dataset.checked || !form.closest('dialog') || button?.name === 'preview') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const send = () => {
      form.dataset.checked = 'yes';
      form.requestSubmit(button);
      delete form.dataset.checked;
    };
    const typed = new FormData(form, button);
    typed.set(form.dataset.check, 'true');
    fetch(form.action, { method: 'POST', body: new URLSearchParams(typed), headers: { Accept: 'text/html' } }).then(async answer => {
      if (answer.status !== 422 && answer.status !== 409) { send(); return; }
      const wrong = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('form[data-check]');
      if (!wrong) { send(); return; }
      wrong.dataset.typed = 'yes';
      form.replaceWith(wrong);
      window.htmx?.process(wrong);
      inPageOrder(wrong);
      focusFirst(wrong);
    }).catch(send);
  }, true);

  // Menus are <details>: Escape and a click outside close them.
  const openMenus = () => [...document.querySelectorAll('details.menu[open]')];
  document.addEventListener('click', event => {
    openMenus().filter(menu => !menu.contains(event.target)).forEach(menu => { menu.open = false; });
  });
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    const menu = event.target.closest?.('details.menu[open]') ?? openMenus()[0];
    if (!menu) return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });

  // <button data-dialog="id">: fills the dialog from its template and opens it instead of the page behind the button.
  // The fields behind lose their labels meanwhile, so that a name leads to one field only.
  const unfinished = new Map();
  const isTyped = dialog => dialog.querySelector('form[data-typed]') || [...dialog.querySelectorAll('input, textarea, select')].some(field =>
    field.type === 'hidden' ? false
      : field.tagName === 'SELECT' ? [...field.options].some(option => option.selected !== option.defaultSelected && option.defaultSelected)
        : field.type === 'checkbox' || field.type === 'radio' ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);
  const openDialog = dialog => {
    // What was typed before Escape is still there.
    const kept = unfinished.get(dialog);
    unfinished.delete(dialog);
    dialog.replaceChildren(...kept ?? [document.getElementById(dialog.dataset.from).content.cloneNode(true)]);
    const labels = [...document.querySelectorAll('[data-filter] label')].map(label => [label, label.htmlFor]);
    labels.forEach(([label]) => label.removeAttribute('for'));
    dialog.addEventListener('close', () => {
      labels.forEach(([label, id]) => { label.htmlFor = id; });
      if (isTyped(dialog)) unfinished.set(dialog, [...dialog.childNodes]);
      dialog.replaceChildren();
    }, { once: true });
    window.htmx?.process(dialog);
    dialog.showModal();
  };
  document.addEventListener('portal:open', event => openDialog(event.detail));
  document.addEventListener('click', event => {
    const opener = event.target.closest('[data-dialog]');
    if (opener && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      openDialog(document.getElementById(opener.dataset.dialog));
    }
    const closer = event.target.closest('dialog [data-close]');
    if (closer) { event.preventDefault(); closer.closest('dialog').close(); }
  });

  // <div data-repeat="name" data-label="Quantity" data-most="10"> with a field, and <button data-add="name">: one more field.
  // Without scripts the button sends the form and gets it back with one more.
  const addButtons = document.querySelectorAll('[data-add]');
  addButtons.forEach(button => { button.type = 'button'; });
  document.addEventListener('click', event => {
    const button = event.target.closest('[data-add]');
    if (!button) return;
    const group = document.querySelector('[data-repeat="' + CSS.escape(button.dataset.add) + '"]');
    const field = group.lastElementChild.cloneNode(true);
    const nth = group.children.length + 1;
    const input = field.querySelector('input');
    const label = field.querySelector('label');
    input.id = label.htmlFor = button.dataset.add + '-' + nth;
    label.textContent = group.dataset.label + ' ' + nth;
    input.value = '';
    input.required = false;
    input.classList.remove('is-invalid');
    ['aria-invalid', 'aria-describedby'].forEach(name => input.removeAttribute(name));
    field.querySelectorAll('.field-error').forEach(error => error.remove());
    group.append(field);
    button.hidden = nth >= Number(group.dataset.most);
    input.focus();
  });

  // <button data-put="1500" data-into="id">: the answer to a question about what was typed.
  document.addEventListener('click', event => {
    const button = event.target.closest('[data-put]');
    if (!button) return;
    const input = document.getElementById(button.dataset.into);
    input.value = button.dataset.put;
    input.classList.remove('is-invalid');
    ['aria-invalid', 'aria-describedby'].forEach(name => input.removeAttribute(name));
    button.closest('.field-error').remove();
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.focus();
  });

  // A mistake that is being mended is none any more: its words leave the field and the list above the form, which is in the
  // order of the page.
  const inPageOrder = root => root.querySelectorAll('.error-summary ul').forEach(list => {
    const place = item => { const link = item.querySelector('a'); return link && document.getElementById(decodeURIComponent(link.hash.slice(1))); };
    [...list.children].sort((a, b) => {
      const [one, other] = [place(a), place(b)];
      return one && other && one !== other ? (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1) : 0;
    }).forEach(item => list.append(item));
  });
  inPageOrder(document);
  document.addEventListener('input', event => {
    const field = event.target;
    if (field.getAttribute('aria-invalid') !== 'true' && !field.classList.contains('is-invalid')) return;
    field.classList.remove('is-invalid');
    field.removeAttribute('aria-invalid');
    document.getElementById(field.id + '-error')?.remove();
    const hints = (field.getAttribute('aria-describedby') ?? '').split(' ').filter(id => id && id !== field.id + '-error');
    if (hints.length) field.setAttribute('aria-describedby', hints.join(' ')); else field.removeAttribute('aria-describedby');
    const summary = field.form?.querySelector('.error-summary');
    summary?.querySelectorAll('a').forEach(link => { if (link.hash === '#' + field.id) link.closest('li').remove(); });
    if (summary && !summary.querySelector('li')) summary.remove();
  });

  // <div data-toast="Close">: what was done, out of the page's way until it is closed; without scripts it stays above the page.
  document.querySelectorAll('[data-toast]').forEach(note => {
    const toasts = document.createElement('div');
    toasts.className = 'toasts';
    toasts.setAttribute('role', 'status');
    document.querySelector('main').append(toasts);
    const close = document.getElementById('toast-close').content.firstElementChild.cloneNode(true);
    close.setAttribute('aria-label', note.dataset.toast);
    close.addEventListener('click', () => toasts.remove());
    note.className = 'toast-note';
    note.removeAttribute('role');
    note.append(close);
    toasts.append(note);
  });

  // <button data-print>: the page on paper.
  document.addEventListener('click', event => {
    if (event.target.closest('[data-print]')) window.print();
  });

  // <button data-copy="id" data-done="Copied">: the text of that element.
  document.addEventListener('click', event => {
    const button = event.target.closest('[data-copy]');
    if (!button) return;
    navigator.clipboard?.writeText(document.getElementById(button.dataset.copy).textContent).then(() => {
      button.setAttribute('aria-label', button.dataset.done);
      button.classList.add('is-done');
    });
  });

  // A link to a place within a fold opens it.
  const openFold = () => {
    const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let around = place; around; around = around.parentElement) if (around.tagName === 'DETAILS') around.open = true;
  };
  window.addEventListener('hashchange', openFold);
  openFold();

  // <button data-reveal="id" data-show="…" data-hide="…">: shows and hides a password.
  document.addEventListener('click', event => {
    const button = event.target.closest('[data-reveal]');
    if (!button) return;
    const input = document.getElementById(button.dataset.reveal);
    const show = input.type === 'password';
    input.type = show ? 'text' : 'password';
    button.textContent = show ? button.dataset.hide : button.dataset.show;
    button.setAttribute('aria-pressed', String(show));
  });

  // <input data-strength="id">: says in words how strong a new password is; the portal decides by its own rules when it is sent.
  document.querySelectorAll('[data-strength]').forEach(input => {
    const output = document.getElementById(input.dataset.strength);
    const words = output.dataset.words.split('|');
    const grade = text => {
      const length = [...text].length;
      if (length < Number(output.dataset.shortest)) return 0;
      const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /\s/, /[^\p{L}\d\s]/u].filter(kind => kind.test(text)).length;
      const different = new Set(text.toLowerCase()).size;
      if (different < 6) return 1;
      const points = (length >= 16) + (length >= 22) + (kinds >= 2) + (kinds >= 3) + (different >= 12);
      return Math.min(4, 1 + Math.ceil(points * 0.7));
    };
    const say = () => {
      const step = grade(input.value);
      output.textContent = input.value ? words[step] : '';
      output.dataset.step = input.value ? step : '';
    };
    input.addEventListener('input', say);
    say();
  });

  // A selection of rows: the box above selects the page, the bar's number is announced, and a list that is filtered anew
  // keeps what is selected and still there.
  const boxes = () => [...document.querySelectorAll('input[form=bulk]')];
  const countSelection = () => {
    const all = document.querySelector('[data-bulk-all]');
    if (!all) return;
    const chosen = boxes().filter(box => box.checked).length;
    all.checked = chosen > 0 && chosen === boxes().length;
    all.indeterminate = chosen > 0 && chosen < boxes().length;
    const status = document.querySelector('[data-bulk-status]');
    const words = chosen ? status.dataset.words.replace('%n', chosen) : '';
    if (status.textContent !== words) status.textContent = words;
  };
  document.addEventListener('change', event => {
    if (event.target.matches('[data-bulk-all]')) boxes().forEach(box => { box.checked = event.target.checked; });
    // A row less is no longer everything.
    const everything = document.querySelector('[data-bulk-everything]');
    if (everything && !everything.disabled && event.target.matches('[data-bulk-all], input[form=bulk]')) {
      everything.disabled = true;
      const words = document.querySelector('.bulk-all');
      words.textContent = words.dataset.selected;
      words.className = 'bulk-count';
    }
    countSelection();
  });
  document.addEventListener('click', event => {
    if (!event.target.closest('[data-bulk-clear]')) return;
    event.preventDefault();
    boxes().forEach(box => { box.checked = false; });
    countSelection();
    document.querySelector('[data-bulk-all]')?.focus();
  });
  let selected = new Set();
  let focused = null;
  document.addEventListener('htmx:beforeSwap', event => {
    focused = document.activeElement?.id;
    if (event.detail.target.id === 'results') selected = new Set(boxes().filter(box => box.checked).map(box => box.value));
  });
  document.addEventListener('htmx:afterSwap', () => {
    boxes().filter(box => selected.has(box.value)).forEach(box => { box.checked = true; });
    selected = new Set();
    countSelection();
    // The bar of the selection was not shown when the library looked for what had the focus.
    if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus();
  });
  window.addEventListener('pageshow', countSelection);

  // What was typed is asked for while it is typed: leaving the field asks nothing anew, which would undo a selection.
  document.addEventListener('change', event => {
    if (event.target.matches('[data-filter] input[type=search], [data-no-filter]')) event.stopPropagation();
  }, true);

  // A filter's address carries only what is filled in.
  document.addEventListener('htmx:configRequest', event => {
    if (event.detail.elt.closest('[data-filter]')) {
      for (const [name, value] of [...event.detail.formData.entries()]) if (value === '') event.detail.formData.delete(name);
    }
  });

  // An answer that is shown once: loading the page anew must not send its form again.
  if (document.querySelector('[data-once]')) history.replaceState(null, '', location.href);

  focusFirst(document);

  // What was typed before the scripts were there counts too, unless a request for it is on its way already: a second answer
  // would replace rows that somebody has begun to use.
  let asked = '';
  document.addEventListener('htmx:beforeRequest', event => {
    if (event.detail.elt.closest('[data-filter]')) asked = document.getElementById('filter-q').value;
  });
  window.addEventListener('load', () => document.querySelectorAll('[data-filter]').forEach(form => {
    const search = form.querySelector('input[type=search]');
    if (search.value === search.defaultValue || search.value === asked) return;
    asked = search.value;
    window.htmx?.trigger(form, 'change');
  }));
})();
