import { expect, it } from 'vitest';
import { addFieldBeside } from './beside.ts';
import { blankForm } from './blank.ts';
import { addField, newField } from './commands.ts';
import { spread } from './layout.ts';

it('adds a field after its owner, whose settings name it', () => {
  const blank = blankForm({ zh: '线索', en: 'Lead' });
  const [first = ''] = Object.keys(blank.properties);
  const form = addField('source', newField('select'), { after: first }).apply(blank);
  const config = { ...form.properties.source?.trellis.config, note: 'why' };
  const command = addFieldBeside(form, { key: 'source', config }, 'why', {
    type: 'text',
    label: { zh: '来源说明' },
    meta: (key) => ({ visible: { '!=': [{ var: key }, 'x'] } }),
  });
  const after = command.apply(form);
  expect(after.properties.source?.trellis.config.note).toBe('why');
  expect(after.properties.why?.trellis).toMatchObject({
    type: 'text',
    label: { zh: '来源说明' },
    visible: { '!=': [{ var: 'why' }, 'x'] },
  });
  const order = JSON.stringify(spread(after));
  expect(order.indexOf('"why"')).toBeGreaterThan(order.indexOf('"source"'));
});
