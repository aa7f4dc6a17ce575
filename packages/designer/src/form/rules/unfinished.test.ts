import { expect, test } from 'vitest';
import { begun, changeOf, type Unfinished, withOne, withoutOne } from './unfinished.ts';

const rule = (field: string) => ({
  when: { '==': [{ var: field }, 'a'] },
  effects: [{ kind: 'show' as const, fields: ['size'], sections: [] }],
});
const made: Unfinished = { id: '1', made: begun() };
const changed: Unfinished = { id: '2', before: rule('state'), made: begun(rule('state')) };

test('a new rule begins with nothing but the most usual effect, a change or a copy with what there is', () => {
  expect(begun()).toEqual({
    when: undefined,
    right: true,
    effects: [{ kind: 'show', fields: [], sections: [] }],
  });
  expect(begun(rule('state'))).toEqual({ ...rule('state'), right: true });
});

test('what is made of a rule is kept once, as it stands now, beside the others', () => {
  const further: Unfinished = { ...made, made: { ...made.made, right: false } };
  expect(withOne([], made)).toEqual([made]);
  expect(withOne([made, changed], further)).toEqual([further, changed]);
  expect(withOne([changed], made)).toEqual([changed, made]);
  expect(withoutOne([made, changed], made.id)).toEqual([changed]);
});

test('changing a rule again goes on from its unfinished change, and from no other', () => {
  expect(changeOf([made, changed], rule('state'))).toBe(changed);
  expect(changeOf([made, changed], rule('kind'))).toBeUndefined();
});
