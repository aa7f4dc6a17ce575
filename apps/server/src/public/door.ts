import type { Pool } from '@trellis/db';
import { AppError, isKey } from '@trellis/metadata';
import { findPublicForm, type PublicForm, type Workspace } from '@trellis/records/server';
import { type Limiter, openLimiter } from '../auth/limiter.ts';
import { openRecent } from '../auth/recent.ts';
import { workspaceOf } from '../workspaces.ts';

const MINUTE = 60_000;

/** How often one address may do what, per form or shared record; guesses are counted for all of them together. An office behind one address must still get its work done. */
const LIMITS = {
  open: { max: 120, windowMs: MINUTE },
  unlock: { max: 10, windowMs: 5 * MINUTE },
  challenge: { max: 60, windowMs: MINUTE },
  upload: { max: 60, windowMs: 5 * MINUTE },
  submit: { max: 30, windowMs: MINUTE },
  query: { max: 10, windowMs: MINUTE },
  guess: { max: 60, windowMs: MINUTE },
} as const;
export type Doing = keyof typeof LIMITS;

interface Found {
  readonly workspace: Workspace;
  readonly pub: PublicForm;
}

/** What this process knows of visitors without a login. */
export interface PublicDoor {
  /** The form behind a link, remembered for a second. Errors: public_form_not_found. */
  find(workspace: string, token: string): Promise<Found>;
  /** The workspace that the address of a shared record names, remembered for a second. Errors: share_link_gone. */
  workspace(key: string): Promise<Workspace>;
  /** Counts what an address does with a form. Errors: too_many_requests. */
  count(doing: Doing, address: string, token: string): void;
  /** What was counted last was right: it does not count. */
  forgive(doing: Doing, address: string, token: string): void;
  /** Whether an answered challenge comes for the first time; it is remembered until it expires (ms). */
  isFirst(challenge: string, expires: number): boolean;
  /** Settings changed: they count at once. */
  forget(): void;
}

const MOST_CHALLENGES = 100_000;

export function openPublicDoor(pool: Pool): PublicDoor {
  const recent = openRecent<Found>(1_000);
  const workspaces = openRecent<Workspace>(1_000);
  const limiters = Object.fromEntries(
    Object.entries(LIMITS).map(([doing, limit]) => [doing, openLimiter(limit)]),
  ) as Record<Doing, Limiter>;
  const used = new Map<string, number>();
  return {
    find: (key, token) =>
      recent.get(`${key} ${token}`, async () => {
        const workspace = isKey(key) ? await workspaceOf(pool, key) : undefined;
        const pub = workspace && (await findPublicForm(pool, workspace, token));
        if (!workspace || !pub) throw new AppError('public_form_not_found');
        return { workspace, pub };
      }),
    workspace: (key) =>
      workspaces.get(key, async () => {
        const workspace = isKey(key) ? await workspaceOf(pool, key) : undefined;
        if (!workspace) throw new AppError('share_link_gone');
        return workspace;
      }),
    count(doing, address, token) {
      const key = `${address} ${token}`;
      const wait = limiters[doing].wait(key);
      if (wait > 0) throw new AppError('too_many_requests', { params: { retryAfter: wait } });
      limiters[doing].attempt(key);
    },
    forgive: (doing, address, token) => limiters[doing].takeBack(`${address} ${token}`),
    isFirst(challenge, expires) {
      const now = Date.now();
      if (used.has(challenge)) return false;
      if (used.size >= MOST_CHALLENGES) for (const [one, until] of used) if (until < now) used.delete(one);
      used.set(challenge, expires);
      return true;
    },
    forget: () => recent.clear(),
  };
}
