/** The part of a pino logger that this package uses. */
export interface Logger {
  debug(data: object, message: string): void;
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
}

const ignore = () => undefined;

/** For callers without a log. */
export const silentLogger: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };
