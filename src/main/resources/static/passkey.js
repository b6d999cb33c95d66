// Passkeys: asks the device, and sends its answer with the form that asked.
// <form data-passkey="create" data-options="{…}"> or <form data-passkey="get" data-options-from="address">, with an input `credential`.
(() => {
  'use strict';

  const bytes = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));
  const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  const described = list => (list ?? []).map(one => ({ ...one, id: bytes(one.id) }));

  const options = async form => {
    if (form.dataset.options) return JSON.parse(form.dataset.options);
    const answer = await fetch(form.dataset.optionsFrom, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  };

  const create = async asked => {
    const made = await navigator.credentials.create({ publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      user: { ...asked.user, id: bytes(asked.user.id) },
      excludeCredentials: described(asked.excludeCredentials)
    } });
    return [made, {
      attestationObject: text(made.response.attestationObject),
      clientDataJSON: text(made.response.clientDataJSON),
      transports: made.response.getTransports?.() ?? []
    }];
  };

  const get = async asked => {
    const given = await navigator.credentials.get({ publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      allowCredentials: described(asked.allowCredentials)
    } });
    return [given, {
      authenticatorData: text(given.response.authenticatorData),
      clientDataJSON: text(given.response.clientDataJSON),
      signature: text(given.response.signature),
      userHandle: given.response.userHandle ? text(given.response.userHandle) : null
    }];
  };

  document.querySelectorAll('[data-passkey]').forEach(form => {
    const part = name => form.querySelector('[data-part=' + name + ']');
    const say = (name, shown) => { const line = part(name); if (line) line.hidden = !shown; };
    if (!window.PublicKeyCredential) {
      say('impossible', true);
      return;
    }
    form.hidden = false;
    form.addEventListener('submit', async event => {
      event.preventDefault();
      say('problem', false);
      try {
        const asked = await options(form);
        const [key, response] = await (form.dataset.passkey === 'create' ? create(asked) : get(asked));
        form.elements.credential.value = JSON.stringify({
          id: key.id,
          rawId: text(key.rawId),
          type: key.type,
          authenticatorAttachment: key.authenticatorAttachment,
          clientExtensionResults: {},
          response
        });
        form.submit();
      } catch {
        say('problem', true);
      }
    });
  });
})();
