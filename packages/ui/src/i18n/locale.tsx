import type { Locale, LocalText } from '@trellis/metadata';
import { localText } from '@trellis/metadata';
import dayjs from 'dayjs';
import en from 'dayjs/locale/en';
import 'dayjs/locale/zh-cn';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { i18n } from './i18n.ts';

const KEY = 'trellis.locale';
// Weeks start on Monday in both languages, as in filters and reports.
dayjs.locale({ ...en, weekStart: 1 }, undefined, true);

const LocaleContext = createContext<Locale>('zh');

/** The remembered language, else the browser's, else Chinese. */
function initialLocale(): Locale {
  const stored = localStorage.getItem(KEY);
  if (stored === 'zh' || stored === 'en') return stored;
  const wanted = navigator.languages.find((tag) => /^(zh|en)\b/.test(tag));
  return wanted?.startsWith('en') ? 'en' : 'zh';
}

function apply(locale: Locale): void {
  void i18n.changeLanguage(locale);
  dayjs.locale(locale === 'zh' ? 'zh-cn' : 'en');
  document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en';
}

/** Switches the language of the whole page and remembers it on this device. */
export function setLocale(locale: Locale): void {
  localStorage.setItem(KEY, locale);
  apply(locale);
}

/** Provides the language; TrellisTheme contains it. */
export function LocaleProvider({ children }: { children: ReactNode }) {
  const [locale, setState] = useState<Locale>(() => {
    const first = initialLocale();
    apply(first);
    return first;
  });
  useEffect(() => {
    const changed = (language: string) => setState(language === 'en' ? 'en' : 'zh');
    i18n.on('languageChanged', changed);
    return () => i18n.off('languageChanged', changed);
  }, []);
  return (
    <I18nextProvider i18n={i18n}>
      <LocaleContext value={locale}>{children}</LocaleContext>
    </I18nextProvider>
  );
}

/** The language of the page, how to switch it, and the reader of texts of documents. */
export function useLocale(): {
  locale: Locale;
  setLocale: (locale: Locale) => void;
  text: (text: LocalText) => string;
} {
  const locale = useContext(LocaleContext);
  const text = useCallback((value: LocalText) => localText(value, locale), [locale]);
  return useMemo(() => ({ locale, setLocale, text }), [locale, text]);
}
