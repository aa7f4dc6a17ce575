import { BinPage } from '@trellis/views/react';
import { useT } from '../messages.ts';
import { useHere } from '../shell/here.tsx';
import { useTitle } from '../title.tsx';

/** What was deleted in an app and can be brought back. */
export function BinRoute() {
  const t = useT();
  const { app = '' } = useHere();
  useTitle(t('bin'));
  return <BinPage key={app} app={app} />;
}
