import { reportIssuesIn } from '@trellis/forms/model';
import { type Checked, check, type Expr } from '@trellis/logic';
import { fail, ok, type Result } from '@trellis/metadata';
import { type Access, accessFor, findAccess } from '@trellis/records/server';
import { placeIn } from './place.ts';
import type { CompileContext, JoinedForm, ParsedQuery, Resolved } from './types.ts';

/**
 * Finds every form and field that the query names, as far as they exist for the member: a hidden field is an
 * unknown one. After this pass the set of forms is closed. Errors: forbidden, form_unavailable.
 */
export function resolve(query: ParsedQuery, { ctx, app }: CompileContext): Result<Resolved> {
  const ref = `${app}:${query.form}`;
  if (!findAccess(ctx, ref))
    return fail({ path: ['form'], code: 'unknown_form', params: { name: query.form } });
  const access = accessFor(ctx, ref, 'view');
  const wrong = reportIssuesIn(access.scope, query);
  if (wrong.length > 0) return fail(...wrong);

  const joins = new Map<string, JoinedForm>();
  const place = (path: string) => placeIn(ctx, access, path, joins);
  const dimensions = query.dimensions.map(({ key, path, bucket, label }) => ({
    key,
    path,
    place: place(path),
    ...(bucket ? { bucket } : {}),
    ...(label ? { label } : {}),
  }));
  const measures = query.measures.map(({ key, op, path, filter, label }) => ({
    key,
    op,
    ...(path === undefined ? {} : { path, place: place(path) }),
    ...(filter === undefined ? {} : { filter: conditionIn(access, filter) }),
    ...(label ? { label } : {}),
  }));
  const tooFar = [...farIssues(access, 'dimensions', dimensions), ...farIssues(access, 'measures', measures)];
  if (tooFar.length > 0) return fail(...tooFar);
  return ok({
    access,
    ...(query.filter === undefined ? {} : { filter: conditionIn(access, query.filter) }),
    joins: [...joins.values()],
    dimensions,
    measures,
    ...(query.order ? { order: query.order } : {}),
    ...(query.limit === undefined ? {} : { limit: query.limit }),
  });
}

function conditionIn(access: Access, condition: Expr): Checked {
  const result = check(condition, access.scope, { root: 'condition' });
  if (!result.ok) throw new Error('a condition was checked and is wrong');
  return result.value;
}

/** A reference is read through its form: one step more, which may not exist for the member or lie too far. */
function farIssues(
  access: Access,
  list: 'dimensions' | 'measures',
  named: readonly Pick<Resolved['measures'][number], 'place'>[],
) {
  return named.flatMap(({ place }, index) => {
    const result = place && check({ var: place.path }, access.scope);
    if (!result || result.ok) return [];
    return result.issues.map((issue) => ({ ...issue, path: [list, index, 'path'] }));
  });
}
