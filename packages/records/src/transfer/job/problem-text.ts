import { issueMessage, localText } from '@trellis/metadata';
import { findAccess } from '../../access/policy.ts';
import type { Ctx } from '../../contract.ts';
import { importFields } from '../convert/fields.ts';
import type { RowProblem } from '../convert/problems.ts';
import type { Job } from './store.ts';

/** Says what is wrong in the caller's language. */
export function openProblemTexts(
  ctx: Ctx,
  job: Pick<Job, 'app' | 'form'>,
): (problem: Pick<RowProblem, 'code' | 'field' | 'params'>) => string {
  const access = findAccess(ctx, `${job.app}:${job.form}`);
  const fields = access && importFields(access);
  return ({ code, field: key = '', params }) => {
    const field = fields?.get(key);
    const issue = { path: [], code, ...(params ? { params } : {}) };
    return issueMessage(issue, ctx.locale, field && localText(field.meta.label, ctx.locale));
  };
}
