// Parts Portal's Cockpit; wins over the file of the web jar. StaffAppLanguages adds the other languages.
export default {
  app: { name: 'Processes', vendor: 'Parts Portal' },
  locales: { availableLocales: ['en'], fallbackLocale: 'en' },
  disableWelcomeMessage: true,
  previewHtml: false
};
