import type { CompiledField, TextEnv } from '@trellis/forms/model';
import { useFormServices, useTextEnv } from '@trellis/forms/react';
import type { Value } from '@trellis/logic';
import { DEPARTMENT_TARGET, type Issue, MEMBER_TARGET, ROLE_TARGET } from '@trellis/metadata';
import { formParams, useClient, useWorkspace } from '@trellis/ui/react';
import { useCallback } from 'react';
import { useClientCatalog } from '../../catalog/provider.tsx';

/** A text that is to become a value of a field. */
export interface Asked {
  readonly field: CompiledField;
  readonly text: string;
}
type Read = { readonly value: Value } | { readonly typed: string; readonly issues: readonly Issue[] };

/** Names per request. */
const NAMES = 200;
const SEPARATORS = /[、,，;；\n]/;

/**
 * Turns texts into values as an import does: by the fields' own reading, members and records by their names. A name that
 * several have is none.
 */
export function useReadText(): (asked: readonly Asked[]) => Promise<readonly Read[]> {
  const env = useTextEnv();
  const { members, departments, roles } = useFormServices();
  const catalog = useClientCatalog();
  const client = useClient();
  const { key: workspace } = useWorkspace();
  return useCallback(
    async (asked) => {
      const known = new Map<string, ReadonlyMap<string, string | undefined>>([
        [
          MEMBER_TARGET,
          unique(members.filter(({ disabled }) => !disabled).map(({ id, name }) => [name, id])),
        ],
        [DEPARTMENT_TARGET, unique((departments ?? []).map(({ id, name }) => [name, id]))],
        [ROLE_TARGET, unique((roles ?? []).map(({ key, label }) => [label, key]))],
      ]);
      const wanted = new Map<string, Set<string>>();
      for (const { field, text } of asked) {
        const { target } = field;
        if (target === undefined || known.has(target) || text.trim() === '') continue;
        const names = wanted.get(target) ?? new Set();
        wanted.set(target, names);
        for (const name of [text, ...text.split(SEPARATORS)]) names.add(name.trim());
      }
      const titles = async (target: string, names: readonly string[]) => {
        const form = catalog.forms.get(target)?.form;
        const title = form?.fields.get(form.titleField);
        if (!form || title?.kind !== 'text') return unique([]);
        const found: [string, string][] = [];
        for (let start = 0; start < names.length; start += NAMES) {
          const some = names.slice(start, start + NAMES);
          const { records } = await client.call('queryRecords', {
            params: formParams(workspace, target),
            body: {
              filter: { in: [{ var: form.titleField }, some] },
              fields: [form.titleField],
              limit: 500,
              total: 'none',
            },
          });
          for (const { id, values } of records) found.push([String(values[form.titleField]), id]);
        }
        return unique(found);
      };
      for (const [target, names] of wanted) known.set(target, await titles(target, [...names]));
      const reading: TextEnv = { ...env, resolve: (target, text) => known.get(target)?.get(text.trim()) };
      return asked.map(({ field, text }): Read => {
        if (text.trim() === '') return { value: null };
        const resolving: TextEnv =
          field.target === undefined
            ? reading
            : { ...reading, resolve: (named, name) => reading.resolve?.(field.target ?? named, name) };
        const read = field.type.parse(text, field.config, resolving);
        return read.ok ? { value: read.value } : { typed: text, issues: read.issues };
      });
    },
    [env, members, departments, roles, catalog, client, workspace],
  );
}

/** By name; undefined where several have it. */
function unique(entries: readonly (readonly [string, string])[]): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const [name, id] of entries)
    found.set(name, found.has(name) && found.get(name) !== id ? undefined : id);
  return found;
}
