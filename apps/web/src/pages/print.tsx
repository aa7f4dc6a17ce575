import { useLocale } from '@trellis/ui/react';
import { PrintPage, useFormInfo } from '@trellis/views/react';
import { useHere } from '../shell/here.tsx';
import { useTitle } from '../title.tsx';
import { NotFound } from './failure.tsx';

/** Records as they are printed. */
export function PrintRoute() {
  const { app = '', form = '' } = useHere();
  const info = useFormInfo(`${app}:${form}`);
  const { text } = useLocale();
  useTitle(info ? text(info.label) : undefined);
  return info?.actions.has('view') ? <PrintPage key={info.form.ref} info={info} /> : <NotFound />;
}
