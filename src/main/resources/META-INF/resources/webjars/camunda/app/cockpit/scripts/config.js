// Parts Portal's Cockpit; wins over the file of the web jar.
export default {
  app: { name: 'Processes', vendor: 'Parts Portal' },
  locales: { availableLocales: ['en', 'de'], fallbackLocale: 'en' },
  disableWelcomeMessage: true,
  previewHtml: false
};
