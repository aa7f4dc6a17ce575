import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from './config.ts';

export type Log = Logger;

/** Structured lines, on stdout by default. Credentials never get into them, whoever logs a request or an error. */
export function openLog(level: LogLevel, destination: DestinationStream = process.stdout): Log {
  const options = {
    level,
    base: null,
    serializers: { err: (error: unknown) => errorLine(error) },
    redact: {
      paths: [
        'req.headers.authorization',
        'req.headers.cookie',
        'headers.authorization',
        'headers.cookie',
        'password',
        '*.password',
        'accessToken',
      ],
      censor: '…',
    },
  };
  return pino(options, destination);
}

/** Plain facts that libraries put on errors. Others may be whole connections, keys included, or values of records. */
const FACTS = [
  'code',
  'severity',
  'schema',
  'table',
  'column',
  'constraint',
  'routine',
  'syscall',
  'address',
  'port',
];
const MAX_CAUSES = 5;

function errorLine(error: unknown, causes = MAX_CAUSES): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const known = error as unknown as Record<string, unknown>;
  const facts = FACTS.filter((name) => ['string', 'number'].includes(typeof known[name]));
  return {
    type: error.name,
    message: error.message,
    ...Object.fromEntries(facts.map((name) => [name, known[name]])),
    stack: error.stack,
    ...(error.cause !== undefined && causes > 0 ? { cause: errorLine(error.cause, causes - 1) } : {}),
  };
}
