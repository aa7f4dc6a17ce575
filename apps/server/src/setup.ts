import { setTimeout as sleep } from 'node:timers/promises';
import { createWorkspaceSchema, dropWorkspaceSchema, inTransaction, type Pool } from '@trellis/db';
import { AppError, keyFromLabel, type Locale, newId } from '@trellis/metadata';
import { hashPassword } from './auth/password.ts';
import { emailOf, nameOf } from './text.ts';

export interface SetupInput {
  readonly workspaceName: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly locale: Locale;
  /** IANA name; default Asia/Shanghai. */
  readonly tz?: string;
}

const LOCK_KEY = 7_305_440;
/** Ten times a second. */
const LOCK_ATTEMPTS = 200;

/** Whether the installation has no workspace yet. */
export async function setupRequired(pool: Pool): Promise<boolean> {
  const { rowCount } = await pool.query('select 1 from platform.workspace limit 1');
  return rowCount === 0;
}

/**
 * Makes the first workspace and its administrator, once: of two that come together one gets already_set_up.
 * Errors: already_set_up, validation_failed (unknown time zone).
 */
export async function setUp(
  pool: Pool,
  input: SetupInput,
): Promise<{ accountId: string; workspaceKey: string }> {
  const tz = input.tz ?? 'Asia/Shanghai';
  if (!isTimeZone(tz)) {
    throw new AppError('validation_failed', { issues: [{ path: ['tz'], code: 'invalid' }] });
  }
  const label = nameOf('workspaceName', input.workspaceName);
  const name = nameOf('name', input.name);
  const email = emailOf(input.email);
  // Asked before the hash: anybody may call this for as long as the installation lives.
  if (!(await setupRequired(pool))) throw new AppError('already_set_up');
  const passwordHash = await hashPassword(input.password);
  return underSetupLock(pool, async () => {
    if (!(await setupRequired(pool))) throw new AppError('already_set_up');
    const workspace = { id: newId(), key: workspaceKey(label), name: label };
    const { schema } = await createWorkspaceSchema(pool, { ...workspace, tz, locale: input.locale });
    const accountId = newId();
    try {
      await inTransaction(pool, async ({ client: tx }) => {
        await tx.query(
          'insert into platform.account (id, email, name, password_hash, locale) values ($1, $2, $3, $4, $5)',
          [accountId, email, name, passwordHash, input.locale],
        );
        await tx.query('insert into platform.membership (account_id, workspace_id) values ($1, $2)', [
          accountId,
          workspace.id,
        ]);
        await tx.query(
          `insert into "${schema}".member (id, account_id, name, email, is_admin) values ($1, $2, $3, $4, true)`,
          [newId(), accountId, name, email],
        );
      });
    } catch (error) {
      // A workspace that nobody can enter would block the next try.
      await dropWorkspaceSchema(pool, workspace.key);
      throw error;
    }
    return { accountId, workspaceKey: workspace.key };
  });
}

/**
 * Runs `work` as the only one of all processes, on a connection beside those that it uses itself. By trying, not by
 * waiting: those who wait must not hold the connections that the one who works needs. Errors: busy.
 */
async function underSetupLock<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; attempt <= LOCK_ATTEMPTS; attempt++) {
    const done = await inTransaction(
      pool,
      async ({ client }) => {
        const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_xact_lock($1) as got', [
          LOCK_KEY,
        ]);
        return rows[0]?.got ? { result: await work() } : undefined;
      },
      { attempts: 1 },
    );
    if (done) return done.result;
    await sleep(100);
  }
  throw new AppError('busy');
}

/** Pinyin of the name within what a schema name allows; "main" where nothing readable comes out. */
function workspaceKey(name: string): string {
  const key = keyFromLabel(name).slice(0, 30).replace(/_+$/, '');
  return /^[a-z][a-z0-9_]{1,30}$/.test(key) ? key : 'main';
}

function isTimeZone(tz: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: tz });
    return true;
  } catch {
    return false;
  }
}
