import type { CompiledField } from '@trellis/forms/model';
import { check, type Expr, type Frag, type Scope } from '@trellis/logic';
import { frag, join, lower, param, raw } from '@trellis/logic/sql';
import { readSearch, type SearchQuery, type SearchTerm } from '@trellis/metadata';
import type { Access } from '../access/policy.ts';
import type { Scoped } from '../access/scoped.ts';
import {
  pinyinPattern,
  queryTokens,
  type TokenSet,
  tokensOfBeginning,
  tokensOfTerm,
} from '../storage/search-tokens.ts';
import { searchFields } from './fields.ts';

/** Searchable fields of a form that the member may see. */
export const visibleSearchFields = ({ form, visible }: Access): readonly CompiledField[] =>
  searchFields(form).filter(({ key }) => visible.has(key));

/**
 * Records in which every word of the search is part of a visible searchable text or of its pinyin, or that have its
 * digits as a telephone number. `_search` finds candidates by index; it holds tokens of fields that the member can't see
 * too, so each word is looked for again in the visible columns, folded as the tokens are, and in the visible lines of
 * `_pinyin`. Nothing to search for: no condition.
 */
export function searchFilter(scope: Scoped, search: string): Frag[] {
  const query = readSearch(search);
  if (query.terms.length === 0) return [];
  const fields = visibleSearchFields(scope.access);
  if (fields.length === 0) return [raw('false')];
  const words = found(scope, fields, query);
  const digits = query.digits === undefined ? undefined : hasDigits(scope, fields, query.digits);
  return digits ? [anyOf([allOf(words), digits])] : words;
}

/** Records whose title begins with the search; undefined where the index can't tell or the title is not to be seen. */
export function beginningFilter(scope: Scoped, search: string): Frag[] | undefined {
  const { terms } = readSearch(search);
  const [term] = terms;
  const field = visibleSearchFields(scope.access).find(({ key }) => key === scope.access.form.titleField);
  if (terms.length !== 1 || !term || !field) return undefined;
  const tokens = tokensOfBeginning(term.text);
  if (tokens.length === 0) return undefined;
  return [hasAll(scope, tokens), textIn(scope, field.key, { starts_with: [{ var: field.key }, term.text] })];
}

function found(scope: Scoped, fields: readonly CompiledField[], { terms }: SearchQuery): Frag[] {
  const sets = terms.map(tokensOfTerm);
  // What all of them must have is one look into the index.
  const sure = [
    ...new Set(sets.flatMap(([first, ...others]) => (first && others.length === 0 ? first.all : []))),
  ];
  const choices = sets.filter(({ length }) => length > 1);
  return [
    ...(sure.length > 0 ? [hasAll(scope, sure)] : []),
    ...choices.map((any) => anyOf(any.map((tokens) => hasTokens(scope, tokens)))),
    ...terms.map((term) => anyOf(placesOf(scope, fields, term))),
  ];
}

function placesOf(scope: Scoped, fields: readonly CompiledField[], term: SearchTerm): Frag[] {
  const texts = fields.map(({ key }) => textIn(scope, key, { contains: [{ var: key }, term.text] }));
  if (!term.pinyin || scope.asOf) return texts;
  const pattern = pinyinPattern(
    term,
    fields.map(({ key }) => key),
  );
  return [...texts, frag`${scope.system('_pinyin')} ~ ${param(pattern, 'text')}`];
}

/** Telephone numbers are kept without what people put between the digits. */
function hasDigits(scope: Scoped, fields: readonly CompiledField[], digits: string): Frag | undefined {
  const phones = fields.filter(({ type, config }) => type.valueSchema(config).format === 'phone');
  if (phones.length === 0) return undefined;
  const numbers = phones.map(({ key }) => textIn(scope, key, { contains: [{ var: key }, digits] }));
  return allOf([hasAll(scope, queryTokens(digits)), anyOf(numbers)]);
}

/** What was written then has no tokens: all texts are looked through. */
const hasAll = (scope: Scoped, tokens: readonly string[]): Frag =>
  scope.asOf ? raw('true') : frag`${scope.system('_search')} @> ${param([...tokens], 'text[]')}`;

function hasTokens(scope: Scoped, { all, any }: TokenSet): Frag {
  if (scope.asOf) return raw('true');
  const one = any ? [frag`${scope.system('_search')} && ${param([...any], 'text[]')}`] : [];
  return allOf([...(all.length > 0 ? [hasAll(scope, all)] : []), ...one]);
}

const anyOf = (conditions: readonly Frag[]): Frag => frag`(${join(conditions, ' OR ')})`;
const allOf = (conditions: readonly Frag[]): Frag => frag`(${join(conditions, ' AND ')})`;

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

/** A condition over the text of a field, folded as the tokens are. */
function textIn(scope: Scoped, field: string, expr: Expr): Frag {
  const target = {
    column: ([key = '']: readonly string[]): Frag => frag`normalize(${textOf(scope, key)}, NFKC)`,
    rows: () => {
      throw new Error('a search has no rows');
    },
  };
  const result = check(expr, textScope(field), { root: 'condition' });
  if (!result.ok) throw new Error(`search in ${field}: ${result.issues[0]?.code}`);
  return lower(result.value, target, scope.reading.env);
}
