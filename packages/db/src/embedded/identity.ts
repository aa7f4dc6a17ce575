import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DbError } from '../db-error.ts';
import { type Binaries, binary } from './binaries.ts';

/**
 * Who runs the server; PostgreSQL refuses root.
 * - `self`: this process's own user.
 * - `uid`: another user, which root switches to.
 * - `userns`: this user under the name `nobody` in a user namespace; for root where no other user may enter the
 *   folders (a home folder of mode 0700), and for a uid without a passwd entry. Files stay owned by this user.
 */
export type Identity =
  | { readonly mode: 'self' }
  | { readonly mode: 'uid'; readonly uid: number; readonly gid: number }
  | { readonly mode: 'userns' };

const UNSHARE = 'unshare';
const USERNS = ['--user', '--map-user=65534', '--map-group=65534'];

/** Chooses an identity for a data folder. An existing folder keeps the identity that made it. */
export function chooseIdentity(binaries: Binaries, dataDir: string): Identity {
  if (process.platform === 'win32') return { mode: 'self' };
  const me = process.getuid?.() ?? -1;
  const owner = existsSync(path.join(dataDir, 'PG_VERSION')) ? statSync(dataDir) : undefined;
  if (me !== 0) {
    if (owner && owner.uid !== me) throw notAccessible(dataDir, owner.uid);
    return hasPasswdEntry() ? { mode: 'self' } : userNamespace();
  }
  if (owner) {
    if (owner.uid === 0) return userNamespace();
    const identity = { mode: 'uid', uid: owner.uid, gid: owner.gid } as const;
    if (!canRun(binaries, dataDir, identity)) throw notAccessible(dataDir, owner.uid);
    return identity;
  }
  for (const name of ['postgres', 'nobody']) {
    const user = passwdEntry(name);
    if (user && canRun(binaries, dataDir, user)) return { mode: 'uid', ...user };
  }
  return userNamespace();
}

/** The command line and spawn options that run a program under an identity. */
export function under(
  identity: Identity,
  program: string,
  args: readonly string[],
): { command: string; args: string[]; options: { uid?: number; gid?: number; cwd: string } } {
  const cwd = path.parse(program).root;
  if (identity.mode === 'userns')
    return { command: UNSHARE, args: [...USERNS, program, ...args], options: { cwd } };
  const user = identity.mode === 'uid' ? { uid: identity.uid, gid: identity.gid } : {};
  return { command: program, args: [...args], options: { ...user, cwd } };
}

function canRun(binaries: Binaries, dataDir: string, user: { uid: number; gid: number }): boolean {
  const as = { uid: user.uid, gid: user.gid, cwd: '/' };
  const parent = path.dirname(path.resolve(dataDir));
  return (
    spawnSync(binary(binaries, 'postgres'), ['--version'], as).status === 0 &&
    spawnSync('/bin/sh', ['-c', 'cd "$0"', parent], as).status === 0
  );
}

function userNamespace(): Identity {
  if (spawnSync(UNSHARE, [...USERNS, 'true']).status === 0) return { mode: 'userns' };
  throw new DbError(
    'embedded_no_identity',
    'PostgreSQL must not run as root, and no other user (postgres, nobody) may enter the program and data folders. Start as an ordinary user, move the folders, or set DATABASE_URL',
  );
}

function notAccessible(dataDir: string, owner: number): DbError {
  return new DbError(
    'data_dir_not_accessible',
    `${dataDir} belongs to the user with id ${owner}, who made it; start as that user, or as root where that user may enter the folders`,
    { dataDir, owner },
  );
}

function hasPasswdEntry(): boolean {
  try {
    os.userInfo();
    return true;
  } catch {
    return false;
  }
}

function passwdEntry(name: string): { uid: number; gid: number } | undefined {
  if (!existsSync('/etc/passwd')) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}
