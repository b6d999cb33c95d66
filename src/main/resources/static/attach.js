// Files of a form that is still being filled in:
// <div data-attach="/where" data-kept="field" data-remove="Remove" data-failed="…"> in a form, with <input type="file" multiple>,
// a .drop around it and <ul data-part="files">. Each file is sent at once and kept; its id stands in a hidden field of that name.
// Without scripts the files go with the form.
(() => {
  'use strict';

  const icon = () => {
    const space = document.createElement('span');
    space.setAttribute('aria-hidden', 'true');
    return space;
  };
  const keepOne = (group, file) => {
    const form = group.closest('form');
    const item = document.createElement('li');
    const words = document.createElement('span');
    const name = document.createElement('bdi');
    const bar = document.createElement('progress');
    const remove = document.createElement('button');
    name.textContent = file.name;
    words.append(name);
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute('aria-label', file.name);
    remove.type = 'button';
    remove.className = 'btn btn-sm btn-quiet';
    remove.textContent = group.dataset.remove;
    remove.setAttribute('aria-label', group.dataset.remove + ': ' + file.name);
    item.append(icon(), words, remove, bar);
    group.querySelector('[data-part=files]').append(item);
    const body = new FormData();
    ['_csrf', '_organisation'].forEach(field => {
      const hidden = form.elements[field];
      if (hidden) body.append(field, hidden.value);
    });
    body.append('file', file, file.name);
    const call = new XMLHttpRequest();
    call.open('POST', group.dataset.attach);
    call.setRequestHeader('Accept', 'application/json');
    call.responseType = 'json';
    call.upload.addEventListener('progress', event => {
      if (event.lengthComputable) bar.value = event.loaded / event.total * 100;
    });
    remove.addEventListener('click', () => { call.abort(); item.remove(); });
    call.addEventListener('loadend', () => {
      bar.remove();
      if (call.status === 200) {
        const kept = document.createElement('input');
        kept.type = 'hidden';
        kept.name = group.dataset.kept;
        kept.value = call.response.id;
        words.append(' ' + call.response.size);
        item.append(kept);
      } else {
        item.classList.add('is-failed');
        words.append(': ' + (call.response?.message ?? group.dataset.failed));
      }
    });
    call.send(body);
  };

  document.querySelectorAll('[data-attach]').forEach(group => {
    const input = group.querySelector('input[type=file]');
    const drop = group.querySelector('.drop');
    const keepAll = files => [...files].forEach(file => keepOne(group, file));
    input.addEventListener('change', () => {
      keepAll(input.files);
      input.value = '';
    });
    group.addEventListener('dragover', event => { event.preventDefault(); drop.classList.add('is-over'); });
    group.addEventListener('dragleave', () => drop.classList.remove('is-over'));
    group.addEventListener('drop', event => {
      event.preventDefault();
      drop.classList.remove('is-over');
      keepAll(event.dataTransfer.files);
    });
    group.addEventListener('click', event => {
      const button = event.target.closest('[data-drop-file]');
      if (!button) return;
      event.preventDefault();
      button.closest('li').remove();
    });
  });

  // A form whose files are still on their way waits for them.
  document.addEventListener('submit', event => {
    const form = event.target;
    if (!form.querySelector('[data-attach] progress')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const pressed = event.submitter;
    const wait = setInterval(() => {
      if (form.querySelector('[data-attach] progress')) return;
      clearInterval(wait);
      form.requestSubmit(pressed);
    }, 100);
  }, true);
})();
