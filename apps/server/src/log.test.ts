import { expect, test } from 'vitest';
import { openLog } from './log.ts';

function logged(write: (log: ReturnType<typeof openLog>) => void): string {
  let text = '';
  write(
    openLog('info', {
      write: (line) => {
        text += line;
      },
    }),
  );
  return text;
}

test('an error is told with its causes and plain facts, not with what hangs on it', () => {
  const cause = Object.assign(new Error('terminating connection'), {
    code: '57P01',
    client: { secretKey: 12345, password: 'hunter2' },
    detail: 'Key (email)=(someone@example.com) already exists.',
  });
  const line = logged((log) => log.error({ err: new Error('save failed', { cause }) }, 'request failed'));
  const { err } = JSON.parse(line);
  expect(err).toMatchObject({
    message: 'save failed',
    cause: { message: 'terminating connection', code: '57P01' },
  });
  expect(err.stack).toContain('log.test.ts');
  expect(line).not.toMatch(/12345|hunter2|someone@/);
});

test('an error that is its own cause ends somewhere; what is no error is told as text', () => {
  const error = new Error('loop');
  error.cause = error;
  expect(logged((log) => log.warn({ err: error }, 'x'))).toContain('loop');
  expect(JSON.parse(logged((log) => log.warn({ err: 'text' }, 'x'))).err).toEqual({ message: 'text' });
});

test('credentials of a logged request are blanked', () => {
  const line = logged((log) =>
    log.info({ headers: { authorization: 'Bearer abc', cookie: 'trellis_refresh=abc' } }, 'x'),
  );
  expect(line).not.toContain('abc');
});
