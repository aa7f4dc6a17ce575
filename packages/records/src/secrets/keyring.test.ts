import { isSealed } from '@trellis/forms/model';
import { expect, test } from 'vitest';
import { openKeyring, type Place } from './keyring.ts';

const OLD = 'the first secret of this installation';
const NEW = 'the second secret of this installation';
const HERE: Place = ['w1', 'crm:person', 'id_number', 'r1'];

test('what is sealed says nothing of the text, and differs each time', () => {
  const keys = openKeyring([OLD]);
  const [one, two] = [keys.seal('330102199003078515', HERE), keys.seal('330102199003078515', HERE)];
  expect(one).not.toBe(two);
  expect(one).not.toContain('3301');
  expect(isSealed(one)).toBe(true);
  expect(keys.open(one, HERE)).toBe('330102199003078515');
  expect(keys.open(keys.seal('龘 🙂\n', HERE), HERE)).toBe('龘 🙂\n');
});

test('it can be read at its own place alone, as it was written', () => {
  const keys = openKeyring([OLD]);
  const sealed = keys.seal('secret', HERE);
  for (const [index] of HERE.entries()) {
    const elsewhere = HERE.map((name, at) => (at === index ? `${name}x` : name)) as unknown as Place;
    expect(keys.open(sealed, elsewhere)).toBeUndefined();
  }
  const last = sealed.at(-2) === 'A' ? 'B' : 'A';
  expect(keys.open(`${sealed.slice(0, -2)}${last}${sealed.slice(-1)}`, HERE)).toBeUndefined();
  for (const broken of ['', 'secret', sealed.slice(0, 30), sealed.slice(0, -24)])
    expect(keys.open(broken, HERE)).toBeUndefined();
});

test('after a rotation the older secret still reads; without it nobody does', () => {
  const before = openKeyring([OLD]).seal('secret', HERE);
  const rotated = openKeyring([NEW, OLD]);
  expect(rotated.open(before, HERE)).toBe('secret');
  const after = rotated.seal('secret', HERE);
  expect(openKeyring([NEW]).open(after, HERE)).toBe('secret');
  expect(openKeyring([NEW]).open(before, HERE)).toBeUndefined();
  expect(rotated.ids).toHaveLength(2);
  expect(rotated.ids.join()).not.toContain('secret');
});
