import { useQuery, useQueryClient } from '@tanstack/react-query';
import { issueMessage } from '@trellis/metadata';
import {
  ApiError,
  ErrorState,
  formParams,
  PageHeader,
  type Reply,
  SkeletonForm,
  useClient,
  useLocale,
  useMe,
  useWorkspace,
} from '@trellis/ui/react';
import { useFormInfo } from '@trellis/views/react';
import { Alert } from 'antd';
import { useHere } from '../../shell/here.tsx';
import { useTitle } from '../../title.tsx';
import { NotFound } from '../failure.tsx';
import { PublicLink } from './link.tsx';
import { useT } from './messages.ts';
import './public-form.css';
import { SettingsForm } from './settings-form.tsx';

/** How a form is offered to people without a login, for administrators. */
export function PublicFormRoute() {
  const { app = '', form = '' } = useHere();
  const info = useFormInfo(`${app}:${form}`);
  return useMe().data?.admin && info ? <PublicFormPage key={info.form.ref} info={info} /> : <NotFound />;
}

function PublicFormPage({ info }: { readonly info: NonNullable<ReturnType<typeof useFormInfo>> }) {
  const t = useT();
  const { text } = useLocale();
  const client = useClient();
  const cache = useQueryClient();
  const workspace = useWorkspace().key;
  const params = formParams(workspace, info.form.ref);
  const queryKey = ['w', workspace, 'publicForm', info.form.ref];
  const offered = useQuery({ queryKey, queryFn: () => client.call('getPublicForm', { params }) });
  const title = t('title', { form: text(info.label) });
  useTitle(title);
  return (
    <div className="w-page">
      <PageHeader title={title} description={t('intro')} />
      <div className="w-page-body w-public">
        {offered.data ? (
          <>
            <PublicLink
              workspace={workspace}
              offered={offered.data}
              title={text(offered.data.settings.title ?? info.label)}
              onRenew={async () =>
                void cache.setQueryData(queryKey, await client.call('renewPublicLink', { params }))
              }
            />
            <Warnings issues={offered.data.warnings} />
            <SettingsForm
              info={info}
              offered={offered.data}
              onSave={async (body) => {
                try {
                  const first = offered.data?.token === '';
                  cache.setQueryData(queryKey, await client.call('savePublicForm', { params, body }));
                  // What it was saved for is at the top.
                  if (first) document.querySelector('.w-public')?.scrollIntoView();
                  return undefined;
                } catch (error) {
                  const known = error instanceof ApiError ? error : undefined;
                  return known ? (known.issues[0]?.message ?? known.title) : String(error);
                }
              }}
            />
          </>
        ) : offered.error ? (
          <ErrorState error={offered.error} onRetry={() => void offered.refetch()} />
        ) : (
          <SkeletonForm />
        )}
      </div>
    </div>
  );
}

/** What will not go as one may expect; said where it is decided. */
function Warnings({ issues }: { readonly issues: Reply<'getPublicForm'>['warnings'] }) {
  const { locale } = useLocale();
  return issues.map((issue) => (
    <Alert
      key={`${issue.path.join('.')} ${issue.code}`}
      className="w-public-warning"
      type="warning"
      showIcon
      title={issueMessage(issue, locale)}
    />
  ));
}
