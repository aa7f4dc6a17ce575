import { createWorkspaceSchema, dropWorkspaceSchema, inTransaction, type Pool } from '@trellis/db';
import { AppError, keyFromLabel, type Locale, newId } from '@trellis/metadata';
import { hashPassword } from './auth/password.ts';

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
  const passwordHash = await hashPassword(input.password);
  // The lock is held on a connection of its own, since making a schema takes another.
  return inTransaction(pool, async ({ client }) => {
    await client.query('select pg_advisory_xact_lock($1)', [LOCK_KEY]);
    if (!(await setupRequired(pool))) throw new AppError('already_set_up');
    const workspace = {
      id: newId(),
      key: workspaceKey(input.workspaceName),
      name: clean(input.workspaceName),
    };
    const { schema } = await createWorkspaceSchema(pool, { ...workspace, tz, locale: input.locale });
    const accountId = newId();
    try {
      await inTransaction(pool, async ({ client: tx }) => {
        await tx.query(
          'insert into platform.account (id, email, name, password_hash, locale) values ($1, $2, $3, $4, $5)',
          [accountId, input.email.trim().toLowerCase(), clean(input.name), passwordHash, input.locale],
        );
        await tx.query('insert into platform.membership (account_id, workspace_id) values ($1, $2)', [
          accountId,
          workspace.id,
        ]);
        await tx.query(
          `insert into "${schema}".member (id, account_id, name, email, is_admin) values ($1, $2, $3, $4, true)`,
          [newId(), accountId, clean(input.name), input.email.trim().toLowerCase()],
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

/** Pinyin of the name within what a schema name allows; "main" where nothing readable comes out. */
function workspaceKey(name: string): string {
  const key = keyFromLabel(name).slice(0, 30).replace(/_+$/, '');
  return /^[a-z][a-z0-9_]{1,30}$/.test(key) ? key : 'main';
}

const clean = (text: string) => text.replaceAll('\u0000', '').trim();

function isTimeZone(tz: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: tz });
    return true;
  } catch {
    return false;
  }
}
