// Draws <figure data-diagram="address"> from {xml, active, passed, failed}: the process, where it stands and what it has passed.
// The text twin in the figure's caption says the same; without scripts it stands alone.
(() => {
  'use strict';

  const failed = (figure, status) => document.dispatchEvent(new CustomEvent('portal:failed', { detail: {
    place: figure.querySelector('figcaption'), status, again: () => attempt(figure)
  } }));

  const draw = async figure => {
    const canvasElement = figure.querySelector('.diagram-canvas');
    const answer = await fetch(figure.dataset.diagram, { headers: { Accept: 'application/json' } });
    if (!answer.ok) {
      if (answer.status !== 404) failed(figure, answer.status);
      return;
    }
    const { xml, active, passed, failed } = await answer.json();
    canvasElement.hidden = false;
    figure.querySelectorAll('[data-part]').forEach(part => { part.hidden = false; });
    const viewer = new BpmnJS({ container: canvasElement });
    await viewer.importXML(xml);
    const canvas = viewer.get('canvas');
    const elements = viewer.get('elementRegistry');
    const overlays = viewer.get('overlays');
    // The page scrolls on; the diagram grows and shrinks by its buttons.
    viewer.get('zoomScroll').toggle(false);

    const mark = (ids, name) => ids.filter(id => elements.get(id)).forEach(id => canvas.addMarker(id, name));
    mark(passed, 'is-passed');
    mark(active, 'is-active');
    mark(failed, 'is-failed');
    const reached = new Set([...passed, ...active, ...failed]);
    // Whoever is inside of a sub-process has reached the sub-process.
    [...reached].forEach(id => { for (let e = elements.get(id); e; e = e.host ?? e.parent) reached.add(e.id); });
    elements.filter(e => e.waypoints && e.type === 'bpmn:SequenceFlow')
      .filter(e => passed.includes(e.source.id) && reached.has(e.target.id))
      .forEach(e => canvas.addMarker(e, 'is-passed'));
    const token = (id, failing) => {
      const element = elements.get(id);
      if (!element || element.type === 'bpmn:SubProcess' || element.type === 'bpmn:Process') return;
      const dot = document.createElement('div');
      dot.className = failing ? 'token is-failed' : 'token';
      overlays.add(id, { position: { top: -12, left: -12 }, html: dot });
    };
    active.filter(id => !failed.includes(id)).forEach(id => token(id, false));
    failed.forEach(id => token(id, true));

    const fit = () => {
      canvas.resized();
      const { inner, outer } = canvas.viewbox();
      const scale = Math.max((inner.width + 48) / outer.width, (inner.height + 48) / outer.height);
      const [width, height] = [outer.width * scale, outer.height * scale];
      canvas.viewbox({ x: inner.x + (inner.width - width) / 2, y: inner.y + (inner.height - height) / 2, width, height });
      // Too small to be read (a phone): begin at the token instead.
      if (canvas.zoom() < 0.45) {
        canvas.zoom(0.6);
        const here = elements.get([...failed, ...active].find(id => elements.get(id) && elements.get(id).type !== 'bpmn:SubProcess'));
        if (here) canvas.scrollToElement(here, 80);
      }
    };
    fit();
    figure.addEventListener('click', event => {
      const button = event.target.closest('[data-zoom]');
      if (!button) return;
      if (button.dataset.zoom === 'fit') fit(); else viewer.get('zoomScroll').stepZoom(Number(button.dataset.zoom));
    });
  };

  const attempt = figure => draw(figure).catch(() => {
    figure.querySelector('.diagram-canvas').hidden = true;
    failed(figure, 0);
  });
  // Behind a fold it is drawn when that is opened first.
  document.querySelectorAll('[data-diagram]').forEach(figure => {
    const fold = figure.closest('details');
    if (!fold || fold.open) attempt(figure);
    else fold.addEventListener('toggle', () => attempt(figure), { once: true });
  });
})();
