/**
 * A uuid version 7 (RFC 9562 §5.7): 48 bits of milliseconds, then a 12-bit counter so that ids made in the same
 * millisecond by one process still sort in the order they were made, then 62 random bits.
 */
export function newId(): string {
  const now = Date.now();
  if (now > lastMs) {
    moveTo(now);
    counter = 0;
  } else if (++counter > 0xfff) {
    moveTo(lastMs + 1);
    counter = 0;
  }
  if (offset === pool.length) {
    globalThis.crypto.getRandomValues(pool);
    offset = 0;
  }
  const byte = () => pool[offset++] ?? 0;
  return `${head}${HEX[0x70 | (counter >> 8)]}${HEX[counter & 0xff]}-${HEX[0x80 | (byte() & 0x3f)]}${HEX[byte()]}-${HEX[byte()]}${HEX[byte()]}${HEX[byte()]}${HEX[byte()]}${HEX[byte()]}${HEX[byte()]}`;
}

/** Ids of one millisecond begin alike. */
function moveTo(ms: number): void {
  lastMs = ms;
  const time = ms.toString(16).padStart(12, '0');
  head = `${time.slice(0, 8)}-${time.slice(8)}-`;
}

// One call of the system's generator serves 64 ids: it is the dearest part of making one.
const pool = new Uint8Array(512);
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
let offset = pool.length;
let lastMs = 0;
let head = '';
let counter = 0;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether the text is a uuid in lower-case canonical form, the only form that is stored. */
export const isId = (text: unknown): text is string => typeof text === 'string' && UUID.test(text);
