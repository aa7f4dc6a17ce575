import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { PublicForm } from '@trellis/records/server';

const PASS_MS = 12 * 60 * 60_000;
const CHALLENGE_MS = 10 * 60_000;
/** Some 65,000 hashes: a moment for one phone, dear for who sends thousands. */
export const PROOF_BITS = 16;

/** The installation's secret signs tokens and addresses too; the first words keep them apart. */
const sign = (secret: string, ...parts: (string | number)[]): string =>
  createHmac('sha256', secret)
    .update(['trellis public', ...parts].join('\n'))
    .digest('base64url');

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** What shows for half a day that somebody knew the password; another password makes it worthless. */
export function passFor(secret: string, pub: PublicForm, now: number): string {
  const expires = now + PASS_MS;
  return `${expires}.${sign(secret, 'pass', pub.token, pub.passwordHash ?? '', expires)}`;
}

/** Whether a visitor may come in: there is no password, or they knew it. */
export function maySee(secret: string, pub: PublicForm, pass: string | undefined, now: number): boolean {
  if (pub.passwordHash === null) return true;
  const [expires = '', signature = ''] = (pass ?? '').split('.');
  const ours = sign(secret, 'pass', pub.token, pub.passwordHash, Number(expires));
  return Number(expires) > now && same(signature, ours);
}

/** A puzzle for this form, which nobody else could have set. */
export function newChallenge(secret: string, { token }: PublicForm, now: number): string {
  const text = `${now + CHALLENGE_MS}.${randomBytes(12).toString('base64url')}`;
  return `${text}.${sign(secret, 'challenge', token, text)}`;
}

/** Until when (ms) a solved challenge counts; undefined where it is none of ours, too old, or not solved. */
export function solvedUntil(
  secret: string,
  { token }: PublicForm,
  proof: { readonly challenge: string; readonly answer: number } | undefined,
  now: number,
): number | undefined {
  if (!proof) return undefined;
  const { challenge, answer } = proof;
  const [expires = '', salt = '', signature = ''] = challenge.split('.');
  const ours = sign(secret, 'challenge', token, `${expires}.${salt}`);
  if (!same(signature, ours) || Number(expires) <= now) return undefined;
  const hash = createHash('sha256').update(`${challenge}.${answer}`).digest();
  return Math.clz32(hash.readUInt32BE()) >= PROOF_BITS ? Number(expires) : undefined;
}
