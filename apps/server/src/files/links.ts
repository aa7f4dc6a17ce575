import { createHmac, timingSafeEqual } from 'node:crypto';

/** What an address gives: the file to look at, to save, or a small picture of it. */
export type Part = 'view' | 'save' | 'thumb';

/** Within such a span equal addresses are given out, so that browsers need not fetch a picture twice. */
const STEP_SECONDS = 5 * 60;
const LEAST_SECONDS = 10 * 60;

/** Seconds since 1970 until which an address made now serves: ten to fifteen minutes. */
export const expiryAt = (now: number): number =>
  Math.ceil((now / 1000 + LEAST_SECONDS) / STEP_SECONDS) * STEP_SECONDS;

/** Address of a file's content, without origin. Whoever has it may read until it expires. */
export function signedUrl(
  secret: string,
  workspace: string,
  id: string,
  part: Part,
  expires: number,
): string {
  const signature = sign(secret, workspace, id, part, expires).toString('base64url');
  return `/api/v1/w/${workspace}/files/${id}/${part}?expires=${expires}&signature=${signature}`;
}

/** Whether a signature is ours for exactly this, and not too old. */
export function isSigned(
  secret: string,
  address: { workspace: string; id: string; what: Part; expires: number; signature: string },
  now: number,
): boolean {
  const { workspace, id, what, expires, signature } = address;
  const ours = sign(secret, workspace, id, what, expires);
  const theirs = Buffer.from(signature, 'base64url');
  return theirs.length === ours.length && timingSafeEqual(theirs, ours) && expires * 1000 > now;
}

/** The installation's secret signs tokens too; the first word keeps the two apart. */
const sign = (secret: string, ...parts: (string | number)[]): Buffer =>
  createHmac('sha256', secret)
    .update(['trellis file', ...parts].join('\n'))
    .digest();
