import { checkForm, checkView } from '@trellis/forms/server';
import { type ViewDocument, withColumns } from '@trellis/metadata';
import { expect, it } from 'vitest';
import { blankForm, blankView } from './blank.ts';

it('starts with a form and a view that can be published', () => {
  const form = checkForm('crm:ticket', blankForm({ zh: '售后工单' }), new Map());
  if (!form.ok) throw new Error(JSON.stringify(form.issues));
  const view = checkView(
    'crm',
    blankView('ticket', { zh: '售后工单' }),
    new Map([['crm:ticket', form.value]]),
  );
  expect(view.ok).toBe(true);
});

it('puts new columns before the system columns that end a view, each once', () => {
  const columns = (...fields: string[]) => fields.map((field) => ({ field }));
  const view = (...fields: string[]): ViewDocument => ({
    ...blankView('ticket', { zh: '工单' }),
    config: { columns: columns(...fields) },
  });
  const shown = (from: ViewDocument, ...fields: string[]) => withColumns(from, fields).config.columns;
  expect(shown(view('name', '_owner_id', '_updated_at'), 'a', 'name', 'b')).toEqual(
    columns('name', 'a', 'b', '_owner_id', '_updated_at'),
  );
  expect(shown(view('_id', 'name'), 'a')).toEqual(columns('_id', 'name', 'a'));
  const same = view('name');
  expect(withColumns(same, ['name'])).toBe(same);
});
