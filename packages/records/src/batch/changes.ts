import type { CompiledField } from '@trellis/forms/model';
import { addDecimal, mulDecimal, roundDecimal, type Value } from '@trellis/logic';
import { AppError, type Issue } from '@trellis/metadata';
import { type Access, accessFor } from '../access/policy.ts';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import type { Action, EditAction, FieldChange } from './types.ts';

/** Whether a change says what is added to a value rather than what it is: then nobody's change is overwritten by it. */
export const addsTo = ({ op }: FieldChange): boolean => op !== 'set' && op !== 'clear';

/**
 * Refuses what makes sense in no record, before any is touched.
 * Errors: validation_failed with issues at ["action", "changes", index] and ["action", "owner"], forbidden.
 */
export async function checkAction(ctx: Ctx, form: string, action: Action): Promise<void> {
  const access = accessFor(ctx, form, action.op === 'edit' ? 'edit' : 'delete');
  if (action.op !== 'edit') return;
  const { changes = [], owner } = action;
  const issues: Issue[] = [];
  if (changes.length === 0 && owner === undefined)
    issues.push({ path: ['changes'], code: 'batch_no_change' });
  for (const [index, change] of changes.entries()) {
    const twice = changes.findIndex(({ field }) => field === change.field) < index;
    const found = twice ? [{ path: [], code: 'batch_field_twice' }] : changeIssues(access, change);
    issues.push(...found.map((issue) => ({ ...issue, path: ['changes', index, ...issue.path] })));
  }
  if (owner && !(await areActive(ctx, ownersOf(owner))))
    issues.push({ path: ['owner'], code: 'batch_owner_gone' });
  if (issues.length === 0) return;
  throw new AppError('validation_failed', {
    issues: issues.map((issue) => ({ ...issue, path: ['action', ...issue.path] })),
  });
}

function changeIssues(access: Access, change: FieldChange): readonly Issue[] {
  const field = access.visible.get(change.field);
  if (!field) return [{ path: ['field'], code: 'unknown_field', params: { name: change.field } }];
  if (!access.writable.edit.has(field.key)) return [{ path: ['field'], code: 'readonly_field' }];
  if (!mayChange(field, change)) return [{ path: ['field'], code: 'batch_field' }];
  if (change.op !== 'set') return [];
  const read = field.type.normalise(change.value, field.config);
  if (!read.ok) return read.issues.map((issue) => ({ ...issue, path: ['value', ...issue.path] }));
  if (field.meta.unique && read.value !== null) return [{ path: ['value'], code: 'batch_unique' }];
  return [];
}

/** A file belongs to one record, rows to theirs; what the server makes nobody sets. */
function mayChange(field: CompiledField, { op }: FieldChange): boolean {
  const { type, kind, many } = field;
  if (type.generated || type.display || type.files || field.owned) return false;
  if (op === 'add' || op === 'remove')
    return many && (kind === 'option' || kind === 'ref' || kind === 'text');
  if (op === 'increase' || op === 'multiply') return kind === 'number' && !many;
  return true;
}

const ownersOf = (owner: NonNullable<EditAction['owner']>): readonly string[] =>
  'spread' in owner ? owner.spread : owner.to === null ? [] : [owner.to];

async function areActive(ctx: Ctx, members: readonly string[]): Promise<boolean> {
  if (members.length === 0) return true;
  const { rowCount } = await ctx.pool.query(
    `SELECT FROM ${relation(ctx, 'member')} WHERE id = ANY($1::uuid[]) AND disabled_at IS NULL`,
    [members],
  );
  return rowCount === new Set(members).size;
}

/** What a change makes of a value. Errors: validation_failed where a number gets more digits than can be kept. */
export function valueAfter(field: CompiledField, change: FieldChange, before: Value): unknown {
  switch (change.op) {
    case 'set':
      return change.value;
    case 'clear':
      return null;
    case 'add': {
      const list = listOf(before);
      return [...list, ...change.values.filter((value) => !list.includes(value))];
    }
    case 'remove':
      return listOf(before).filter((value) => !change.values.includes(String(value)));
    default: {
      if (before === null) return null;
      const work = change.op === 'increase' ? addDecimal : mulDecimal;
      const after = work(String(before), change.by);
      if (after === null)
        throw new AppError('validation_failed', {
          issues: [{ path: ['set', field.key], code: 'invalid_number' }],
        });
      const places = field.valueSchema.decimalPlaces;
      return places === undefined ? after : (roundDecimal(after, places) ?? after);
    }
  }
}

const listOf = (value: Value): readonly Value[] => (Array.isArray(value) ? value : []);

/** Whose the next record is; `turn`: how many had their owner before. */
export function ownerAt(owner: NonNullable<EditAction['owner']>, turn: number): string | null {
  return 'spread' in owner ? (owner.spread[turn % owner.spread.length] ?? null) : owner.to;
}
