// Light or dark as the person's system has it; runs before the first paint.
(() => {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => { document.documentElement.dataset.bsTheme = dark.matches ? 'dark' : 'light'; };
  document.documentElement.classList.add('js');
  apply();
  dark.addEventListener('change', apply);
})();
