import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { DbError } from '../db-error.ts';
import { type Binaries, binary } from './binaries.ts';
import { type Identity, under } from './identity.ts';

/** `socket`: a UNIX socket inside the 0700 data folder, no password. `tcp`: loopback with a random password. */
export type Transport = 'socket' | 'tcp';

export const SUPERUSER = 'trellis';

interface InitOptions {
  readonly binaries: Binaries;
  readonly identity: Identity;
  readonly dataDir: string;
  readonly transport: Transport;
  /** Wait until the new files are on disk. */
  readonly durable: boolean;
}

/** Makes the data folder unless there is one; refuses a folder of another major version, and never changes it. */
export function ensureDataDir(options: InitOptions): void {
  const { binaries, dataDir } = options;
  const versionFile = path.join(dataDir, 'PG_VERSION');
  if (!existsSync(versionFile)) {
    createDataDir(options);
    return;
  }
  const found = readFileSync(versionFile, 'utf8').trim();
  if (found === String(binaries.major)) return;
  throw new DbError(
    'embedded_version_mismatch',
    `${dataDir} was made by PostgreSQL ${found}, this program carries ${binaries.major}. Nothing was changed. With the old program run "npm run backup", move the folder away, then "npm run restore" with the new one`,
    { dataDir, found, expected: binaries.major },
  );
}

/** initdb works beside the final place and moves the result there, so a half-made folder is never taken for data. */
function createDataDir({ binaries, identity, dataDir, transport, durable }: InitOptions): void {
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0)
    throw new DbError('data_dir_not_empty', `${dataDir} is not empty and holds no PostgreSQL data`, {
      dataDir,
    });
  const work = `${dataDir}.init-${process.pid}`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true, mode: 0o700 });
  const password = transport === 'tcp' ? randomBytes(24).toString('base64url') : undefined;
  const passwordFile = path.join(work, '..', `.${path.basename(dataDir)}.init-${process.pid}`);
  if (password) writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (identity.mode === 'uid') {
    chownSync(work, identity.uid, identity.gid);
    if (password) chownSync(passwordFile, identity.uid, identity.gid);
  }
  try {
    const { command, args, options } = under(identity, binary(binaries, 'initdb'), [
      '-D',
      work,
      '-U',
      SUPERUSER,
      '--encoding=UTF8',
      ...localeFlags(binaries.major),
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
      ...(password
        ? ['--auth=scram-sha-256', `--pwfile=${passwordFile}`]
        : ['--auth-local=trust', '--auth-host=reject']),
    ]);
    const result = spawnSync(command, args, { ...options, encoding: 'utf8', env: cleanEnvironment() });
    if (result.status !== 0)
      throw new DbError(
        'embedded_start_failed',
        `initdb failed: ${result.error?.message ?? ''}${result.stderr}${result.stdout}`.slice(0, 2000),
        { dataDir },
      );
    if (password) writeFileSync(passwordPath(work), password, { mode: 0o600 });
    renameSync(work, dataDir);
  } catch (error) {
    rmSync(work, { recursive: true, force: true });
    // Another process made the folder at the same moment: theirs is as good.
    if (!existsSync(path.join(dataDir, 'PG_VERSION'))) throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Text compares by code point (the same on every machine), letters are those of Unicode. */
function localeFlags(major: number): string[] {
  const builtin = major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [];
  // With LC_CTYPE=C pg_trgm would drop every Chinese character; macOS has no C.UTF-8, Windows needs none.
  const locale = { darwin: 'en_US.UTF-8', win32: 'C' }[process.platform as string] ?? 'C.UTF-8';
  return [...builtin, `--locale=${locale}`, ...(builtin.length ? [] : ['--lc-collate=C'])];
}

function passwordPath(dataDir: string): string {
  return path.join(dataDir, 'trellis.password');
}

/** The password of a `tcp` data folder; undefined for one that trusts its socket. */
export function readPassword(dataDir: string): string | undefined {
  const file = passwordPath(dataDir);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

/** PG* variables of the caller's shell must not leak into the server; server messages stay English. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !/^PG|^LC_|^LANG/.test(name));
  return {
    ...Object.fromEntries(entries),
    LC_ALL: process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8',
  };
}
