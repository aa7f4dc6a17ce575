import { useInfiniteQuery } from '@tanstack/react-query';
import { fieldLabel } from '@trellis/forms/react';
import { ErrorState, Icon, keys, SkeletonRows, useLocale, useWorkspace } from '@trellis/ui/react';
import { Button } from 'antd';
import { useId, useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { type Correcting, ErrorGrid, type ErrorGroup } from './error-grid.tsx';
import { FixAll } from './fix-all.tsx';
import { useT } from './messages.ts';
import type { ImportActions, ImportJob } from './use-import.tsx';

interface Shared {
  readonly info: FormInfo;
  readonly job: ImportJob;
  readonly actions: ImportActions;
  /** Absent: they can only be read. */
  readonly correcting?: Correcting;
}

/** What is wrong, by kind and column: how much of it, what to do with all of it, and each of them. */
export function Errors(
  props: Shared & {
    readonly found: NonNullable<ImportJob['preview'] | ImportJob['result']>;
    readonly download: () => void;
  },
) {
  const { found, download, ...shared } = props;
  const { groups = [] } = found;
  const t = useT();
  return (
    <section className="v-import-section" aria-label={t('errorsTitle')}>
      <div className="v-import-section-head">
        <h2>{t('errorsTitle')}</h2>
        <Button icon={<Icon name="download" />} onClick={download}>
          {t('downloadErrors')}
        </Button>
      </div>
      {props.correcting ? <p className="t-muted">{t('correctText')}</p> : null}
      <ul className="v-import-kinds">
        {groups.map((group) => (
          <Kind
            key={`${group.kind} ${group.column} ${group.field}`}
            {...shared}
            group={group}
            alone={groups.length === 1}
          />
        ))}
      </ul>
    </section>
  );
}

function Kind(props: Shared & { readonly group: ErrorGroup; readonly alone: boolean }) {
  const { info, group, correcting } = props;
  const t = useT();
  const { locale } = useLocale();
  const id = useId();
  const [open, setOpen] = useState(props.alone);
  const name = group.field ? fieldLabel(info.form, group.field, locale) : t('wholeRow');
  return (
    <li>
      <div className="v-import-kind">
        <button
          type="button"
          className="v-import-kind-name"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? 'down' : 'right'} />
          <span>
            <strong>{name}</strong> <span className="v-import-kind-reason">{group.message}</span>
            <span className="v-import-kind-texts t-muted">
              {group.texts.map(({ text }) => text).join(' · ')}
            </span>
          </span>
          <span className="t-num t-muted">{t('places', { count: group.count })}</span>
        </button>
        {correcting ? <FixAll info={info} group={group} name={name} {...correcting} /> : null}
      </div>
      <div id={id}>{open ? <Pages {...props} name={name} /> : null}</div>
    </li>
  );
}

/** All mistakes of a kind, as many pages as one wants to see. */
function Pages(props: Shared & { readonly group: ErrorGroup; readonly name: string }) {
  const { info, job, actions, group } = props;
  const t = useT();
  const workspace = useWorkspace().key;
  const { kind, column } = group;
  const pages = useInfiniteQuery({
    // Errors are those of one check, or of the import itself.
    queryKey: [
      ...keys.imports(workspace, info.form.ref, job.id),
      ...['problems', job.state, job.preview?.checkedAt, kind, column],
    ],
    queryFn: ({ pageParam, signal }) =>
      actions.problems({ kind, ...(column === undefined ? {} : { column }), after: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
  });
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  if (!pages.data) return <SkeletonRows rows={2} />;
  const errors = pages.data.pages.flatMap((page) => page.errors);
  return (
    <div className="v-import-pages">
      <ErrorGrid
        info={info}
        label={`${props.name} ${group.message}`}
        errors={errors}
        group={group}
        correcting={props.correcting}
      />
      {pages.hasNextPage ? (
        <Button size="small" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('moreErrors', { count: group.count - errors.length })}
        </Button>
      ) : null}
    </div>
  );
}
