import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Found, startPolling } from './poll.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const noError = (error: unknown) => {
  throw error;
};

test('looks again at once while more waits, after the rest where something was found, ever later where nothing was', async () => {
  const answers: Found[] = ['more', 'more', 'some', 'nothing', 'nothing'];
  const start = Date.now();
  const looks: number[] = [];
  const look = async () => {
    looks.push(Date.now() - start);
    return answers.shift() ?? 'nothing';
  };
  const polling = startPolling(look, noError, 160);
  await vi.advanceTimersByTimeAsync(900);
  expect(looks).toEqual([0, 0, 0, 160, 360, 610, 860]);
  polling.poke();
  await vi.advanceTimersByTimeAsync(0);
  expect(looks.at(-1)).toBe(900);
  await polling.stop();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(looks).toHaveLength(8);
});

test('goes on after a failure, later than it would have', async () => {
  const errors: unknown[] = [];
  const looks: number[] = [];
  const start = Date.now();
  const look = async (): Promise<Found> => {
    looks.push(Date.now() - start);
    if (looks.length === 1) throw new Error('not now');
    return 'nothing';
  };
  const polling = startPolling(look, (error) => errors.push(error));
  await vi.advanceTimersByTimeAsync(260);
  expect([errors.length, looks]).toEqual([1, [0, 250]]);
  await polling.stop();
});
