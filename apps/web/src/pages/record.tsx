import { RecordPage, useFormInfo } from '@trellis/views/react';
import { useHere } from '../shell/here.tsx';
import { useTitle } from '../title.tsx';
import { NotFound } from './failure.tsx';

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
