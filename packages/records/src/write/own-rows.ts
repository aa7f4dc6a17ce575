import { type Checked, compile, type Env, type Frag, type Row, references } from '@trellis/logic';
import { frag, join, lower, param, sqlType } from '@trellis/logic/sql';
import { type Action, AppError } from '@trellis/metadata';
import type { Access } from '../access/policy.ts';
import { type Reading, sqlTarget } from '../access/target.ts';
import type { CatalogForm } from '../contract.ts';
import { dataOf, type Image } from './image.ts';

type Test = (data: Row, env: Env) => boolean;

/** A predicate over the record's own fields runs in JS; null for one that looks at other records. */
const tests = new WeakMap<Checked, { readonly test: Test | null }>();

function testOf(form: CatalogForm, predicate: Checked): Test | null {
  let known = tests.get(predicate);
  if (!known) {
    const own = references(predicate).every((path) => path.startsWith('$') || isOwn(form, path));
    const run = own ? compile(predicate) : undefined;
    known = { test: run ? (data, env) => run(data, env) === true : null };
    tests.set(predicate, known);
  }
  return known.test;
}

/** A field, or a column of rows that are saved with the record. */
function isOwn(form: CatalogForm, path: string): boolean {
  const [first = '', ...rest] = path.split('.');
  return !path.includes('@') && (rest.length === 0 || (rest.length === 1 && form.owned.has(first)));
}

/**
 * Whether a record as it will be stored lies within the member's rows: nobody writes a record out of their own reach.
 * Returns the conditions that only the database can decide (over the new values, to be asked in the writing
 * statement). Errors: forbidden (issue out_of_scope).
 */
export function checkOwnRows(state: Reading, access: Access, action: Action, image: Image): Frag[] {
  const open: Frag[] = [];
  if (access.rows[action].length === 0) return open;
  const data = dataOf(image);
  for (const oneOf of access.rows[action]) {
    const inJs = oneOf.map((predicate) => testOf(access.form, predicate));
    if (inJs.some((test) => test?.(data, state.env))) continue;
    const inSql = oneOf.filter((_, index) => inJs[index] === null);
    if (inSql.length === 0) throw outOfScope();
    const { scopeForm } = access.form;
    const target = sqlTarget(state, access.form, 'policy', (key) => {
      const type = scopeForm.fields.get(key)?.type;
      if (!type) throw new Error(`${access.form.ref} has no ${key}`);
      return param(data[key] ?? null, sqlType(type));
    });
    open.push(
      frag`(${join(
        inSql.map((predicate) => lower(predicate, target, state.env)),
        ' OR ',
      )})`,
    );
  }
  return open;
}

/** The record would be outside the rows that the member may write. */
export const outOfScope = (): AppError =>
  new AppError('forbidden', { issues: [{ path: [], code: 'out_of_scope' }] });
