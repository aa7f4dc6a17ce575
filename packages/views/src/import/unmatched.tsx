import { fieldLabel } from '@trellis/forms/react';
import { useLocale } from '@trellis/ui/react';
import { Select } from 'antd';
import { useMemo, useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { adjust, choose, type ImportField, importFields, type Mapping } from './mapping.ts';
import { useT } from './messages.ts';
import { PolicySelect } from './policies.tsx';
import { containing, useTextOptions } from './text-choice.tsx';
import type { ImportJob } from './use-import.tsx';

type Entry = NonNullable<ImportJob['preview']>['unmatched'][number];

/** Values of the choices that are no texts. */
const OPEN = '\u0000open';
const EMPTY = '\u0000empty';

/** Texts that match nothing, each with a choice of what it should become. */
export function UnmatchedList(props: {
  readonly info: FormInfo;
  readonly entries: readonly Entry[];
  readonly mapping: Mapping;
  readonly setMapping: (mapping: Mapping) => void;
}) {
  const { info, mapping } = props;
  const t = useT();
  const { locale } = useLocale();
  const groups = useMemo(() => byColumn(props.entries), [props.entries]);
  const fields = useMemo(() => new Map(importFields(info).map((field) => [field.key, field])), [info]);
  return (
    <section className="v-import-section">
      <h2>{t('unmatchedTitle')}</h2>
      <p className="t-muted">{t('unmatchedText')}</p>
      {[...groups].map(([column, entries]) => {
        const mapped = mapping.columns.find((one) => one.column === column);
        const field = fields.get(mapped?.field ?? '');
        return mapped && field ? (
          <div key={column} className="v-import-group">
            <div className="v-import-group-head">
              <strong>{fieldLabel(info.form, field.key, locale)}</strong>
              <span className="t-muted">{t('unmatchedCount', { count: entries.length })}</span>
              <span className="v-import-setting">
                <span className="t-muted">{t('rest')}</span>
                <PolicySelect
                  field={field}
                  column={mapped}
                  onChange={(policy) => props.setMapping(adjust(mapping, column, { unmatched: policy }))}
                />
              </span>
            </div>
            <ul>
              {entries.map((entry) => (
                <li key={entry.text}>
                  <div className="v-import-text">
                    <span>{entry.text}</span>
                    <span className="t-muted">{t('times', { count: entry.count })}</span>
                  </div>
                  <span className="v-import-arrow" aria-hidden="true">
                    →
                  </span>
                  <Choice
                    entry={entry}
                    field={field}
                    policy={mapped.unmatched}
                    chosen={mapped.replace?.[entry.text]}
                    onChoose={(instead) => props.setMapping(choose(mapping, column, entry.text, instead))}
                  />
                </li>
              ))}
            </ul>
          </div>
        ) : null;
      })}
    </section>
  );
}

function byColumn(entries: readonly Entry[]): ReadonlyMap<number, readonly Entry[]> {
  const groups = new Map<number, Entry[]>();
  for (const entry of entries) groups.set(entry.column, [...(groups.get(entry.column) ?? []), entry]);
  return groups;
}

function Choice(props: {
  readonly entry: Entry;
  readonly field: ImportField;
  readonly policy: string | undefined;
  readonly chosen: string | null | undefined;
  readonly onChoose: (instead: string | null | undefined) => void;
}) {
  const { entry, field, policy, chosen } = props;
  const t = useT();
  const [search, setSearch] = useState('');
  const others = useTextOptions(field, search).filter(
    ({ value }) => !entry.suggestions.some((one) => one.value === value),
  );
  const open =
    policy === 'create'
      ? t('createNew', { text: entry.text })
      : policy === 'empty'
        ? t('leaveEmpty')
        : t('keepError');
  const options = [
    { value: OPEN, label: open },
    ...(policy === 'empty' ? [] : [{ value: EMPTY, label: t('leaveEmpty') }]),
    ...(entry.suggestions.length > 0 ? [{ label: t('suggestions'), options: entry.suggestions }] : []),
    ...(others.length > 0 ? [{ label: t('others'), options: others }] : []),
  ];
  return (
    <Select
      aria-label={t('insteadOf', { text: entry.text })}
      value={chosen === undefined ? OPEN : (chosen ?? EMPTY)}
      options={options}
      showSearch={{ onSearch: setSearch, filterOption: containing }}
      onChange={(value: string) =>
        props.onChoose(value === OPEN ? undefined : value === EMPTY ? null : value)
      }
    />
  );
}
