import { splitRef } from '@trellis/forms/model';
import { type FormServices, FormServicesProvider, RecalculatingProvider } from '@trellis/forms/react';
import type { Row, Value } from '@trellis/logic';
import {
  formParams,
  useCatalog,
  useClient,
  useDepartments,
  useLocale,
  useMe,
  useMembers,
  useWorkspace,
} from '@trellis/ui/react';
import { type ReactNode, useMemo } from 'react';
import { useClientCatalog } from './catalog/provider.tsx';
import { fileServices } from './data/files.ts';
import { recordTitle } from './data/record-title.ts';
import { relationServices } from './data/relations.ts';
import { useCreateAside } from './data/use-create-aside.tsx';
import { useRecalculatingFields } from './data/use-recalculating.tsx';
import { DeletionProvider } from './deletion/ask.tsx';
import { DraftsProvider } from './drafts/provider.tsx';
import { RecordsAside } from './duplicates/records-aside.tsx';
import { useNavigation } from './navigation.tsx';

/** Choices that a search for a reference offers at once. */
const CHOICES = 20;

/** Answers what forms ask of the world: members, records to refer to, addresses. */
export function ViewsServices({ children }: { children: ReactNode }) {
  const client = useClient();
  const workspace = useWorkspace();
  const { locale, text } = useLocale();
  const catalog = useClientCatalog();
  const { go, href } = useNavigation();
  const me = useMe().data;
  const members = useMembers().data;
  const departments = useDepartments().data;
  const roles = useCatalog().data?.roles;

  const [createAside, drawers] = useCreateAside();
  const relations = useMemo(
    () =>
      relationServices(
        { client, workspace: workspace.key, catalog, env: { locale, tz: workspace.tz } },
        createAside,
      ),
    [client, workspace, catalog, locale, createAside],
  );
  const files = useMemo(() => fileServices(client, workspace.key), [client, workspace.key]);

  const recalculating = useRecalculatingFields();
  const services = useMemo((): FormServices => {
    const place = (target: string, id: string) => {
      const info = catalog.forms.get(target);
      return info?.actions.has('view')
        ? ({ kind: 'record', app: info.form.app, form: info.form.key, id } as const)
        : undefined;
    };
    return {
      tz: workspace.tz,
      member: {
        id: me?.id ?? '',
        departments: me?.departments ?? [],
        roles: me?.roles ?? [],
        name: me?.name ?? null,
        phone: me?.phone ?? null,
        email: me?.email ?? null,
      },
      members: members ?? [],
      departments: departments ?? [],
      roles: Object.entries(roles ?? {}).map(([key, label]) => ({ key, label: text(label) })),
      ...(me?.admin
        ? {
            async addOption(form: string, field: string, label: string) {
              const params = { workspace: workspace.key, kind: 'form' as const, ...splitRef(form) };
              return (await client.call('addOption', { params, body: { field, label } })).key;
            },
          }
        : {}),
      forms: [...catalog.forms.values()].map(({ form, label }) => ({ ref: form.ref, label: text(label) })),
      async searchReference(target, search, signal) {
        const info = catalog.forms.get(target);
        if (!info) return [];
        const { form } = info;
        const page = await client.call('queryRecords', {
          params: formParams(workspace.key, target),
          body: {
            ...(search ? { search } : {}),
            fields: [form.titleField],
            sort: [{ field: '_updated_at', dir: 'desc' }],
            limit: CHOICES,
            total: 'none',
          },
          signal,
        });
        const env = {
          locale,
          tz: workspace.tz,
          title: (id: string) => page.refs[id]?.title,
        };
        return page.records.map(({ id, values }) => ({
          id,
          title: recordTitle(form, values, env) ?? id.slice(-6),
        }));
      },
      async sampleRecords(target, { filter, limit }, signal) {
        const info = catalog.forms.get(target);
        if (!info) return [];
        const { records, refs } = await client.call('queryRecords', {
          params: formParams(workspace.key, target),
          body: {
            ...(filter === undefined ? {} : { filter }),
            sort: [{ field: '_updated_at', dir: 'desc' }],
            limit,
            total: 'none',
          },
          signal,
        });
        const env = { locale, tz: workspace.tz, title: (id: string) => refs[id]?.title };
        return records.map(({ id, values, meta }) => ({
          id,
          title: recordTitle(info.form, values, env) ?? id.slice(-6),
          row: {
            ...(values as Row),
            _id: id,
            _created_at: meta.createdAt,
            _created_by: meta.createdBy,
            _updated_at: meta.updatedAt,
            _updated_by: meta.updatedBy,
            _owner_id: meta.owner,
            _department_id: meta.department,
          },
          refs,
        }));
      },
      async usedValues(form, field, search, signal) {
        const { values } = await client.call('usedValues', {
          params: formParams(workspace.key, form),
          body: { field, ...(search ? { text: search } : {}) },
          signal,
        });
        return values;
      },
      async computed(form, { record, values }, signal) {
        const found = await client.call('previewComputed', {
          params: formParams(workspace.key, form),
          body: { ...(record === undefined ? {} : { record }), values: { ...values } },
          signal,
        });
        return found.values as { readonly [field: string]: Value };
      },
      relations,
      files,
      recordHref(target, id) {
        const to = place(target, id);
        return to ? href(to) : undefined;
      },
      openRecord(target, id) {
        const to = place(target, id);
        if (to) go(to);
      },
    };
  }, [catalog, client, departments, files, relations, go, href, locale, me, members, roles, text, workspace]);
  return (
    <FormServicesProvider services={services}>
      <RecalculatingProvider value={recalculating}>
        <DraftsProvider>
          <DeletionProvider>
            <RecordsAside>
              {children}
              {drawers}
            </RecordsAside>
          </DeletionProvider>
        </DraftsProvider>
      </RecalculatingProvider>
    </FormServicesProvider>
  );
}
