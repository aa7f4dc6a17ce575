import type { CompiledField } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import type { Contract, ReplyOf } from '@trellis/metadata';
import type { RecordBody } from '../types.ts';
import { sameValue } from '../write/image.ts';
import { takesAll } from './values.ts';

type Proposal = ReplyOf<Contract['previewMerge']>['fields'][number];

const valueIn = ({ values, meta }: RecordBody, key: string): Value =>
  key === '_owner_id' ? meta.owner : ((values[key] ?? null) as Value);

const isFilled = (value: Value): boolean => value !== null && (!Array.isArray(value) || value.length > 0);

/** The record that is proposed to stay: the fullest, of equals the oldest. */
export function proposedSurvivor(records: readonly RecordBody[]): RecordBody | undefined {
  const filled = ({ values }: RecordBody) =>
    Object.values(values).filter((value) => isFilled((value ?? null) as Value)).length;
  return [...records].sort(
    (a, b) =>
      filled(b) - filled(a) ||
      (a.meta.createdAt < b.meta.createdAt ? -1 : a.meta.createdAt > b.meta.createdAt ? 1 : 0),
  )[0];
}

/**
 * The fields that differ, each with the choice that loses least.
 * @param may those that may be chosen
 */
export function proposals(
  may: readonly CompiledField[],
  records: readonly RecordBody[],
  survivor: RecordBody,
): Proposal[] {
  const differ = (key: string) =>
    records.some((record) => !sameValue(valueIn(record, key), valueIn(survivor, key)));
  const fields = may
    .filter(({ key }) => differ(key))
    .map((field): Proposal => ({ ...proposed(field, records, survivor), field: field.key }));
  if (!differ('_owner_id')) return fields;
  const owner = survivor.meta.owner ? survivor : records.find(({ meta }) => meta.owner !== null);
  return [...fields, { field: '_owner_id', from: owner?.id ?? survivor.id, all: false }];
}

/**
 * What several hold where the field takes it; else the value of the one that was changed last, unless another text says the
 * same and more.
 */
function proposed(
  field: CompiledField,
  records: readonly RecordBody[],
  survivor: RecordBody,
): Pick<Proposal, 'from' | 'all'> {
  const { key } = field;
  const filled = [survivor, ...records.filter(({ id }) => id !== survivor.id)]
    .filter((record) => isFilled(valueIn(record, key)))
    .sort((a, b) => (a.meta.updatedAt < b.meta.updatedAt ? 1 : a.meta.updatedAt > b.meta.updatedAt ? -1 : 0));
  const [latest] = filled;
  if (!latest) return { from: survivor.id, all: false };
  const all = takesAll(field) && filled.length > 1;
  if (all) return { from: 'all', all };
  const value = valueIn(latest, key);
  const fuller =
    typeof value === 'string'
      ? filled.find((record) => {
          const other = valueIn(record, key);
          return typeof other === 'string' && other.length > value.length && other.includes(value);
        })
      : undefined;
  return { from: (fuller ?? latest).id, all };
}
