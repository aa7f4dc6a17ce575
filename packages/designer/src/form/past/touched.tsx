import { useQuery } from '@tanstack/react-query';
import { ErrorState, SkeletonBar, useClient, useWorkspace } from '@trellis/ui/react';
import { useNavigation } from '@trellis/views/react';
import { Button } from 'antd';
import { useState } from 'react';
import { useDesign } from '../design.tsx';
import { useT } from './messages.ts';
import './past.css';

/** Opens the records that a line of the plan counts. */
export function Touched({ open }: { readonly open: string }) {
  const t = useT();
  const [shown, setShown] = useState(false);
  return (
    <>
      <Button
        type="link"
        size="small"
        className="d-touched-open"
        aria-expanded={shown}
        onClick={() => setShown(!shown)}
      >
        {t(shown ? 'hide' : 'show')}
      </Button>
      {shown ? <TouchedList open={open} /> : null}
    </>
  );
}

function TouchedList({ open }: { readonly open: string }) {
  const t = useT();
  const { app, form, formKey, document } = useDesign();
  const workspace = useWorkspace().key;
  const client = useClient();
  const { href } = useNavigation();
  const query = useQuery({
    // Of its own: once it is published there is no draft to ask about.
    queryKey: ['touched', workspace, form.ref, open, document],
    queryFn: ({ signal }) =>
      client.call('listTouched', { params: { workspace, app, key: formKey }, body: { open }, signal }),
    gcTime: 0,
    retry: false,
  });
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonBar width="60%" />;
  const { records, total } = query.data;
  return (
    <>
      <ul className="d-touched">
        {records.map(({ id, title, about }) => (
          <li key={id}>
            <a href={href({ kind: 'record', app, form: formKey, id })} target="_blank" rel="noreferrer">
              {title || t('untitled')}
            </a>
            <span className="t-muted">{about.join(' · ')}</span>
          </li>
        ))}
      </ul>
      {total > records.length ? (
        <p className="d-hint">{t('moreRecords', { count: records.length })}</p>
      ) : null}
    </>
  );
}
