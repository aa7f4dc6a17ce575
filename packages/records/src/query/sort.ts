import type { CompiledField } from '@trellis/forms/model';
import type { Frag, ValueKind } from '@trellis/logic';
import { frag, join, param, raw, sqlType } from '@trellis/logic/sql';
import type { Sort } from '@trellis/metadata';
import type { Scoped } from '../access/scoped.ts';
import { quoteName } from '../storage/names.ts';
import { invalid, unknownField } from './input.ts';
import { titleColumn } from './titles.ts';

/** One key of an order. */
export interface SortKey {
  readonly dir: 'asc' | 'desc';
  readonly value: Frag;
  /** Type of the value, for comparing with a cursor's. */
  readonly cast: string;
  /** Collation clause of texts for people, with a leading space. */
  readonly collate: string;
  readonly nullable: boolean;
  /** Name under which the value is selected. */
  readonly name: string;
}

/** Newest first, by the index that every form has. */
export const DEFAULT_SORT: readonly Sort[] = [{ field: '_created_at', dir: 'desc' }];

const NOT_NULL = new Set(['_id', '_created_at', '_updated_at']);
const UNSORTABLE: ReadonlySet<ValueKind> = new Set(['file', 'json']);

/**
 * Keys of an order, ending in the id, so that no two records are equal. Options sort in their own order, references
 * by the titles that the member may see, texts as people read them. Null comes last in both directions.
 * Errors: query_invalid (unknown_field, not_sortable).
 */
export function sortKeys(scope: Scoped, sort: readonly Sort[], collation: string): SortKey[] {
  const keys: SortKey[] = [];
  const seen = new Set<string>();
  for (const [index, { field, dir }] of sort.entries()) {
    if (seen.has(field)) continue;
    seen.add(field);
    const key = sortKey(scope, field, dir, collation, ['sort', index, 'field']);
    keys.push({ ...key, name: `_s${keys.length}` });
    if (field === '_id') return keys;
  }
  const dir = keys.at(-1)?.dir ?? 'desc';
  const id = { value: scope.column('_id'), cast: 'uuid', collate: '', nullable: false };
  return [...keys, { ...id, dir, name: `_s${keys.length}` }];
}

function sortKey(
  scope: Scoped,
  key: string,
  dir: 'asc' | 'desc',
  collation: string,
  path: readonly (string | number)[],
): Omit<SortKey, 'name'> {
  const field = scope.access.scope.form.fields.get(key);
  if (!field || field.rows) throw unknownField(path, key);
  const { type, target } = field;
  if (field.encrypted) throw invalid({ path, code: 'encrypted_field', params: { name: key } });
  if (type.many || UNSORTABLE.has(type.kind))
    throw invalid({ path, code: 'not_sortable', params: { name: key } });
  const plain = {
    dir,
    value: scope.column(key),
    cast: sqlType(type),
    collate: '',
    nullable: !NOT_NULL.has(key),
  };
  const collate = ` COLLATE ${quoteName(collation)}`;
  if (type.kind === 'text') return { ...plain, collate };
  if (type.kind === 'option') return { ...plain, ...optionOrder(scope.access.visible.get(key), plain.value) };
  if (type.kind === 'ref' && key !== '_id') {
    const title = titleColumn(scope.reading, target ?? '', plain.value);
    const kind = title?.field?.kind ?? 'text';
    const value = title?.value ?? raw('NULL::text');
    return { ...plain, value, cast: sqlType({ kind }), collate: kind === 'text' ? collate : '' };
  }
  return plain;
}

/** Place of an option among the options of its field; null for a key that is no option any more. */
function optionOrder(
  field: CompiledField | undefined,
  value: Frag,
): Pick<SortKey, 'value' | 'cast'> | object {
  const options = field?.type.options?.(field.config);
  if (!options) return {};
  const keys = options.map(({ key }) => key);
  return { value: frag`array_position(${param(keys, 'text[]')}, ${value})`, cast: 'integer' };
}

/** ORDER BY. `first`: what is known of the first key of the rows at hand, so that a plain index serves. */
export function orderBy(keys: readonly SortKey[], first: 'present' | 'absent' | 'any'): Frag {
  const terms = keys.map(({ value, collate, dir, nullable }, index) => {
    const maybe = nullable && (index > 0 || first === 'any');
    return frag`${value}${raw(`${collate} ${dir.toUpperCase()}${maybe ? ' NULLS LAST' : ''}`)}`;
  });
  return join(first === 'absent' ? terms.slice(1) : terms, ', ');
}
