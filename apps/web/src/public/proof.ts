/** Round constants of SHA-256: the first bits of the cube roots of the first 64 primes. */
const K = new Uint32Array(64);
/** Its start: those of the square roots of the first eight. */
const START = new Uint32Array(8);
for (let prime = 2, found = 0; found < 64; prime++) {
  let isPrime = true;
  for (let by = 2; by * by <= prime; by++) if (prime % by === 0) isPrime = false;
  if (!isPrime) continue;
  if (found < 8) START[found] = (prime ** 0.5 % 1) * 2 ** 32;
  K[found++] = (prime ** (1 / 3) % 1) * 2 ** 32;
}

/**
 * The first 32 bits of the SHA-256 of an ASCII text. Our own, because browsers lend theirs to pages over https alone,
 * and only asynchronously, which is far slower for so many short texts.
 */
export function hashStart(text: string): number {
  const length = ((text.length + 8) >> 6) * 16 + 16;
  const words = new Uint32Array(length);
  for (let at = 0; at < text.length; at++)
    words[at >> 2] = (words[at >> 2] ?? 0) | (text.charCodeAt(at) << (24 - (at % 4) * 8));
  words[text.length >> 2] = (words[text.length >> 2] ?? 0) | (0x80 << (24 - (text.length % 4) * 8));
  words[length - 1] = text.length * 8;
  const state = START.slice();
  const w = new Uint32Array(64);
  const at = (list: Uint32Array, index: number): number => list[index] as number;
  const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by));
  for (let block = 0; block < length; block += 16) {
    for (let i = 0; i < 64; i++) {
      if (i < 16) {
        w[i] = at(words, block + i);
        continue;
      }
      const a = at(w, i - 15);
      const b = at(w, i - 2);
      w[i] =
        at(w, i - 16) +
        (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) +
        at(w, i - 7) +
        (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
    }
    let [a, b, c, d, e, f, g, h] = state as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    for (let i = 0; i < 64; i++) {
      const t1 =
        (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + at(K, i) + at(w, i)) | 0;
      const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
    }
    for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) state[index] = at(state, index) + value;
  }
  return at(state, 0);
}

/** Tried in one go, so that the page stays alive. */
const SLICE = 2_000;

/** A number with which the hash of "challenge.number" begins with so many zero bits. */
export async function solve(challenge: string, bits: number): Promise<number> {
  for (let answer = 0; ; answer++) {
    if (Math.clz32(hashStart(`${challenge}.${answer}`)) >= bits) return answer;
    if (answer % SLICE === SLICE - 1) await new Promise((resolve) => setTimeout(resolve));
  }
}
