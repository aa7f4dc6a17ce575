/**
 * A uuid version 7 (RFC 9562 §5.7): 48 bits of milliseconds, then a 12-bit counter so that ids made in the same
 * millisecond by one process still sort in the order they were made, then 62 random bits.
 */
export function newId(): string {
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    counter = 0;
  } else if (++counter > 0xfff) {
    lastMs++;
    counter = 0;
  }
  if (offset === pool.length) {
    globalThis.crypto.getRandomValues(pool);
    offset = 0;
  }
  const time = lastMs.toString(16).padStart(12, '0');
  let tail = '';
  for (const end = offset + 8; offset < end; offset++) tail += HEX[pool[offset] ?? 0];
  const variant = ((Number.parseInt(tail[0] ?? '0', 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${tail.slice(1, 4)}-${tail.slice(4)}`;
}

// One call of the system's generator serves 64 ids: it is the dearest part of making one.
const pool = new Uint8Array(512);
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
let offset = pool.length;
let lastMs = 0;
let counter = 0;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether the text is a uuid in lower-case canonical form, the only form that is stored. */
export const isId = (text: unknown): text is string => typeof text === 'string' && UUID.test(text);
