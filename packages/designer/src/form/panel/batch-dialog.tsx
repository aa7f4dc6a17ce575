import type { CompiledField } from '@trellis/forms/model';
import type { FieldMeta } from '@trellis/metadata';
import { Sheet, useLocale } from '@trellis/ui/react';
import { Button, Checkbox } from 'antd';
import { changeField, type FormCommand, setRequired } from '../commands.ts';
import { useDesign } from '../design.tsx';
import { useT } from './source-messages.ts';

type Flag = 'unique' | 'searchable' | 'readonly' | 'hideOnCreate' | 'hideTitle';
type Column = 'required' | Flag;

/** Which properties a field can have at all. */
const FITS: Readonly<Record<Column, (field: CompiledField) => boolean>> = {
  required: ({ type }) => !type.generated && !type.display,
  unique: ({ type }) => type.unique === true,
  searchable: ({ kind, many, meta }) => kind === 'text' && !many && !meta.encrypted,
  readonly: ({ type }) => !type.generated && !type.display,
  hideOnCreate: () => true,
  hideTitle: () => true,
};
const COLUMNS = Object.keys(FITS) as readonly Column[];

/** Yes-or-no properties of all fields at once: a field per line, a property per column. */
export function BatchDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const { text } = useLocale();
  const { document, form, run } = useDesign();
  const fields = [...form.fields.values(), ...form.displays.values()].sort(
    (a, b) => order(document.properties, a.key) - order(document.properties, b.key),
  );
  const names: Readonly<Record<Column, string>> = {
    required: t('required'),
    unique: t('unique'),
    searchable: t('searchable'),
    readonly: t('readonlyShort'),
    hideOnCreate: t('hideOnCreate'),
    hideTitle: t('hideTitle'),
  };
  const has = (field: CompiledField, column: Column): boolean =>
    column === 'required' ? field.required : (field.meta[column] ?? false);
  const set = (changed: readonly CompiledField[], column: Column, on: boolean) =>
    run(
      together(
        names[column],
        changed.map(({ key }): FormCommand => {
          if (column === 'required') return setRequired(document, key, on);
          return changeField(document, key, { [column]: on || undefined } as Partial<FieldMeta>);
        }),
      ),
    );
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('batchTitle')}
      width={880}
      phone="full"
      footer={
        <Button type="primary" onClick={onClose}>
          {t('done')}
        </Button>
      }
    >
      <div className="d-batch">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('field')}</th>
              {COLUMNS.map((column) => {
                const fitting = fields.filter(FITS[column]);
                const on = fitting.filter((field) => has(field, column)).length;
                return (
                  <th key={column} scope="col">
                    <Checkbox
                      aria-label={t('all', { name: names[column] })}
                      disabled={fitting.length === 0}
                      checked={fitting.length > 0 && on === fitting.length}
                      indeterminate={on > 0 && on < fitting.length}
                      onChange={({ target }) => set(fitting, column, target.checked)}
                    >
                      {names[column]}
                    </Checkbox>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field.key}>
                <th scope="row">{text(field.meta.label)}</th>
                {COLUMNS.map((column) => (
                  <td key={column}>
                    {FITS[column](field) ? (
                      <Checkbox
                        aria-label={`${text(field.meta.label)}：${names[column]}`}
                        checked={has(field, column)}
                        onChange={({ target }) => set([field], column, target.checked)}
                      />
                    ) : null}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Sheet>
  );
}

const order = (properties: object, key: string): number => Object.keys(properties).indexOf(key);

/** Several commands as one step of undo. */
const together = (name: string, commands: readonly FormCommand[]): FormCommand => ({
  label: { zh: `批量设置 ${name}`, en: `Set ${name} of many fields` },
  apply: (document) => commands.reduce((now, command) => command.apply(now), document),
});
