import { useLocale } from '@trellis/ui/react';
import { FormPage, useFormInfo } from '@trellis/views/react';
import { AddColumns } from '../shell/add-column.tsx';
import { useHere } from '../shell/here.tsx';
import { useTitle } from '../title.tsx';
import { NotFound } from './failure.tsx';

/** A form's records in one of its views. */
export function FormRoute() {
  const { app = '', form = '' } = useHere();
  const info = useFormInfo(`${app}:${form}`);
  const { text } = useLocale();
  useTitle(info ? text(info.label) : undefined);
  if (!info?.actions.has('view')) return <NotFound />;
  return (
    <AddColumns>
      <FormPage key={info.form.ref} info={info} />
    </AddColumns>
  );
}
