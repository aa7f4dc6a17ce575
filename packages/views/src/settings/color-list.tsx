import {
  COLOR_PLACES,
  type ColorPlace,
  type ColorRule,
  OPTION_COLORS,
  type OptionColor,
} from '@trellis/metadata';
import { Icon, moved, OptionDot, SortableList } from '@trellis/ui/react';
import { Button, Select } from 'antd';
import { useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useFieldLabel } from '../data/labels.tsx';
import { useT } from '../messages.ts';
import { FilterPart } from './filter-part.tsx';

const MOST = 20;

/** Colours by condition: of several that hold the first counts. One without a condition is kept here, not in the view. */
export function ColorList(props: {
  readonly info: FormInfo;
  readonly colors: readonly ColorRule[];
  readonly onChange: (colors: readonly ColorRule[]) => void;
}) {
  const { info } = props;
  const t = useT();
  const label = useFieldLabel(info.form);
  // Rules that are still without a condition colour nothing and are not saved.
  const [rules, setRules] = useState<readonly Draft[]>(() =>
    props.colors.map((rule, index) => ({ ...rule, id: String(index) })),
  );
  const [next, setNext] = useState(rules.length);
  const change = (drafts: readonly Draft[]) => {
    setRules(drafts);
    props.onChange(
      drafts.flatMap(({ id: _, when, ...rule }) => (when === undefined ? [] : [{ ...rule, when }])),
    );
  };
  const set = (index: number, part: Partial<Draft>) => {
    const before = rules[index];
    if (before) change(rules.with(index, { ...before, ...part }));
  };
  const fields = [...info.form.fields.keys()];
  return (
    <>
      <SortableList
        items={rules}
        label={({ color }) => t(`color_${color}`)}
        onMove={(from, to) => change(moved(rules, from, to))}
        render={(rule, handle, index) => (
          <div className="v-color">
            <div className="v-sort-row">
              <Select<OptionColor>
                aria-label={t('color')}
                value={rule.color}
                options={OPTION_COLORS.map((color) => ({ value: color, label: t(`color_${color}`) }))}
                optionRender={({ value }) => <Swatch color={value as OptionColor} />}
                labelRender={({ value }) => <Swatch color={value as OptionColor} />}
                onChange={(color) => set(index, { color })}
              />
              <Select<ColorPlace>
                aria-label={t('colorOn')}
                value={rule.on}
                options={COLOR_PLACES.map((on) => ({ value: on, label: t(`colorOn_${on}`) }))}
                onChange={(on) => {
                  const { field: _, ...rest } = rule;
                  change(
                    rules.with(
                      index,
                      on === 'field' ? { ...rest, on, field: info.form.titleField } : { ...rest, on },
                    ),
                  );
                }}
              />
              {rule.on === 'field' ? (
                <Select
                  aria-label={t('field')}
                  showSearch={{ optionFilterProp: 'label' }}
                  value={rule.field ?? null}
                  options={fields.map((key) => ({ value: key, label: label(key) }))}
                  onChange={(field) => set(index, { field })}
                />
              ) : null}
              {handle}
              <Button
                type="text"
                icon={<Icon name="close" />}
                aria-label={`${t('remove')}: ${t(`color_${rule.color}`)}`}
                onClick={() => change(rules.toSpliced(index, 1))}
              />
            </div>
            <FilterPart form={info.form} value={rule.when} onChange={(when) => set(index, { when })} />
          </div>
        )}
      />
      {rules.length < MOST ? (
        <Button
          type="link"
          size="small"
          icon={<Icon name="plus" />}
          onClick={() => {
            setNext(next + 1);
            change([...rules, { id: String(next), color: 'red', on: 'row', when: undefined }]);
          }}
        >
          {t('colorAdd')}
        </Button>
      ) : null}
    </>
  );
}

type Draft = Omit<ColorRule, 'when'> & { readonly id: string; readonly when: ColorRule['when'] | undefined };

function Swatch({ color }: { readonly color: OptionColor }) {
  const t = useT();
  return (
    <span className="v-swatch">
      <OptionDot color={color} /> {t(`color_${color}`)}
    </span>
  );
}
