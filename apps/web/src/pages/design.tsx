import { FormDesigner } from '@trellis/designer/react';
import { useLocale, useMe } from '@trellis/ui/react';
import { useFormInfo } from '@trellis/views/react';
import { useHere } from '../shell/here.tsx';
import { useTitle } from '../title.tsx';
import { NotFound } from './failure.tsx';

/** The designer of a form, for administrators. */
export function DesignRoute() {
  const { app = '', form = '' } = useHere();
  const info = useFormInfo(`${app}:${form}`);
  const { text } = useLocale();
  useTitle(info ? text(info.label) : undefined);
  return useMe().data?.admin && info ? (
    <FormDesigner key={info.form.ref} app={app} form={form} />
  ) : (
    <NotFound />
  );
}
