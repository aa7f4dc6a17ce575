import { type Logger, pino } from 'pino';
import type { LogLevel } from './config.ts';

export type Log = Logger;

/** Structured lines on stdout. Credentials never get into them, whoever logs a request. */
export function openLog(level: LogLevel): Log {
  return pino({
    level,
    base: null,
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
  });
}
