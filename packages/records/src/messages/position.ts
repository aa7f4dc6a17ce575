import { normalizeInstant } from '@trellis/logic';
import { AppError, isId } from '@trellis/metadata';

/** Where a page of a list ended that has the newest first. */
interface Position {
  readonly at: string;
  readonly id: string;
}

export const writePosition = ({ at, id }: Position): string => `${at}~${id}`;

/** Errors: query_invalid (bad_cursor). */
export function readPosition(text: string): Position;
export function readPosition(text: string | undefined): Position | undefined;
export function readPosition(text: string | undefined): Position | undefined {
  if (text === undefined) return undefined;
  const [at = '', id = ''] = text.split('~');
  if (normalizeInstant(at) === at && isId(id)) return { at, id };
  throw new AppError('query_invalid', { issues: [{ path: ['after'], code: 'bad_cursor' }] });
}
