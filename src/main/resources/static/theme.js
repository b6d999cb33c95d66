// Tells the portal the browser's time zone, in which it writes moments. Light or dark as the person chose, else as the system has it; runs before the first paint.
(() => {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const zone = 'portal_zone=' + timeZone;
  if (timeZone && !document.cookie.split('; ').includes(zone)) {
    document.cookie = zone + '; path=/; max-age=31536000; samesite=lax' + (location.protocol === 'https:' ? '; secure' : '');
  }
  const root = document.documentElement;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => { root.dataset.bsTheme = dark.matches ? 'dark' : 'light'; };
  root.classList.add('js');
  if (root.dataset.theme !== 'light' && root.dataset.theme !== 'dark') {
    apply();
    dark.addEventListener('change', apply);
  }
})();
