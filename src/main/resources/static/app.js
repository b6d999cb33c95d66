// What every page needs of scripts. Each page works without them.
(() => {
  'use strict';

  // The focus goes to what a person must read first.
  const focusFirst = root => root.querySelector('[data-focus]')?.focus();

  // A form is sent once: a second click on its button does nothing while the first is under way.
  document.addEventListener('submit', event => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== 'post') return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = 'yes';
    setTimeout(() => delete form.dataset.sent, 8000);
  });
  window.addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent));

  // <form data-confirm="question" data-confirm-more="what it means">: asks in a dialog whose button carries the same word,
  // and names the rows that are selected for the form.
  document.addEventListener('submit', event => {
    const form = event.target;
    if (!form.dataset.confirm || form.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const template = document.getElementById('confirm-dialog');
    const button = event.submitter ?? form.querySelector('button');
    const dialog = template.content.firstElementChild.cloneNode(true);
    dialog.querySelector('[data-part=title]').textContent = form.dataset.confirm;
    dialog.querySelector('[data-part=text]').textContent = form.dataset.confirmMore ?? '';
    const chosen = [...document.querySelectorAll('tr:has(input[form="' + form.id + '"]:checked) .name')];
    if (form.id && chosen.length) {
      const names = document.createElement('p');
      names.dir = 'auto';
      names.textContent = chosen.map(name => name.textContent).join(' · ');
      dialog.querySelector('[data-part=title]').after(names);
    }
    const yes = dialog.querySelector('[data-part=yes]');
    yes.textContent = button.textContent.trim();
    yes.addEventListener('click', () => {
      form.dataset.confirmed = 'yes';
      dialog.close();
      // The list may have been filtered anew while the question stood there.
      if (!form.isConnected) { form.hidden = true; document.body.append(form); }
      form.requestSubmit(button);
    });
    dialog.querySelector('[data-part=no]').addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => { dialog.remove(); button.focus(); });
    document.body.append(dialog);
    dialog.showModal();
  }, true);

  // <button data-dialog="id">: fills the dialog from its template and opens it instead of the page behind the button.
  // The fields behind lose their labels meanwhile, so that a name leads to one field only.
  const openDialog = dialog => {
    dialog.replaceChildren(document.getElementById(dialog.dataset.from).content.cloneNode(true));
    const labels = [...document.querySelectorAll('[data-filter] label')].map(label => [label, label.htmlFor]);
    labels.forEach(([label]) => label.removeAttribute('for'));
    dialog.addEventListener('close', () => {
      labels.forEach(([label, id]) => { label.htmlFor = id; });
      dialog.replaceChildren();
    }, { once: true });
    window.htmx?.process(dialog);
    dialog.showModal();
  };
  document.addEventListener('click', event => {
    const opener = event.target.closest('[data-dialog]');
    if (opener && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      openDialog(document.getElementById(opener.dataset.dialog));
    }
    const closer = event.target.closest('dialog [data-close]');
    if (closer) { event.preventDefault(); closer.closest('dialog').close(); }
  });

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
      if (length < 12) return 0;
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

  // The bar of a selection shows itself as soon as something is selected, and says how many.
  const countSelection = () => {
    const bar = document.querySelector('[data-bulk]');
    if (!bar) return;
    const boxes = [...document.querySelectorAll('input[form="' + bar.id + '"]')];
    const chosen = boxes.filter(box => box.checked).length;
    bar.classList.toggle('is-open', chosen > 0);
    const count = bar.querySelector('[data-bulk-count]');
    count.dataset.word ??= count.textContent;
    count.textContent = count.dataset.word + ': ' + chosen;
    const all = document.querySelector('[data-bulk-all]');
    if (all) { all.checked = chosen > 0 && chosen === boxes.length; all.indeterminate = chosen > 0 && chosen < boxes.length; }
  };
  document.addEventListener('change', event => {
    if (event.target.matches('[data-bulk-all]')) {
      document.querySelectorAll('input[name=customer][form]').forEach(box => { box.checked = event.target.checked; });
    }
    countSelection();
  });
  document.addEventListener('htmx:afterSettle', countSelection);
  window.addEventListener('pageshow', countSelection);

  // What was typed is asked for while it is typed: leaving the field asks nothing anew, which would undo a selection.
  document.addEventListener('change', event => {
    if (event.target.matches('[data-filter] input[type=search]')) event.stopPropagation();
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

  // What was typed before the scripts were there counts too.
  window.addEventListener('load', () => document.querySelectorAll('[data-filter]').forEach(form => {
    if ([...form.querySelectorAll('input')].some(input => input.value !== input.defaultValue)) window.htmx?.trigger(form, 'change');
  }));
})();
