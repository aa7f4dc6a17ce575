import { useLocale } from '@trellis/ui/react';
import { ImportWizard, useFormInfo } from '@trellis/views/react';
import { useHere } from '../shell/here.tsx';
import { useTitle } from '../title.tsx';
import { NotFound } from './failure.tsx';

/** Import of a file into a form. */
export function ImportRoute() {
  const { app = '', form = '' } = useHere();
  const info = useFormInfo(`${app}:${form}`);
  const { text } = useLocale();
  useTitle(info ? text(info.label) : undefined);
  return info?.actions.has('import') ? <ImportWizard key={info.form.ref} info={info} /> : <NotFound />;
}
