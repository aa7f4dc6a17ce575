import { ConfigProvider } from 'antd';
import { type ReactNode, useLayoutEffect, useMemo } from 'react';
import { antdTheme } from './antd-theme.ts';

/** Shows the page in light colours while this is on it, whatever the person chose: paper is white. */
export function LightOnly({ children }: { readonly children: ReactNode }) {
  const theme = useMemo(() => antdTheme('light', false), []);
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    const before = dataset.theme;
    dataset.theme = 'light';
    return () => {
      if (before) dataset.theme = before;
    };
  }, []);
  return <ConfigProvider theme={theme}>{children}</ConfigProvider>;
}
