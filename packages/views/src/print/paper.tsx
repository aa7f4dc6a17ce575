import type { Values } from '@trellis/forms/model';
import { FormView, isEmptyValue, useTextEnv } from '@trellis/forms/react';
import { ErrorState, SkeletonForm, useLocale, useRecord, useWorkspace } from '@trellis/ui/react';
import { useMemo } from 'react';
import { type FormInfo, relationsOf } from '../catalog/catalog.ts';
import { useClientCatalog } from '../catalog/provider.tsx';
import { recordTitle } from '../data/record-title.ts';
import { useT as useViewsT } from '../messages.ts';
import { printedForm } from './printed-form.ts';
import { PrintedRelation } from './related.tsx';

/** What is left out of or added to a printed record. */
export interface PrintOptions {
  readonly empty: boolean;
  readonly related: boolean;
}

/** A record as it stands on paper, under the name of the workspace and the form. */
export function Paper(props: {
  readonly info: FormInfo;
  readonly id: string;
  readonly options: PrintOptions;
}) {
  const { info, id, options } = props;
  const viewsT = useViewsT();
  const { text } = useLocale();
  const workspace = useWorkspace().name;
  const catalog = useClientCatalog();
  const query = useRecord(info.form.ref, id);
  const record = query.data;
  const env = useTextEnv(record?.refs);
  const form = useMemo(() => printedForm(info.form), [info.form]);
  const without = useMemo(() => {
    if (options.empty || !record) return undefined;
    const fields = [...form.fields.values()].filter(({ key }) => isEmptyValue(record.values[key]));
    return new Set(fields.map(({ key }) => key));
  }, [form, record, options.empty]);
  if (!record)
    return (
      <article className="v-paper">
        {query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <SkeletonForm fields={10} columns={2} />
        )}
      </article>
    );
  const title = recordTitle(form, record.values, env) ?? viewsT('unnamed');
  return (
    <article className="v-paper">
      <header>
        <span>{workspace}</span>
        <span>{text(info.label)}</span>
      </header>
      <h1>{title}</h1>
      <FormView
        form={form}
        values={record.values as Values}
        saved={record.values as Values}
        id={record.id}
        mode="read"
        refs={record.refs}
        maxColumns={2}
        {...(without ? { without } : {})}
      />
      {options.related
        ? relationsOf(catalog, form.ref).map((relation) => (
            <PrintedRelation
              key={`${relation.info.form.ref}.${relation.field.key}`}
              relation={relation}
              id={record.id}
            />
          ))
        : null}
    </article>
  );
}
