import type { CompiledForm } from '@trellis/forms/model';
import { check, compile, type Env, type Expr, type Row, references } from '@trellis/logic';
import type { ColorRule, ViewDocument } from '@trellis/metadata';
import type { RecordData } from '@trellis/ui/react';

/** The colour that a record takes, if any. */
export type ColorOf = (record: RecordData) => ColorRule | undefined;

/** Fields that the colours of a view look at: they have to be fetched with what is shown. */
export function colorFields({ colors = [] }: ViewDocument, form: CompiledForm): readonly string[] {
  const read = colors.flatMap(({ when }) => references(when).map((path) => path.split('.')[0] ?? path));
  return [...new Set(read)].filter((key) => form.fields.has(key));
}

/** Finds the colours of records: of several rules that hold the first counts. A rule that makes no sense colours nothing. */
export function colorsOf({ colors = [] }: ViewDocument, form: CompiledForm, env: () => Env): ColorOf {
  const scope = { form: form.scopeForm, formOf: () => undefined };
  const rules = colors.flatMap((rule) => {
    const holds = compiled(rule.when, scope);
    return holds ? [{ rule, holds }] : [];
  });
  if (rules.length === 0) return () => undefined;
  return (record) => {
    const row = rowOf(record);
    const now = env();
    return rules.find(({ holds }) => holds(row, now))?.rule;
  };
}

function compiled(
  when: Expr,
  scope: Parameters<typeof check>[1],
): ((row: Row, env: Env) => boolean) | undefined {
  const checked = check(when, scope, { root: 'condition' });
  if (!checked.ok) return undefined;
  const run = compile(checked.value);
  return (row, env) => run(row, env) === true;
}

/** A record as expressions name it. */
function rowOf({ id, values, meta }: RecordData): Row {
  return {
    ...(values as Row),
    _id: id,
    _created_at: meta.createdAt,
    _created_by: meta.createdBy,
    _updated_at: meta.updatedAt,
    _updated_by: meta.updatedBy,
    _owner_id: meta.owner,
    _department_id: meta.department,
  };
}
