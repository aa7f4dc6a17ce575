import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { hashStart, solve } from './proof.ts';

it('hashes as the server does, whatever the length', () => {
  for (let length = 0; length < 200; length++) {
    const text = 'aZ09._-'.repeat(30).slice(0, length);
    expect(hashStart(text), `${length}`).toBe(createHash('sha256').update(text).digest().readUInt32BE());
  }
});

it('finds an answer', async () => {
  const answer = await solve('challenge', 8);
  expect(createHash('sha256').update(`challenge.${answer}`).digest()[0]).toBe(0);
});
