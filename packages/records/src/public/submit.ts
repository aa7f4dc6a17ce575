import { normaliseRecord } from '@trellis/forms/model';
import { AppError, type Issue } from '@trellis/metadata';
import { createRecord } from '../write/create.ts';
import { filesIn, handOver } from './files.ts';
import type { PublicForm } from './forms.ts';
import { captured, capturingFields, type Params } from './prefill.ts';
import { finish, guardsOf, release, reserve } from './submissions.ts';
import { formOf, offeredIn, type Visit, visitorCtx } from './visitor.ts';

export interface Submission {
  /** Of the record; made by the visitor's browser. */
  readonly id: string;
  readonly visitor: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly params: Params;
}

/**
 * Stores what a visitor sent, through the one write path. A submission that is repeated because its answer was lost
 * makes no second record.
 * Errors: validation_failed with issues at ["values", field], submitted_already, public_form_closed.
 */
export async function submitPublic(visit: Visit, pub: PublicForm, sent: Submission): Promise<void> {
  const form = formOf(visit, pub);
  const offered = offeredIn(visit, pub);
  const known = new Set(offered.map(({ key }) => key));
  // A field that is kept for the address or for staff does not exist for visitors.
  const unknown = Object.keys(sent.values).filter((key) => !known.has(key));
  if (unknown.length > 0) throw refused(unknown.map(unknownField));
  const capturing = capturingFields(form, offered, pub.settings);
  const read = normaliseRecord(form, sent.values);
  if (!read.ok) throw refused(read.issues);
  const files = filesIn(form, read.value);
  const guards = guardsOf(visit, pub, sent.visitor, read.value);
  if ((await reserve(visit, pub, sent.id, guards)) === 'done') return;
  await handOver(visit, pub, sent.visitor, files, 'forth');
  try {
    const fields = [...offered, ...capturing.map(([field]) => field)];
    await createRecord(visitorCtx(visit, pub, 'save', fields), pub.form, {
      id: sent.id,
      values: { ...captured(visit, capturing, sent.params), ...sent.values },
      owner: pub.settings.owner ?? null,
    });
  } catch (error) {
    await handOver(visit, pub, sent.visitor, files, 'back');
    await release(visit, sent.id);
    throw error;
  }
  await finish(visit, sent.id);
}

const unknownField = (key: string): Issue => ({
  path: [key],
  code: 'unknown_field',
  params: { name: key.slice(0, 100) },
});

const refused = (issues: readonly Issue[]): AppError =>
  new AppError('validation_failed', {
    issues: issues.map((issue) => ({ ...issue, path: ['values', ...issue.path] })),
  });
