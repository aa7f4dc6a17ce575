import type { CompiledField } from '@trellis/forms/model';
import { AppError, DEPARTMENT_TARGET, type Issue, localText, MEMBER_TARGET } from '@trellis/metadata';
import { type Access, findAccess } from '../../access/policy.ts';
import type { Ctx } from '../../contract.ts';
import type { ColumnMapping, Mapping } from '../mapping/types.ts';
import { idField, importFields, RECORD_ID } from './fields.ts';
import { joinedColumns, mayBeJoined, type Part, placeOf } from './parts.ts';

/** A column of the file on its way into a field. */
export interface PlannedColumn extends ColumnMapping {
  readonly target: CompiledField;
  /** Where several columns name one record together, each by another field: all of them. */
  readonly parts?: readonly Part[];
}

/**
 * The columns of a mapping with their fields. Errors: validation_failed with issues below ["mapping", "columns", n].
 * @param width how many columns the file has
 */
export function planColumns(ctx: Ctx, access: Access, mapping: Mapping, width: number): PlannedColumn[] {
  const fields = importFields(access);
  const issues: Issue[] = [];
  const seen = new Set<string>();
  const planned = mapping.columns.flatMap((column, index): PlannedColumn[] => {
    const report = (name: string, code: string, params: Record<string, string | number> = {}) =>
      void issues.push({ path: ['mapping', 'columns', index, name], code, params });
    const target = fields.get(column.field);
    if (!target) {
      report('field', 'unknown_field', { name: column.field });
      return [];
    }
    const label = localText(target.meta.label, ctx.locale);
    const title = titleOf(ctx, target);
    // An id says all that there is to say of which record is meant.
    const byId = mapping.columns.some((one) => one.field === column.field && one.matchBy === RECORD_ID);
    const taken = mayBeJoined({ target }) && !byId ? placeOf(column, title) : column.field;
    if (seen.has(taken)) report('field', 'field_twice', { name: label });
    seen.add(taken);
    if (column.column >= width) report('column', 'column_missing', { column: column.column + 1 });
    if (Object.entries(column.replace ?? {}).some((texts) => texts.some(unstorable))) {
      report('replace', 'invalid_character');
    }
    if (column.matchBy !== undefined && !matchFields(ctx, target).has(column.matchBy)) {
      report('matchBy', 'not_matchable', { name: column.matchBy });
    }
    if (column.unmatched === 'create' && (byId || !mayCreate(ctx, target))) {
      report('unmatched', 'create_not_allowed', { name: label });
    }
    return [{ ...column, target }];
  });
  for (const [index, { text }] of (mapping.edits ?? []).entries()) {
    if (unstorable(text))
      issues.push({ path: ['mapping', 'edits', index, 'text'], code: 'invalid_character' });
  }
  for (const [index, { instead = null }] of (mapping.fixes ?? []).entries()) {
    if (unstorable(instead))
      issues.push({ path: ['mapping', 'fixes', index, 'instead'], code: 'invalid_character' });
  }
  if (issues.length > 0) throw new AppError('validation_failed', { issues });
  return joinedColumns(planned, ({ target }) => titleOf(ctx, target));
}

/** Field by which the names of a reference are meant where nothing else is said. */
export const titleOf = (ctx: Ctx, { target = '' }: Pick<CompiledField, 'target'>): string =>
  findAccess(ctx, target)?.form.titleField ?? '';

/** NUL and halves of characters, which JSON can carry and the database can't. */
export const unstorable = (text: string | null): boolean => text !== null && /\0|\p{Cs}/u.test(text);

/**
 * Fields by which the records behind a reference can be told apart: its title, what may be unique or a title, and its id.
 * Members are known by name, e-mail and phone.
 */
export function matchFields(
  ctx: Ctx,
  { target }: Pick<CompiledField, 'target'>,
): ReadonlyMap<string, CompiledField | null> {
  if (target === undefined) return new Map();
  if (target === MEMBER_TARGET)
    return new Map([
      ['name', null],
      ['email', null],
      ['phone', null],
    ]);
  if (target === DEPARTMENT_TARGET) return new Map([['name', null]]);
  const access = findAccess(ctx, target);
  if (!access?.actions.has('view')) return new Map();
  const named = [...access.visible].filter(
    ([, { type, kind, many }]) =>
      (type.title || type.unique) && (kind === 'text' || kind === 'number') && !many,
  );
  return new Map([...named, [RECORD_ID, idField(access.form)]]);
}

/** Whether an import may make the records that a text names. */
function mayCreate(ctx: Ctx, { target }: CompiledField): boolean {
  const access = target === undefined ? undefined : findAccess(ctx, target);
  return access !== undefined && access.form.state === 'ok' && access.actions.has('import');
}
