import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Ctx, installTemplate } from '@trellis/records/server';
import { giveLogin } from '../members.ts';
import type { Services } from '../services.ts';
import { setUp, setupRequired } from '../setup.ts';
import { allWorkspaces } from '../workspaces.ts';

export interface DemoLogin {
  readonly email: string;
  readonly password: string;
}

const WORKSPACE = '云岭智能装备';
const ADMIN = 'admin@example.com';
const TEMPLATE = 'lifecycle-crm';
/** People of the sample company who can log in too: a manager, and a salesperson who sees their own records. */
const PEOPLE = [
  { name: '林晓岚', email: 'manager@example.com', role: 'lifecycle_crm:manager' },
  { name: '陈宇航', email: 'sales@example.com', role: 'lifecycle_crm:sales' },
];

/**
 * Makes the demo in an empty installation: workspace, administrator, the CRM with its sample company, two more logins.
 * In one that has a workspace already nothing is made. Answers the login, if this installation's demo made one.
 */
export async function prepareDemo(
  services: Services,
  say: (text: string) => void,
): Promise<DemoLogin | undefined> {
  const { pool, config } = services;
  const file = path.join(config.dataDir, 'demo-login.txt');
  const known = existsSync(file) ? readLogin(file) : undefined;
  if (!(await setupRequired(pool)) && !known) {
    say('已有企业，不再建立演示 A workspace exists; no demo is made');
    return undefined;
  }
  const login = known ?? { email: ADMIN, password: config.demoPassword ?? newPassword() };
  if (await setupRequired(pool)) {
    say('建立演示企业 Making the demo …');
    // Written first: a start that is interrupted later goes on with the same password.
    mkdirSync(config.dataDir, { recursive: true });
    writeFileSync(file, `${login.email}\n${login.password}\n`, { mode: 0o600 });
    await setUp(pool, { workspaceName: WORKSPACE, name: '管理员', ...login, locale: 'zh' });
  }
  await fill(services, login.password);
  return login;
}

/** Each part makes only what is missing. */
async function fill(services: Services, password: string): Promise<void> {
  const ctx = await adminContext(services);
  await installTemplate(ctx, { dir: services.templatesDir, template: TEMPLATE, sampleData: true });
  for (const person of PEOPLE) await giveLogin(ctx, { ...person, password });
}

async function adminContext({ pool, catalogs, keys, log }: Services): Promise<Ctx> {
  const [workspace] = await allWorkspaces(pool);
  if (!workspace) throw new Error('the demo has no workspace');
  const members = await pool.query<{ id: string }>(
    `select id from "${workspace.schema}".member where is_admin order by created_at limit 1`,
  );
  return {
    pool,
    catalog: await catalogs.get(workspace),
    actor: { id: members.rows[0]?.id ?? '', departments: [], roles: [], admin: true },
    now: new Date().toISOString(),
    locale: 'zh',
    cause: 'template',
    keys,
    log,
  };
}

function readLogin(file: string): DemoLogin {
  const [email = '', password = ''] = readFileSync(file, 'utf8').split('\n');
  return { email, password };
}

/** Twelve letters and digits that can't be mistaken for one another. */
function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  return Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join('');
}
