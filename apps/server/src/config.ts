import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { S3Settings } from './files/s3.ts';

/** Settings of the installation. This file alone reads the environment. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Absolute path of the folder that holds everything the product writes. */
  readonly dataDir: string;
  /** An external PostgreSQL; absent = the embedded one below `dataDir`. */
  readonly databaseUrl?: string;
  readonly demoPassword?: string;
  /** Secrets of encrypted fields: the first encrypts, the others only decrypt. Absent = one of its own in `dataDir`. */
  readonly encryptionKeys?: readonly [string, ...string[]];
  /** Hosts of the own network ("erp.local:8080") that fields may get values from; those of the internet always. */
  readonly apiHosts: readonly string[];
  readonly logLevel: LogLevel;
  /** Address under which people reach the product, when a proxy stands before it; https makes cookies secure. */
  readonly publicUrl?: string;
  /** Contents of files go to this bucket; absent = into `dataDir`. */
  readonly s3?: S3Settings;
  /** Folder that file arguments of a command are relative to. */
  readonly callerDir: string;
  /** Folder of the repository: templates, built web pages. */
  readonly root: string;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A setting that can't be used; `message` says which and why. */
export class ConfigError extends Error {}

/** Reads the settings; empty values count as absent. Throws ConfigError. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const get = (name: string) => env[name]?.trim() || undefined;
  // Both src/ and dist/ lie at this depth.
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
  const databaseUrl = get('DATABASE_URL');
  const demoPassword = get('DEMO_PASSWORD');
  const publicUrl = get('PUBLIC_URL');
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new ConfigError('DATABASE_URL must look like postgres://user:password@host:5432/database');
  }
  if (publicUrl && !/^https?:\/\//.test(publicUrl)) {
    throw new ConfigError('PUBLIC_URL must begin with http:// or https://');
  }
  if (demoPassword && demoPassword.length < 8) {
    throw new ConfigError('DEMO_PASSWORD must have at least 8 characters');
  }
  const s3 = s3Settings(get);
  const encryptionKeys = secrets(get('ENCRYPTION_KEY'));
  return {
    host: get('HOST') ?? '127.0.0.1',
    port: port(get('PORT')),
    dataDir: path.resolve(root, get('DATA_DIR') ?? 'data'),
    ...(databaseUrl ? { databaseUrl } : {}),
    ...(demoPassword ? { demoPassword } : {}),
    ...(encryptionKeys ? { encryptionKeys } : {}),
    apiHosts: (get('API_HOSTS') ?? '').split(',').flatMap((host) => host.trim().toLowerCase() || []),
    logLevel: logLevel(get('LOG_LEVEL')),
    ...(publicUrl ? { publicUrl } : {}),
    ...(s3 ? { s3 } : {}),
    callerDir: get('INIT_CWD') ?? process.cwd(),
    root,
  };
}

/** Several keys are parted by commas: the newest first, then those that are still to be read. */
function secrets(text: string | undefined): readonly [string, ...string[]] | undefined {
  const [first, ...older] = text?.split(',').map((one) => one.trim()) ?? [];
  if (first === undefined) return undefined;
  if ([first, ...older].some((one) => one.length < 32)) {
    throw new ConfigError(
      'ENCRYPTION_KEY must have at least 32 characters (each, where commas part several)',
    );
  }
  return [first, ...older];
}

/** All of the bucket's settings, or none. */
function s3Settings(get: (name: string) => string | undefined): S3Settings | undefined {
  const need = (name: string): string => {
    const value = get(name);
    if (value === undefined) throw new ConfigError(`S3_ENDPOINT is set, so ${name} must be too`);
    return value;
  };
  const endpoint = get('S3_ENDPOINT');
  if (endpoint === undefined) return undefined;
  if (!/^https?:\/\//.test(endpoint)) {
    throw new ConfigError('S3_ENDPOINT must begin with http:// or https://');
  }
  return {
    endpoint,
    bucket: need('S3_BUCKET'),
    region: get('S3_REGION') ?? 'us-east-1',
    accessKeyId: need('S3_ACCESS_KEY_ID'),
    secretAccessKey: need('S3_SECRET_ACCESS_KEY'),
  };
}

function port(text: string | undefined): number {
  const value = Number(text ?? 3000);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) {
    throw new ConfigError(`PORT must be a number from 0 to 65535, not "${text}"`);
  }
  return value;
}

function logLevel(text: string | undefined): LogLevel {
  // At a terminal a person reads along: only what needs attention. Elsewhere a collector does.
  if (text === undefined) return process.stdout.isTTY ? 'warn' : 'info';
  const level = LOG_LEVELS.find((name) => name === text);
  if (!level) throw new ConfigError(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`);
  return level;
}
