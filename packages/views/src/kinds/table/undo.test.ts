import { expect, test } from 'vitest';
import { NO_PAST, reversed, type Step, stepBack, stepForward, withStep } from './undo.ts';

const step = (id: string): Step => [{ id, before: { a: 1 }, after: { a: 2 } }];

test('steps go back and forward again; a further action ends what could be done again', () => {
  const two = withStep(withStep(NO_PAST, step('1')), step('2'));
  const back = stepBack(two, step('2'));
  expect([back.done, back.undone]).toEqual([[step('1')], [step('2')]]);
  expect(stepForward(back, step('2'))).toEqual(two);
  expect(withStep(back, step('3'))).toEqual({ done: [step('1'), step('3')], undone: [] });
});

test('what others prevented from going back does not come again', () => {
  const past = withStep(NO_PAST, [...step('1'), ...step('2')]);
  expect(stepBack(past, step('1')).undone).toEqual([step('1')]);
  expect(stepBack(past, []).undone).toEqual([]);
});

test('an action that changed nothing is no step, and old ones are forgotten', () => {
  expect(withStep(NO_PAST, [])).toBe(NO_PAST);
  const many = Array.from({ length: 120 }, (_, i) => step(String(i))).reduce(withStep, NO_PAST);
  expect(many.done).toHaveLength(100);
  expect(many.done[0]).toEqual(step('20'));
  expect(reversed(step('1'))).toEqual([{ id: '1', before: { a: 2 }, after: { a: 1 } }]);
});
