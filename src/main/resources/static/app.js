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

  // <form data-confirm="question" data-confirm-more="what it means">: asks in a dialog whose button carries the same word.
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
    const yes = dialog.querySelector('[data-part=yes]');
    yes.textContent = button.textContent.trim();
    yes.addEventListener('click', () => { form.dataset.confirmed = 'yes'; dialog.close(); form.requestSubmit(button); });
    dialog.querySelector('[data-part=no]').addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => { dialog.remove(); button.focus(); });
    document.body.append(dialog);
    dialog.showModal();
  }, true);

  // <a data-dialog="id">: opens the dialog of the page instead of the page behind the link.
  document.addEventListener('click', event => {
    const opener = event.target.closest('[data-dialog]');
    if (opener && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      document.getElementById(opener.dataset.dialog).showModal();
    }
    const closer = event.target.closest('[data-close]');
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

  // A filter's address carries only what is filled in.
  document.addEventListener('htmx:configRequest', event => {
    if (event.detail.elt.closest('[data-filter]')) {
      for (const [name, value] of [...event.detail.formData.entries()]) if (value === '') event.detail.formData.delete(name);
    }
  });

  document.querySelectorAll('[data-open]').forEach(dialog => dialog.showModal());
  focusFirst(document);
})();
