// Parts Portal's Admin; wins over the file of the web jar.
export default {
  app: { name: 'Administration', vendor: 'Parts Portal' },
  locales: { availableLocales: ['en', 'de'], fallbackLocale: 'en' },
  disableWelcomeMessage: true
};
