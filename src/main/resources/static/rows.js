// <table data-rows>: each row is one stop of the Tab key, its name at first. Left and right move within the row, up and down
// to the same place of another row. Without scripts every link and button is a stop of its own.
(() => {
  'use strict';

  const rowsOf = table => [...table.querySelectorAll('tbody tr')];
  const itemsOf = row => [...row.querySelectorAll('input, a[href], button, summary')]
    .filter(item => !item.closest('.menu-panel') && item.checkVisibility());
  const stopAt = (row, stop) => itemsOf(row).forEach(item => { item.tabIndex = item === stop ? 0 : -1; });
  const begin = () => document.querySelectorAll('table[data-rows]').forEach(table =>
    rowsOf(table).forEach(row => {
      const items = itemsOf(row);
      stopAt(row, items.find(item => item === document.activeElement) ?? items.find(item => item.matches('.name')) ?? items[0]);
    }));

  // What a place is called, so that up and down stay in a column though not every row has an act.
  const kindOf = item => (item.matches('input') ? 'check' : item.matches('.name') ? 'name' : item.matches('summary') ? 'more' : 'act');
  const go = item => {
    stopAt(item.closest('tr'), item);
    item.focus();
  };

  document.addEventListener('focusin', event => {
    const row = event.target.closest('table[data-rows] tbody tr');
    if (row && !event.target.closest('.menu-panel')) stopAt(row, event.target);
  });
  document.addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const row = event.target.closest('table[data-rows] tbody tr');
    if (!row || event.target.closest('.menu-panel')) return;
    const items = itemsOf(row);
    const place = items.indexOf(event.target);
    if (place < 0) return;
    const rows = rowsOf(row.closest('table'));
    const beside = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const away = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (beside) {
      event.preventDefault();
      if (items[place + beside]) go(items[place + beside]);
    } else if (away) {
      event.preventDefault();
      const other = rows[rows.indexOf(row) + away];
      if (!other) return;
      const there = itemsOf(other);
      const same = there.find(item => kindOf(item) === kindOf(event.target));
      go(same ?? there[there.length - 1]);
    }
  });
  document.addEventListener('htmx:afterSwap', begin);
  // Other widths show other buttons.
  window.addEventListener('resize', begin);
  begin();
})();
