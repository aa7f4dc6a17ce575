import { useLocale } from '@trellis/ui/react';
import { FormPage, RecordPage, useFormInfo } from '@trellis/views/react';
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

/** A record on a page of its own. */
export function RecordRoute() {
  const { app = '', form = '', id = '' } = useHere();
  const info = useFormInfo(`${app}:${form}`);
  return info?.actions.has('view') ? (
    <RecordPage key={id} info={info} id={id} useTitle={useTitle} />
  ) : (
    <NotFound />
  );
}
