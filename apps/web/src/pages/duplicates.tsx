import { DuplicatesPage, useFormInfo } from '@trellis/views/react';
import { useT } from '../messages.ts';
import { useHere } from '../shell/here.tsx';
import { useTitle } from '../title.tsx';
import { NotFound } from './failure.tsx';

/** Records of a form that may be the same. */
export function DuplicatesRoute() {
  const t = useT();
  const { app = '', form = '' } = useHere();
  const info = useFormInfo(`${app}:${form}`);
  useTitle(t('duplicates'));
  return info ? <DuplicatesPage key={info.form.ref} info={info} /> : <NotFound />;
}
