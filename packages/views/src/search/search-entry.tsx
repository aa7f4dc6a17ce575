import { Icon, useIsPhone } from '@trellis/ui/react';
import { Button } from 'antd';
import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react';
import { useT } from './messages.ts';
import './search-entry.css';

const Palette = lazy(() => import('./palette.tsx'));
const MAC = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform);

/** The way to search the workspace: a button, and Ctrl-K or ⌘K wherever one is. */
export function SearchEntry({ app }: { readonly app: string | undefined }) {
  const t = useT();
  const phone = useIsPhone();
  const [open, setOpen] = useState(false);
  // Fetched when it is first asked for; afterwards it stays, so that it can close gently.
  const [asked, setAsked] = useState(false);
  const show = (next: boolean) => {
    setOpen(next);
    if (next) setAsked(true);
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const meant = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!meant || event.key.toLowerCase() !== 'k') return;
    event.preventDefault();
    show(!open);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
  return (
    <>
      {phone ? (
        <Button
          type="text"
          icon={<Icon name="search" />}
          aria-label={t('searchAll')}
          onClick={() => show(true)}
        />
      ) : (
        <button type="button" className="v-search-entry" onClick={() => show(true)}>
          <Icon name="search" />
          <span>{t('search')}</span>
          <kbd aria-hidden>{MAC ? '⌘K' : 'Ctrl K'}</kbd>
        </button>
      )}
      {asked ? (
        <Suspense fallback={null}>
          <Palette open={open} onClose={() => show(false)} app={app} />
        </Suspense>
      ) : null}
    </>
  );
}
