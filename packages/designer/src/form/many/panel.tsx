import type { CompiledField } from '@trellis/forms/model';
import type { FieldMeta, FieldNode, LocalText } from '@trellis/metadata';
import { Icon } from '@trellis/ui/react';
import { Button, Checkbox, Select } from 'antd';
import { useDesign } from '../design.tsx';
import { nodeOf, spread } from '../layout.ts';
import { TitleStyleSetting } from '../panel/title-style.tsx';
import { changeMany, type ManyPatch } from './commands.ts';
import { useT } from './messages.ts';

type Flag = 'required' | 'readonly' | 'hideOnCreate' | 'hideTitle' | 'searchable';

const written = ({ type }: CompiledField) => !type.generated && !type.display;
/** Which fields can have a property at all, and what the step of undo calls it. */
const FLAGS: Readonly<
  Record<Flag, { readonly fits: (field: CompiledField) => boolean; readonly name: LocalText }>
> = {
  required: { fits: written, name: { zh: '必填', en: '“required”' } },
  readonly: { fits: written, name: { zh: '只读', en: '“read-only”' } },
  hideOnCreate: { fits: () => true, name: { zh: '新建时不显示', en: '“not for new records”' } },
  hideTitle: { fits: () => true, name: { zh: '不显示名称', en: '“no name shown”' } },
  searchable: {
    fits: ({ kind, many, type }) => (kind === 'text' && !many) || type.plain !== undefined,
    name: { zh: '可搜索', en: '“searchable”' },
  },
};
const has = (field: CompiledField, flag: Flag): boolean =>
  flag === 'required' ? field.required : (field.meta[flag] ?? false);

const WIDTHS = [12, 9, 8, 6, 4, 3] as const;
const FRACTIONS: Readonly<Record<number, string>> = { 3: '1/4', 4: '1/3', 6: '1/2', 8: '2/3', 9: '3/4' };
/** Stands for values that differ. */
const MIXED = 'mixed';

/** What all of them have; undefined where they differ. */
const common = <T,>(values: readonly T[]): T | undefined =>
  values.every((value) => JSON.stringify(value) === JSON.stringify(values[0])) ? values[0] : undefined;

/** Properties of several fields at once; what differs between them is shown so. */
export function ManyPanel() {
  const t = useT();
  const { document, form, chosen, run } = useDesign();
  const fields = chosen.flatMap((key) => form.fields.get(key) ?? form.displays.get(key) ?? []);
  const change = (those: readonly CompiledField[], what: LocalText, patch: ManyPatch) =>
    run(
      changeMany(
        document,
        those.map(({ key }) => key),
        what,
        patch,
      ),
    );
  if (fields.length === 0) return <p className="d-hint">{t('noFields')}</p>;
  const nodes = spread(document);
  const widths = fields.map(({ key }): string => {
    const { width, span } = nodeOf(nodes, key) ?? {};
    return width === undefined ? (span === undefined ? 'auto' : `span ${span}`) : String(width);
  });
  const helped = fields.filter(({ meta }) => meta.help);
  const styles = fields.map(({ meta }) => meta.titleStyle ?? null);
  const style = common(styles);
  const ruled = fields.filter(
    ({ meta }) =>
      meta.visible !== undefined || meta.requiredWhen !== undefined || meta.readonlyWhen !== undefined,
  );
  return (
    <>
      <div className="d-panel-head">
        <Icon name="check-square" />
        <h2>{t('manyTitle', { count: fields.length })}</h2>
      </div>
      <p className="d-hint">{t('manyHint')}</p>
      <div className="d-checks d-checks-many">
        {(Object.keys(FLAGS) as Flag[]).map((flag) => {
          const { fits, name } = FLAGS[flag];
          const those = fields.filter(fits);
          const on = those.filter((field) => has(field, flag)).length;
          return (
            <Checkbox
              key={flag}
              disabled={those.length === 0}
              checked={those.length > 0 && on === those.length}
              indeterminate={on > 0 && on < those.length}
              onChange={({ target }) =>
                change(
                  those,
                  name,
                  flag === 'required'
                    ? { required: target.checked }
                    : { meta: { [flag]: target.checked || undefined } as Partial<FieldMeta> },
                )
              }
            >
              {t(flag)}
            </Checkbox>
          );
        })}
      </div>
      <div className="f-setting">
        <div className="f-setting-title">{t('width')}</div>
        <Select<string>
          style={{ width: '100%' }}
          aria-label={t('width')}
          value={common(widths) ?? MIXED}
          options={[
            ...(common(widths) === undefined ? [{ value: MIXED, label: t('mixed'), disabled: true }] : []),
            { value: 'auto', label: t('widthAuto') },
            ...WIDTHS.map((value) => ({
              value: String(value),
              label: value === 12 ? t('widthWhole') : FRACTIONS[value],
            })),
          ]}
          onChange={(next) =>
            change(
              fields,
              { zh: '宽度', en: 'width' },
              { width: next === 'auto' ? {} : { width: Number(next) as NonNullable<FieldNode['width']> } },
            )
          }
        />
      </div>
      {helped.length > 0 ? (
        <div className="f-setting">
          <div className="f-setting-title">{t('helpAs')}</div>
          <Select<string>
            style={{ width: '100%' }}
            aria-label={t('helpAs')}
            value={common(helped.map(({ meta }) => meta.helpAs ?? 'text')) ?? MIXED}
            options={[
              { value: MIXED, label: t('mixed'), disabled: true },
              { value: 'text', label: t('helpText') },
              { value: 'tooltip', label: t('helpTooltip') },
            ].slice(common(helped.map(({ meta }) => meta.helpAs ?? 'text')) === undefined ? 0 : 1)}
            onChange={(next) =>
              change(
                helped,
                { zh: '说明的位置', en: 'place of the help' },
                { meta: { helpAs: next === 'tooltip' ? 'tooltip' : undefined } },
              )
            }
          />
        </div>
      ) : null}
      <TitleStyleSetting
        value={style ?? undefined}
        onChange={(titleStyle) =>
          change(fields, { zh: '名称样式', en: 'look of the names' }, { meta: { titleStyle } })
        }
      />
      {style === undefined ? <p className="d-hint">{t('mixed')}</p> : null}
      <div className="f-setting">
        <div className="f-setting-title">{t('conditions')}</div>
        <Button
          block
          disabled={ruled.length === 0}
          onClick={() =>
            change(
              ruled,
              { zh: '清除条件', en: 'no conditions' },
              {
                meta: {
                  visible: undefined,
                  requiredWhen: undefined,
                  readonlyWhen: undefined,
                  whenHidden: undefined,
                },
              },
            )
          }
        >
          {t('clearConditions')}
        </Button>
        {ruled.length === 0 ? <div className="f-help">{t('noConditions')}</div> : null}
      </div>
    </>
  );
}
