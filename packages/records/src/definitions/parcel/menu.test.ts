import type { AppDocument } from '@trellis/metadata';
import { expect, test } from 'vitest';
import { withMenuItems } from './menu.ts';

const app: AppDocument = { vocabulary: 1, label: { zh: '应用' }, menu: [] };
const items = (menu: AppDocument['menu']) =>
  menu.map((group) => group.items.map((item) => ('form' in item ? item.form : '')));

test('a new form ends the menu, once', () => {
  const one = withMenuItems(app, ['ticket']);
  expect(items(one.menu)).toEqual([['ticket']]);
  expect(withMenuItems(one, ['ticket'])).toBe(one);
  expect(items(withMenuItems(one, ['visit', 'ticket']).menu)).toEqual([['ticket', 'visit']]);
});

test('a copy stands below what it is a copy of', () => {
  const two = withMenuItems(withMenuItems(app, ['ticket', 'visit']), ['ticket_2'], 'ticket');
  expect(items(two.menu)).toEqual([['ticket', 'ticket_2', 'visit']]);
});
