// Light or dark as the person chose, else as the system has it; runs before the first paint.
(() => {
  const root = document.documentElement;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => { root.dataset.bsTheme = dark.matches ? 'dark' : 'light'; };
  root.classList.add('js');
  if (root.dataset.theme !== 'light' && root.dataset.theme !== 'dark') {
    apply();
    dark.addEventListener('change', apply);
  }
})();
