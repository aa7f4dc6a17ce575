import { type CompiledField, type CompiledForm, fieldLabel, fieldTypes } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { DEPARTMENT_TARGET, MEMBER_TARGET } from '@trellis/metadata';
import type { RecordBody } from '../../types.ts';

/** What everybody may know of a record, as columns of a file. */
const SYSTEM: Readonly<
  Record<string, { readonly type: string; readonly target?: string; read(record: RecordBody): Value }>
> = {
  _id: { type: 'text', read: ({ id }) => id },
  _owner_id: { type: 'member', target: MEMBER_TARGET, read: ({ meta }) => meta.owner },
  _department_id: { type: 'department', target: DEPARTMENT_TARGET, read: ({ meta }) => meta.department },
  _created_by: { type: 'member', target: MEMBER_TARGET, read: ({ meta }) => meta.createdBy },
  _created_at: { type: 'datetime', read: ({ meta }) => wholeMinute(meta.createdAt) },
  _updated_by: { type: 'member', target: MEMBER_TARGET, read: ({ meta }) => meta.updatedBy },
  _updated_at: { type: 'datetime', read: ({ meta }) => wholeMinute(meta.updatedAt) },
};

/** As it is shown; with its seconds a spreadsheet would have it as text. */
const wholeMinute = (instant: string): string => `${instant.slice(0, 16)}:00.000Z`;

/** A system field as if it were one of the form, and how it is read; undefined for other keys. */
export function systemColumn(
  form: CompiledForm,
  key: string,
): { readonly field: CompiledField; readonly read: (record: RecordBody) => Value } | undefined {
  const system = Object.hasOwn(SYSTEM, key) ? SYSTEM[key] : undefined;
  if (!system) return undefined;
  const type = fieldTypes.get(system.type);
  const label = { zh: fieldLabel(form, key, 'zh'), en: fieldLabel(form, key, 'en') };
  const meta = { type: type.type, label, config: type.config.defaults() };
  const field: CompiledField = {
    key,
    type,
    config: meta.config,
    meta,
    schema: { title: label.zh, trellis: meta },
    valueSchema: type.valueSchema(meta.config),
    kind: type.kind,
    many: false,
    required: false,
    ...(system.target === undefined ? {} : { target: system.target }),
  };
  return { field, read: system.read };
}
