import type { ScopeField } from '@trellis/logic';
import { type Access, accessFor, type Ctx } from '@trellis/records/server';
import type { JoinedForm, Place } from './types.ts';

/**
 * The column at the end of a checked path; the forms on the way are added to `joins`. A reference to a form is read
 * through that form, so that one whose record the member may not view is empty like any other value of it.
 */
export function placeIn(ctx: Ctx, access: Access, path: string, joins: Map<string, JoinedForm>): Place {
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let here = { access, join: '' };
  for (const step of steps) here = follow(ctx, here, step, joins);
  const field = fieldOf(here.access, last);
  if (last === '_id' || field.target === undefined || !ctx.catalog.forms.has(field.target))
    return placeOf(here, last, field, path);
  const own = `${path}._id`;
  // The form does not exist for the member, nor does this path, which is told of when it is checked.
  if (!access.scope.formOf(field.target)) return placeOf(here, last, field, own);
  const there = follow(ctx, here, last, joins);
  return placeOf(there, '_id', fieldOf(there.access, '_id'), own);
}

interface Standpoint {
  readonly access: Access;
  readonly join: string;
}

function follow(ctx: Ctx, from: Standpoint, via: string, joins: Map<string, JoinedForm>): Standpoint {
  const path = from.join === '' ? via : `${from.join}.${via}`;
  const known = joins.get(path);
  if (known) return { access: known.access, join: path };
  const form = fieldOf(from.access, via).target ?? '';
  const access = accessFor(ctx, form, 'view');
  joins.set(path, { path, from: from.join, via, form, access });
  return { access, join: path };
}

function placeOf({ access, join }: Standpoint, column: string, scope: ScopeField, path: string): Place {
  const field = access.visible.get(column);
  return {
    join,
    column,
    type: scope.type,
    ...(field ? { field } : {}),
    ...(scope.target === undefined ? {} : { target: scope.target }),
    path,
  };
}

function fieldOf(access: Access, key: string): ScopeField {
  const field = access.scope.form.fields.get(key);
  if (!field) throw new Error(`${access.form.ref} has no ${key} for this member`);
  return field;
}
