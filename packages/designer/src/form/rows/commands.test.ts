import { fieldTypes, normaliseForm } from '@trellis/forms/model';
import type { FormDocument } from '@trellis/metadata';
import { describe, expect, it } from 'vitest';
import { blankForm } from '../blank.ts';
import { addField, changeConfig, newField, rekeyField, setRequired } from '../commands.ts';
import {
  addColumn,
  inRows,
  issuesInRows,
  mayBeColumn,
  moveColumn,
  newColumn,
  removeColumn,
  rowsDocument,
} from './commands.ts';

const start = (): FormDocument => {
  const blank = blankForm({ zh: '订单' });
  const withLines = addField('lines', newField('subform'), { end: true }).apply(blank);
  return ['qty', 'price'].reduce(
    (document, key) => inRows('lines', addColumn(key, newField('number'))).apply(document),
    withLines,
  );
};
const columns = (document: FormDocument) => Object.keys(rowsDocument(document, 'lines')?.properties ?? {});

describe('commands on the rows of a sub-form', () => {
  it('add, move and take out columns, the last one excepted', () => {
    const document = start();
    expect(columns(document)).toEqual(['item', 'qty', 'price']);
    const rows = rowsDocument(document, 'lines') as FormDocument;
    expect(columns(inRows('lines', moveColumn(rows, 2, 0)).apply(document))).toEqual([
      'price',
      'item',
      'qty',
    ]);
    const bare = ['item', 'qty', 'price'].reduce(
      (now, key) => inRows('lines', removeColumn(rows, key)).apply(now),
      document,
    );
    expect(columns(bare)).toEqual(['price']);
  });

  it('take types from the palette as new columns, under names that are free', () => {
    const document = start();
    const rows = rowsDocument(document, 'lines') as FormDocument;
    const [first, types] = [newColumn(rows, 'number'), ['number', 'image', 'subform', 'stage', 'divider']];
    const once = inRows('lines', first.command).apply(document);
    const second = newColumn(rowsDocument(once, 'lines') as FormDocument, 'number');
    expect(second.key).not.toBe(first.key);
    expect(columns(inRows('lines', second.command).apply(once)).slice(-2)).toEqual([first.key, second.key]);
    const found = types.filter((type) => fieldTypes.find(type) && mayBeColumn(fieldTypes.get(type)));
    expect(found).toEqual(['number', 'image']);
  });

  it('are commands like those on fields', () => {
    const document = start();
    const rows = rowsDocument(document, 'lines') as FormDocument;
    const command = inRows('lines', setRequired(rows, 'qty', true));
    expect(command.label.zh).toContain('必填');
    expect(rowsDocument(command.apply(document), 'lines')?.required).toEqual(['qty']);
    expect(command.apply(command.apply(document))).toEqual(command.apply(document));
  });

  it('let settings follow a column that is renamed or goes', () => {
    const document = changeConfig(start(), 'lines', {
      ...start().properties.lines?.trellis.config,
      totals: [{ column: 'qty', of: 'sum' }],
      distinct: ['qty', 'item'],
    }).apply(start());
    const rows = rowsDocument(document, 'lines') as FormDocument;
    const renamed = inRows('lines', rekeyField(rows, 'qty', 'shu_liang')).apply(document);
    expect(renamed.properties.lines?.trellis.config).toMatchObject({
      totals: [{ column: 'shu_liang', of: 'sum' }],
      distinct: ['shu_liang', 'item'],
    });
    const without = inRows('lines', removeColumn(rows, 'qty')).apply(document);
    expect(without.properties.lines?.trellis.config).toMatchObject({ totals: [], distinct: ['item'] });
    expect(normaliseForm(without).properties.lines?.items).toBeDefined();
  });

  it('find their issues among those of the form', () => {
    const path = ['properties', 'lines', 'trellis', 'config', 'form', 'properties', 'qty', 'trellis', 'type'];
    const issues = [
      { path, code: 'x' },
      { path: ['properties', 'lines', 'trellis', 'label'], code: 'y' },
    ];
    expect(issuesInRows(start(), 'lines', issues)).toEqual([{ path: path.slice(5), code: 'x' }]);
  });
});
