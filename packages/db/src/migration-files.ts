import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DbError } from './db-error.ts';

export type MigrationSet = 'platform' | 'workspace';

export interface MigrationFile {
  readonly number: number;
  /** e.g. `0001_platform` */
  readonly name: string;
  readonly checksum: string;
  readonly statements: readonly string[];
}

const FILE = /^(\d{4})_[a-z0-9_]+\.sql$/;

/** The `migrations/` folder, looked for upwards from this file, so that a bundle finds it too. */
export function findMigrations(): string {
  for (let dir = path.dirname(fileURLToPath(import.meta.url)); ; dir = path.dirname(dir)) {
    const candidate = path.join(dir, 'migrations');
    if (existsSync(path.join(candidate, 'platform'))) return candidate;
    if (dir === path.dirname(dir)) throw new DbError('migration_files_invalid', 'no migrations folder found');
  }
}

/** Reads a set in order; numbers must run 1, 2, 3 … without a gap. */
export function readMigrations(set: MigrationSet, dir = findMigrations()): MigrationFile[] {
  const names = readdirSync(path.join(dir, set))
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return names.map((file, index) => {
    const number = Number(FILE.exec(file)?.[1]);
    if (number !== index + 1)
      throw new DbError(
        'migration_files_invalid',
        `migrations/${set}/${file}: expected number ${index + 1}`,
        {
          file,
        },
      );
    // Line ends may differ after a checkout on Windows; the meaning does not.
    const text = readFileSync(path.join(dir, set, file), 'utf8').replaceAll('\r\n', '\n');
    return {
      number,
      name: file.slice(0, -4),
      checksum: createHash('sha256').update(text).digest('hex'),
      statements: splitStatements(text),
    };
  });
}

/**
 * One statement per call is a rule for clusters. Migrations hold plain DDL: a semicolon at the end of a line ends a
 * statement, `--` comments have lines of their own, and there are no function bodies.
 */
function splitStatements(text: string): string[] {
  const code = text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('--'))
    .join('\n');
  return code
    .split(/;[ \t]*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
