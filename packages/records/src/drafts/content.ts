import { type CompiledField, normaliseRecord } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { isId } from '@trellis/metadata';
import type { Access } from '../access/policy.ts';
import { filePlaces } from '../files/facts.ts';

/** Values by field key, some of them as typed: what can't be read yet is a text. */
type Typed = Record<string, unknown>;

/** What a member has typed into a form. */
export interface DraftContent {
  readonly values: Typed;
  /** What the record had in these fields when the change began. */
  readonly was?: Typed;
}

/** Longest text that is kept although its field can't read it. */
const MAX_RAW = 2_000;

/** Of typed values those that the form takes from this member, read as a save would read them. */
export function heldValues(access: Access, input: Typed): Record<string, Value> {
  const held: Record<string, Value> = {};
  for (const [key, value] of Object.entries(input)) {
    const field = access.visible.get(key);
    if (!field || !isTyped(field)) continue;
    if (value === null) held[key] = null;
    else {
      const read = normaliseRecord(access.form, { [key]: value }, { generated: 'drop' });
      if (read.ok) held[key] = withoutHidden(access, key, read.value[key] ?? null);
      else if (typeof value === 'string') held[key] = value.slice(0, MAX_RAW);
    }
  }
  return held;
}

/** Columns that the member may not see are none of a draft's. */
function withoutHidden(access: Access, key: string, value: Value): Value {
  const rows = access.owned.get(key);
  if (!rows || !Array.isArray(value)) return value;
  return value.map((row) =>
    typeof row === 'object' && row !== null && !Array.isArray(row)
      ? Object.fromEntries(
          Object.entries(row).filter(([column]) => {
            const field = rows.visible.get(column);
            return column === '_id' || (field !== undefined && isTyped(field));
          }),
        )
      : row,
  );
}

/** What the server works out is not typed. */
const isTyped = ({ type }: CompiledField): boolean => !type.generated;

/** Ids of uploaded files in typed values. */
export function filesIn({ form }: Access, values: Readonly<Record<string, Value>>): string[] {
  const ids = filePlaces(form).flatMap(({ key, field, inRows }) => {
    const own = values[key] ?? null;
    const cells = inRows ? (Array.isArray(own) ? own.map((row) => cellOf(row, field.key)) : []) : [own];
    return cells.flatMap((cell) => {
      const read = cell === null ? undefined : field.type.normalise(cell, field.config);
      return read?.ok && read.value !== null ? (field.type.files?.ids(read.value) ?? []) : [];
    });
  });
  return [...new Set(ids)].filter(isId);
}

const cellOf = (row: unknown, column: string): Value =>
  ((row as Record<string, Value> | null)?.[column] ?? null) as Value;
