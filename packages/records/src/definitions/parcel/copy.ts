import { AppError, type LocalText } from '@trellis/metadata';
import { accessTo } from '../../access/policy.ts';
import type { Ctx } from '../../contract.ts';
import { type Added, addForms } from './add.ts';
import { type Copied, copyRecords } from './copy-records.ts';
import { exportForm } from './take.ts';

export interface CopyFormInput {
  /** App that the copy belongs to; the form's own or another. */
  readonly app: string;
  readonly label: LocalText;
  /** Its records come along. */
  readonly data: boolean;
  /** Ends the copying; nothing of it stays. */
  readonly signal?: AbortSignal;
}

/**
 * Copies a published form with its views, and its records if wanted; all or nothing. What refers to the form itself refers
 * to the copy, other references stay, and what lists records of other forms that point to the form is left out: none
 * point to the copy. How far the records are is told like a conversion of the form.
 * Errors: definition_not_found, definition_invalid, validation_failed (too many records), form_unavailable, busy, forbidden.
 */
export async function copyForm(
  ctx: Ctx,
  from: { readonly app: string; readonly key: string },
  { app, label, data, signal }: CopyFormInput,
): Promise<{ readonly form: string; readonly left: Added['left'] } & Copied> {
  const parcel = exportForm(ctx, from);
  const { form: source } = accessTo(ctx, `${from.app}:${from.key}`);
  let copied: Copied = { records: 0, refused: 0 };
  const { forms, left } = await addForms(ctx, app, parcel, {
    label,
    signal,
    below: app === from.app ? from.key : undefined,
    fill: data
      ? async (catalog, settled) => {
          const target = catalog.forms.get(`${app}:${settled.forms.get(from.key)}`);
          if (!target) throw new AppError('form_unavailable');
          copied = await copyRecords({ ...ctx, catalog }, { source, target, signal });
        }
      : undefined,
  });
  return { form: forms.get(from.key) ?? '', left, ...copied };
}
