import type { Locale } from '@trellis/metadata';
import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';

/** Our own i18next instance. Texts are flat keys in namespaces, parameters are written `{name}`. */
export const i18n = createInstance();

void i18n.use(initReactI18next).init({
  lng: 'zh',
  fallbackLng: 'zh',
  supportedLngs: ['zh', 'en'],
  initAsync: false,
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  // React escapes; braces as in every other text of the product.
  interpolation: { escapeValue: false, prefix: '{', suffix: '}' },
  react: { useSuspense: false },
});

/** The language of texts that are read outside React. */
export const currentLocale = (): Locale => (i18n.language === 'en' ? 'en' : 'zh');
