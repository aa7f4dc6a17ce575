import { useNavigate, useRouter } from '@tanstack/react-router';
import type { Locale } from '@trellis/metadata';
import { setLocale, useClient, useLocale, useThemeMode, useToast } from '@trellis/ui/react';
import { useDrafts } from '@trellis/views/react';
import { useCallback } from 'react';
import { useT } from '../messages.ts';
import { useHere } from './here.tsx';

/** Switches the language of this page at once, and of the account for next time. */
function useChooseLocale(): (locale: Locale) => void {
  const client = useClient();
  const toast = useToast();
  return useCallback(
    (locale) => {
      setLocale(locale);
      client.call('setLocale', { body: { locale } }).catch(toast.error);
    },
    [client, toast],
  );
}

/** What a member can do for themself: appearance, language, notifications, log out. */
export function useMemberActions() {
  const t = useT();
  const { locale } = useLocale();
  const { mode, setMode } = useThemeMode();
  const choose = useChooseLocale();
  const drafts = useDrafts();
  const navigate = useNavigate();
  const { ws } = useHere();
  const { session } = useRouter().options.context;
  const state = session.current();
  return {
    account: state?.status === 'in' ? state.account : undefined,
    locale,
    mode,
    setMode,
    choose,
    modes: [
      { value: 'system', label: t('system') },
      { value: 'light', label: t('light') },
      { value: 'dark', label: t('dark') },
    ] as const,
    toMessageSettings: () => void navigate({ to: '/w/$ws/notifications', params: { ws } }),
    toBatches: () => void navigate({ to: '/w/$ws/batches', params: { ws } }),
    toExports: () => void navigate({ to: '/w/$ws/exports', params: { ws } }),
    // What is typed and not saved goes to the server first; whoever logs in next here finds nothing of it.
    logout: () => void drafts.leave().finally(() => session.logout()),
  };
}
