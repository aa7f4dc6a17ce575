import type { CompiledField, CompiledForm } from '@trellis/forms/model';
import { check, type Expr, type Frag, type Scope } from '@trellis/logic';
import { frag, join, lower, param, raw } from '@trellis/logic/sql';
import type { Scoped } from '../access/scoped.ts';
import { queryTokens } from '../storage/search-tokens.ts';

const fieldsOf = new WeakMap<CompiledForm, readonly CompiledField[]>();

/** Fields whose text the quick search looks into: the title and those marked searchable. */
export function searchFields(form: CompiledForm): readonly CompiledField[] {
  let fields = fieldsOf.get(form);
  if (!fields) {
    fields = [...form.fields.values()].filter(
      ({ key, kind, many, type, meta }) =>
        (kind === 'text' || type.plain) && !many && (meta.searchable || key === form.titleField),
    );
    fieldsOf.set(form, fields);
  }
  return fields;
}

const MAX_TERMS = 10;
/** What no stored text has: NUL and halves of characters. */
const UNSTORABLE = /\0|\p{Cs}/gu;

/**
 * Records in which every word of the search is part of a visible searchable text. The tokens of `_search` find
 * candidates by index; they also hold texts of fields that the member can't see, so each word is looked for again in
 * the visible columns, folded as the tokens are.
 */
export function searchFilter(scope: Scoped, search: string): Frag[] {
  const terms = [...new Set(search.normalize('NFKC').replaceAll(UNSTORABLE, '').split(/\s+/u))].filter(
    Boolean,
  );
  if (terms.length === 0) return [];
  const fields = searchFields(scope.access.form).filter(({ key }) => scope.access.visible.has(key));
  if (fields.length === 0) return [raw('false')];
  const tokens = queryTokens(search);
  return [
    ...(tokens.length > 0 ? [frag`${scope.system('_search')} @> ${param(tokens, 'text[]')}`] : []),
    ...terms.slice(0, MAX_TERMS).map((term) => contains(scope, fields, term)),
  ];
}

/** What is looked through: the column, or the text within what is kept as JSON. */
function textOf(scope: Scoped, key: string): Frag {
  const column = scope.column(key);
  return scope.access.visible.get(key)?.type.plain ? frag`(${column} ->> 'text')` : column;
}

/** A form with nothing but one text. */
const textScope = (key: string): Scope => ({
  form: { ref: '', fields: new Map([[key, { type: { kind: 'text' } }]]) },
  formOf: () => undefined,
});

function contains(scope: Scoped, fields: readonly CompiledField[], term: string): Frag {
  const target = {
    column: ([key = '']: readonly string[]): Frag => frag`normalize(${textOf(scope, key)}, NFKC)`,
    rows: () => {
      throw new Error('a search has no rows');
    },
  };
  const anyOf = fields.map(({ key }) => {
    const expr: Expr = { contains: [{ var: key }, term] };
    const result = check(expr, textScope(key), { root: 'condition' });
    if (!result.ok) throw new Error(`search in ${key}: ${result.issues[0]?.code}`);
    return lower(result.value, target, scope.reading.env);
  });
  return frag`(${join(anyOf, ' OR ')})`;
}
