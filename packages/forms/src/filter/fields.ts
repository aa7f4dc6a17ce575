import { ASKED_FIELDS, type Locale, localText } from '@trellis/metadata';
import { likeResult } from '../compute/like.ts';
import type { CompiledField, CompiledForm } from '../form/compile.ts';
import { OF_OWNER } from '../linkage/derived.ts';
import type { FilterField } from './types.ts';

/** System fields that people filter by; ids are for expressions. */
const SYSTEM = [
  ...(['_owner_id', '_department_id', '_created_at', '_created_by', '_updated_at', '_updated_by'] as const),
];

const SYSTEM_LABELS: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  zh: {
    _owner_id: '负责人',
    _created_at: '创建时间',
    _created_by: '创建人',
    _updated_at: '修改时间',
    _updated_by: '修改人',
    _followed: '我关注的',
    _id: '数据编号',
    _department_id: '所属部门',
    _collaborator_ids: '协作人',
  },
  en: {
    _owner_id: 'Owner',
    _created_at: 'Created',
    _created_by: 'Created by',
    _updated_at: 'Changed',
    _updated_by: 'Changed by',
    _followed: 'Followed by me',
    _id: 'Record id',
    _department_id: 'Department',
    _collaborator_ids: 'Collaborators',
  },
};

/** What a person calls a field of a form, its own or a system one. */
export function fieldLabel(form: CompiledForm, key: string, locale: Locale): string {
  const field = form.fields.get(key);
  if (field) return localText(field.meta.label, locale);
  // Of a row, the record around it.
  const owner = key.startsWith(OF_OWNER) ? form.owner?.() : undefined;
  if (owner) {
    const around = localText(owner.document.trellis.label, locale);
    return `${around} / ${fieldLabel(owner, key.slice(OF_OWNER.length), locale)}`;
  }
  // A column of a sub-form, "lines.price".
  const [of = '', column] = key.split('.');
  const rows = column === undefined ? undefined : form.fields.get(of);
  const inRows = rows?.owned?.fields.get(column ?? '');
  if (rows && inRows) return `${localText(rows.meta.label, locale)}/${localText(inRows.meta.label, locale)}`;
  return SYSTEM_LABELS[locale][key] ?? key;
}

/**
 * The fields that a filter may name: those of the form in its order, then the system ones. What is stored encrypted
 * can't be asked of the database.
 * @param by "rule": of a record at hand, which may be asked for everything
 */
export function filterFields(form: CompiledForm, by: 'query' | 'rule' = 'query'): readonly FilterField[] {
  const asked = (fields: Iterable<CompiledField>) =>
    [...fields].filter(({ meta }) => by === 'rule' || !meta.encrypted);
  const own = asked(form.fields.values()).flatMap((field): FilterField[] => {
    const columns = asked(field.owned?.fields.values() ?? []).map((column): FilterField => {
      const within = { rows: field.key, column: column.key };
      return { ...filterField(column), key: `${field.key}.${column.key}`, within };
    });
    return [filterField(field), ...columns];
  });
  const system = SYSTEM.flatMap((key): FilterField[] => {
    const scope = form.scopeForm.fields.get(key);
    if (!scope) return [];
    const { kind, many = false } = scope.type;
    return [scope.target === undefined ? { key, kind, many } : { key, kind, many, target: scope.target }];
  });
  return [...own, ...system];
}

/** What lists alone can be asked about: it depends on who asks. */
export const askedFields: readonly FilterField[] = Object.entries(ASKED_FIELDS).map(([key, { kind }]) => ({
  key,
  kind,
  many: false,
  asked: true,
}));

/** The fields that the filter of a list may name. */
export const listFields = (form: CompiledForm): readonly FilterField[] => [
  ...filterFields(form),
  ...askedFields,
];

function filterField(given: CompiledField): FilterField {
  const field = likeResult(given);
  const { key, kind, many, target } = field;
  return target === undefined ? { key, kind, many, field } : { key, kind, many, target, field };
}
