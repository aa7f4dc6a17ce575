import { hasIssueText, type JsonObject } from '@trellis/metadata';
import { expect, test } from 'vitest';
import { compileForm } from '../form/compile.ts';
import { field, formOf } from '../testing/forms.ts';
import { checkView } from './definition.ts';

const options = { options: [{ key: 'a', label: { zh: '甲' } }] };
const task = compileForm(
  'crm:task',
  formOf({
    start_on: field('date'),
    end_on: field('date'),
    remind_at: field('datetime'),
    grade: field('select', options),
    done: field('percent'),
    after: field('reference', { form: 'task', many: true }),
    account: field('reference', { form: 'account' }),
    photo: field('image'),
  }),
);
const forms = new Map([['crm:task', task]]);

const codes = (kind: string, config: JsonObject): readonly string[] => {
  const found = checkView('crm', { vocabulary: 1, form: 'task', kind, label: { zh: '视图' }, config }, forms);
  return found.ok ? [] : found.issues.map(({ code, path }) => `${path.join('.')} ${code}`);
};
const times = { start: 'start_on', end: 'end_on' };

test.each<[string, JsonObject]>([
  ['kanban', { lane: 'grade', card: ['done'], cover: 'photo', due: 'end_on', limits: { a: 5, '*': 9 } }],
  ['kanban', { lane: '_owner_id', swim: 'account', card: [], first: ['-none-'], order: 'count' }],
  ['calendar', { ...times, color: 'grade', card: ['done'], mode: 'week' }],
  ['calendar', { start: '_created_at' }],
  ['gantt', { ...times, progress: 'done', depends: 'after', zoom: 'month' }],
  ['timeline', { ...times, row: '_owner_id' }],
  ['timeline', { start: 'start_on', row: 'account' }],
  ['gallery', { cover: 'photo', fit: 'whole', size: 'large', card: ['grade'] }],
  ['list', { card: ['grade', '_owner_id'], badge: 'grade' }],
])('a %s may be set up as %j', (kind, config) => {
  expect(codes(kind, config)).toEqual([]);
});

test.each<[string, JsonObject, string]>([
  ['kanban', { lane: 'after', card: [] }, 'config.lane not_a_lane'],
  ['kanban', { lane: 'grade', swim: 'end_on', card: [] }, 'config.swim not_a_lane'],
  ['kanban', { lane: 'grade', swim: 'grade', card: [] }, 'config.swim not_two_fields'],
  ['kanban', { lane: 'grade', cover: 'done', card: [] }, 'config.cover not_a_file_field'],
  ['kanban', { lane: 'grade', due: 'done', card: [] }, 'config.due not_a_date_field'],
  ['kanban', { lane: 'grade', limits: { a: 0 }, card: [] }, 'config.limits.a too_small'],
  ['calendar', { start: 'grade' }, 'config.start not_a_date_field'],
  ['calendar', { start: 'start_on', end: 'remind_at' }, 'config.end not_of_one_kind'],
  ['calendar', { start: 'start_on', color: 'done' }, 'config.color not_an_option_field'],
  ['gantt', { ...times, progress: 'grade' }, 'config.progress not_a_number_field'],
  ['gantt', { ...times, depends: 'account' }, 'config.depends not_of_this_form'],
  ['gantt', { ...times, parent: 'account' }, 'config.parent not_one_of_this_form'],
  ['timeline', { ...times, row: 'after' }, 'config.row not_a_row_field'],
  ['timeline', { ...times, row: 'done' }, 'config.row not_a_row_field'],
  ['gallery', { cover: 'grade', card: [] }, 'config.cover not_a_file_field'],
  ['list', { card: [], badge: 'done' }, 'config.badge not_an_option_field'],
  ['list', { card: ['nothing'] }, 'config.card.0 unknown_field'],
])('a %s set up as %j is refused', (kind, config, issue) => {
  expect(codes(kind, config)).toEqual([issue]);
  expect(hasIssueText(issue.split(' ')[1] ?? '')).toBe(true);
});
