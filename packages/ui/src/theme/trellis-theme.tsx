import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useLayoutEffect, useMemo } from 'react';
import { LocaleProvider, useLocale } from '../i18n/locale.tsx';
import { antdTheme } from './antd-theme.ts';
import './global.css';
import { AskReasonProvider } from '../primitives/ask-reason.tsx';
import { useMediaQuery, useThemeMode } from './mode.ts';
import { tokensCss } from './tokens.ts';

const TOKENS_CSS = tokensCss();

/** The outermost provider: language, antd theme and messages, custom properties, light or dark. */
export function TrellisTheme({ children }: { children: ReactNode }) {
  return (
    <LocaleProvider>
      <Themed>{children}</Themed>
    </LocaleProvider>
  );
}

function Themed({ children }: { children: ReactNode }) {
  const { scheme } = useThemeMode();
  const { locale } = useLocale();
  const calm = useMediaQuery('(prefers-reduced-motion: reduce)');
  const theme = useMemo(() => antdTheme(scheme, !calm), [scheme, calm]);
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = scheme;
  }, [scheme]);
  return (
    <ConfigProvider
      theme={theme}
      locale={locale === 'en' ? enUS : zhCN}
      button={{ autoInsertSpace: false }}
      // Browsers have no waves to lose: a press shows by colour alone.
      wave={{ disabled: true }}
    >
      <style href="trellis-tokens" precedence="low">
        {TOKENS_CSS}
      </style>
      <App className="t-app" message={{ maxCount: 3 }}>
        <AskReasonProvider>{children}</AskReasonProvider>
      </App>
    </ConfigProvider>
  );
}
