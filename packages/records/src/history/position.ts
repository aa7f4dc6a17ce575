import { normalizeInstant } from '@trellis/logic';
import { AppError, isId } from '@trellis/metadata';

/** The place of a change in the history of its record: what is worked out keeps the version of what it followed from. */
export interface ChangePosition {
  readonly version: number;
  readonly at: string;
  readonly id: string;
}

export const writeChangePosition = ({ version, at, id }: ChangePosition): string => `${version}~${at}~${id}`;

/** Errors: query_invalid (bad_cursor). */
export function readChangePosition(text: string | undefined): ChangePosition | undefined {
  if (text === undefined) return undefined;
  const [version = '', at = '', id = ''] = text.split('~');
  if (/^[1-9]\d{0,8}$/.test(version) && normalizeInstant(at) === at && isId(id)) {
    return { version: Number(version), at, id };
  }
  throw new AppError('query_invalid', { issues: [{ path: ['after'], code: 'bad_cursor' }] });
}
