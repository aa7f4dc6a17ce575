import { expect, test } from 'vitest';
import { expiryAt, isSigned, signedUrl } from './links.ts';

const NOW = Date.parse('2026-03-01T08:00:01Z');
const FILE = '01900000-0000-7000-8000-00000000f101';

/** The parts of an address, as the route reads them. */
function read(url: string) {
  const { pathname, searchParams } = new URL(url, 'http://x');
  const [, , , , workspace = '', , id = '', what] = pathname.split('/');
  const expires = Number(searchParams.get('expires'));
  return { workspace, id, what: what as 'view', expires, signature: searchParams.get('signature') ?? '' };
}

test('an address serves for what it was made, for ten to fifteen minutes', () => {
  const expires = expiryAt(NOW);
  expect(expires * 1000 - NOW).toBeGreaterThanOrEqual(10 * 60_000);
  expect(expires * 1000 - NOW).toBeLessThanOrEqual(15 * 60_000);
  const good = read(signedUrl('secret', 'acme', FILE, 'view', expires));
  expect(isSigned('secret', good, NOW)).toBe(true);
  expect(isSigned('secret', good, expires * 1000)).toBe(false);
  for (const change of [
    { workspace: 'other' },
    { id: FILE.replace('101', '102') },
    { what: 'save' as const },
    { expires: expires + 1 },
    { signature: '' },
    { signature: `${good.signature}A` },
    { signature: good.signature.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')) },
  ]) {
    expect(isSigned('secret', { ...good, ...change }, NOW), JSON.stringify(change)).toBe(false);
  }
  expect(isSigned('another', good, NOW)).toBe(false);
});

test('the same address within a while', () => {
  expect(expiryAt(NOW)).toBe(expiryAt(NOW + 4 * 60_000));
  expect(expiryAt(NOW)).not.toBe(expiryAt(NOW + 6 * 60_000));
});
