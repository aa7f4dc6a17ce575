import { readPosition, writePosition } from '../messages/position.ts';

/** The place of a change in the history of its record: what is worked out keeps the version of what it followed from. */
export interface ChangePosition {
  readonly version: number;
  readonly at: string;
  readonly id: string;
}

export const writeChangePosition = ({ version, ...rest }: ChangePosition): string =>
  `${version}~${writePosition(rest)}`;

/** Errors: query_invalid (bad_cursor). */
export function readChangePosition(text: string | undefined): ChangePosition | undefined {
  if (text === undefined) return undefined;
  const [, version, rest = ''] = /^([1-9]\d{0,8})~(.*)$/.exec(text) ?? [];
  return { version: Number(version), ...readPosition(rest) };
}
