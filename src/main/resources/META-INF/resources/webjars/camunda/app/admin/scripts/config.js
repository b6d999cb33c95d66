// Parts Portal's Admin; wins over the file of the web jar. StaffAppLanguages adds the other languages.
export default {
  app: { name: 'Administration', vendor: 'Parts Portal' },
  locales: { availableLocales: ['en'], fallbackLocale: 'en' },
  disableWelcomeMessage: true
};
