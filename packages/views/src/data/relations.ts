import type { TextEnv } from '@trellis/forms/model';
import type { LinkedRows, RelationServices } from '@trellis/forms/react';
import type { Value } from '@trellis/logic';
import { type Client, formParams, type Reply } from '@trellis/ui/react';
import type { ClientCatalog } from '../catalog/catalog.ts';
import { recordTitle } from './record-title.ts';

/** Records asked for at once when they are looked up by a text. */
const FOUND = 20;

/** Answers what fields ask about records of other forms, through the API: all under the rights of the person. */
export function relationServices(
  on: {
    readonly client: Client;
    readonly workspace: string;
    readonly catalog: ClientCatalog;
    readonly env: Pick<TextEnv, 'locale' | 'tz'>;
  },
  create: RelationServices['create'],
): RelationServices {
  const { client, workspace, catalog, env } = on;
  const rowsOf = (target: string, page: Reply<'linkedRecords'>): LinkedRows => {
    const form = catalog.forms.get(target)?.form;
    const texts = { ...env, title: (id: string) => page.refs[id]?.title };
    return {
      rows: page.records.map(({ id, values }) => ({
        id,
        title: (form && recordTitle(form, values, texts)) ?? id.slice(-6),
        values: values as { readonly [field: string]: Value },
      })),
      refs: page.refs,
      next: page.next,
      ...(page.total ? { total: page.total.value } : {}),
    };
  };
  const targetOf = (form: string, key: string, subform: string | undefined): string => {
    const record = catalog.forms.get(form)?.form;
    const compiled = subform === undefined ? record : record?.fields.get(subform)?.owned;
    const list = compiled?.displays.get(key);
    const named = list?.type.lists?.(list.config, () => false).form;
    if (named !== undefined) return named.includes(':') ? named : `${compiled?.app}:${named}`;
    return compiled?.fields.get(key)?.target ?? '';
  };
  return {
    formOf: (ref) => catalog.forms.get(ref)?.form,
    async records(form, { record, values, fields, sort, after, in: row, ...ask }, signal) {
      const page = await client.call('linkedRecords', {
        params: formParams(workspace, form),
        body: {
          ...ask,
          ...(row ? { in: { ...row } } : {}),
          ...(record === undefined ? {} : { record }),
          ...(values ? { values: { ...values } } : {}),
          ...(fields ? { fields: [...fields] } : {}),
          ...(sort ? { sort: sort.map((one) => ({ ...one })) } : {}),
          ...(after === undefined ? {} : { after }),
        },
        signal,
      });
      return rowsOf(targetOf(form, ask.field, row?.field), page);
    },
    async find(target, { search, ids, fields, after }, signal) {
      const info = catalog.forms.get(target);
      if (!info?.actions.has('view')) return { rows: [], refs: {}, next: null };
      const page = await client.call('queryRecords', {
        params: formParams(workspace, target),
        body: {
          ...(search ? { search } : {}),
          ...(ids
            ? { filter: { in: [{ var: '_id' }, [...ids]] }, limit: Math.max(1, ids.length) }
            : { limit: FOUND }),
          fields: [...new Set([info.form.titleField, ...fields])].filter((key) => info.form.fields.has(key)),
          sort: [{ field: '_updated_at', dir: 'desc' }],
          ...(after === undefined ? {} : { after }),
        },
        signal,
      });
      return rowsOf(target, page);
    },
    async values(form, { record, values, want }, signal) {
      const reply = await client.call('linkedValues', {
        params: formParams(workspace, form),
        body: {
          ...(record === undefined ? {} : { record }),
          ...(values ? { values: { ...values } } : {}),
          want: want.map((one) => ({ ...one })),
        },
        signal,
      });
      return reply as Awaited<ReturnType<RelationServices['values']>>;
    },
    mayCreate: (target) => catalog.forms.get(target)?.actions.has('create') ?? false,
    create,
    mayWrite(target, field) {
      const info = catalog.forms.get(target);
      return (info?.actions.has('edit') && !info.readonly.has(field)) ?? false;
    },
    async save(target, id, set) {
      await client.call('updateRecord', {
        params: { ...formParams(workspace, target), id },
        body: { set: { ...set } },
      });
    },
    param: (name) => new URLSearchParams(window.location.search).get(name) ?? undefined,
  };
}
