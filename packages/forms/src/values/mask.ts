import type { JsonObject } from '@trellis/metadata';

/** Which characters of a text stay readable where it is shown. */
export type Mask = {
  readonly preset: MaskPreset | 'custom';
  /** Of a custom mask: how many characters stay at the beginning and at the end. */
  readonly head?: number;
  readonly tail?: number;
};

export const MASK_PRESETS = [
  'name',
  'phone',
  'email',
  'money',
  'id_card',
  'bank_card',
  'address',
  'ip',
  'plate',
  'all',
] as const;
type MaskPreset = (typeof MASK_PRESETS)[number];

/** JSON Schema of a mask in settings. */
export const maskSchema: JsonObject = {
  type: 'object',
  required: ['preset'],
  additionalProperties: false,
  properties: {
    preset: { type: 'string', enum: [...MASK_PRESETS, 'custom'] },
    head: { type: 'integer', minimum: 0, maximum: 100 },
    tail: { type: 'integer', minimum: 0, maximum: 100 },
  },
};

const KEPT: Readonly<
  Record<Exclude<MaskPreset, 'email' | 'money' | 'ip'>, readonly [head: number, tail: number]>
> = {
  name: [1, 0],
  phone: [3, 4],
  id_card: [6, 4],
  bank_card: [4, 4],
  address: [6, 0],
  plate: [2, 1],
  all: [0, 0],
};
/** More stars than this tell nothing but the length. */
const MOST_STARS = 8;

/** The text with stars for what others shall not read: 138****5678. At least one character is always hidden. */
export function maskText(text: string, mask: Mask): string {
  if (mask.preset === 'email') {
    const at = text.lastIndexOf('@');
    return at < 1 ? hide(text, 1, 0) : hide(text.slice(0, at), Math.min(3, at - 1), 0) + text.slice(at);
  }
  // The number of digits says as much as the digits.
  if (mask.preset === 'money') return text === '' ? '' : '****';
  if (mask.preset === 'ip') return hideAddress(text);
  const [head, tail] = mask.preset === 'custom' ? [mask.head ?? 0, mask.tail ?? 0] : KEPT[mask.preset];
  return hide(text, head, tail);
}

/** The network stays, the machine in it does not: 192.168.*.*, 2001:db8:*. */
function hideAddress(text: string): string {
  const parts = text.split('.');
  if (parts.length === 4) return [...parts.slice(0, 2), '*', '*'].join('.');
  const groups = text.split(':');
  return groups.length > 2 ? [...groups.slice(0, 2), '*'].join(':') : hide(text, 0, 0);
}

function hide(text: string, head: number, tail: number): string {
  const chars = [...text];
  if (chars.length === 0) return '';
  // A text that is too short for both ends keeps its beginning at most.
  const [start, end] = head + tail < chars.length ? [head, tail] : [Math.min(head, 1, chars.length - 1), 0];
  const hidden = chars.length - start - end;
  const stars = '*'.repeat(Math.min(hidden, MOST_STARS));
  return chars.slice(0, start).join('') + stars + chars.slice(chars.length - end).join('');
}
