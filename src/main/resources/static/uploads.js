// Files are sent with their progress, and may be dropped anywhere on their form. Without scripts each is one plain form.
//
// <form data-uploads data-show="Show the result"> with <input type="file" multiple> and <ul data-part="files">: each file is
// sent on its own; the list says what became of it. With data-reload the page is read anew once all are stored. A file of
// more than data-most bytes is not sent.
//
// <form data-upload> with <input type="file">, <p data-part="problem"> and <progress>: one file, which leads to another page.
(() => {
  'use strict';

  const MOST_AT_ONCE = 3;

  // Whoever leaves now is asked: what is under way would be lost.
  let underWay = 0;
  window.addEventListener('beforeunload', event => { if (underWay) event.preventDefault(); });

  const post = (form, body, progress) => new Promise(resolve => {
    const call = new XMLHttpRequest();
    call.open('POST', form.action);
    call.setRequestHeader('Accept', 'application/json');
    call.responseType = 'json';
    call.upload.addEventListener('progress', event => {
      if (event.lengthComputable) progress(event.loaded / event.total * 100);
    });
    call.addEventListener('loadend', () => {
      underWay--;
      // The session has ended: signing in leads back to this page.
      if (call.status === 401) location.reload();
      resolve(call);
    });
    underWay++;
    call.send(body);
  });

  const droppable = (form, take) => {
    const place = form.querySelector('.drop');
    form.addEventListener('dragover', event => {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      place.classList.add('is-over');
    });
    form.addEventListener('dragleave', () => place.classList.remove('is-over'));
    form.addEventListener('drop', event => {
      place.classList.remove('is-over');
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      take(event.dataTransfer.files);
    });
  };

  // ---- many files

  const lineOf = (list, file) => {
    const item = document.createElement('li');
    const words = document.createElement('span');
    words.dir = 'auto';
    words.textContent = file.name;
    const bar = document.createElement('progress');
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute('aria-label', file.name);
    item.append(words, ' ', bar);
    list.append(item);
    return { item, words, bar };
  };

  const isTooLarge = (form, file) => file && file.size > Number(form.dataset.most ?? Infinity);

  const send = async (form, input, file, line) => {
    if (isTooLarge(form, file)) {
      line.words.textContent = file.name + ': ' + form.dataset.large;
      line.item.classList.add('field-error');
      line.bar.remove();
      return false;
    }
    const body = new FormData(form);
    body.delete(input.name);
    body.append(input.name, file, file.name);
    const call = await post(form, body, percent => { line.bar.value = percent; });
    const stored = call.status === 200;
    line.words.textContent = call.response?.message ?? file.name + ': ' + form.dataset.failed;
    line.item.classList.toggle('field-error', !stored);
    line.bar.remove();
    // The server or the way to it failed, not the file.
    if (!stored && !call.response?.message) {
      const again = document.createElement('button');
      again.type = 'button';
      again.className = 'btn btn-sm btn-quiet';
      again.textContent = form.dataset.again;
      again.addEventListener('click', () => { line.item.remove(); sendAll(form, [file]); });
      line.item.append(' ', again);
    }
    return stored;
  };

  const sendAll = async (form, files) => {
    const input = form.querySelector('input[type=file]');
    const list = form.querySelector('[data-part=files]');
    const waiting = files.map(file => [file, lineOf(list, file)]);
    const results = [];
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) results.push(await send(form, input, ...next));
    };
    await Promise.all(Array.from({ length: MOST_AT_ONCE }, work));
    input.value = '';
    if (!results.every(Boolean)) input.focus();
    if (!results.some(Boolean)) return;
    if (results.every(Boolean) && 'reload' in form.dataset) {
      location.assign(location.pathname);
      return;
    }
    list.querySelector('[data-part=show]')?.remove();
    const link = document.createElement('a');
    link.href = location.pathname;
    link.textContent = form.dataset.show;
    const item = document.createElement('li');
    item.dataset.part = 'show';
    item.append(link);
    list.append(item);
  };

  document.querySelectorAll('form[data-uploads]').forEach(form => {
    const input = form.querySelector('input[type=file]');
    form.addEventListener('submit', event => {
      if (!input.files.length) return;
      event.preventDefault();
      sendAll(form, [...input.files]);
    });
    droppable(form, files => sendAll(form, [...files]));
  });

  // ---- one file, which leads to another page

  document.querySelectorAll('form[data-upload]').forEach(form => {
    const input = form.querySelector('input[type=file]');
    const chosen = form.querySelector('[data-part=chosen]');
    const bar = form.querySelector('progress');
    const problem = form.querySelector('[data-part=problem]');
    const button = form.querySelector('button[type=submit]');
    const name = () => { chosen.textContent = input.files[0]?.name ?? ''; };
    input.addEventListener('change', name);
    name();
    form.addEventListener('submit', async event => {
      if (!input.files.length) return;
      event.preventDefault();
      const refuse = words => {
        problem.querySelector('[data-part=words]').textContent = words;
        problem.hidden = false;
        input.setAttribute('aria-invalid', 'true');
        input.focus();
      };
      if (isTooLarge(form, input.files[0])) {
        refuse(form.dataset.large);
        return;
      }
      problem.hidden = true;
      input.removeAttribute('aria-invalid');
      bar.hidden = false;
      bar.value = 0;
      button.disabled = true;
      // All of it is sent: it is being read, which has no measure.
      const call = await post(form, new FormData(form), percent => {
        if (percent < 100) bar.value = percent;
        else bar.removeAttribute('value');
      });
      if (call.response?.page) {
        location.assign(call.response.page);
        return;
      }
      bar.hidden = true;
      button.disabled = false;
      refuse(call.response?.message ?? form.dataset.failed);
    });
    droppable(form, files => {
      input.files = files;
      name();
      form.requestSubmit();
    });
  });
})();
