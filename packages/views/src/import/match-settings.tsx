import { fieldLabel } from '@trellis/forms/react';
import { useLocale } from '@trellis/ui/react';
import { Select } from 'antd';
import { useId, useMemo } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import {
  comparable,
  importFields,
  type Mapping,
  matchOf,
  type Policy,
  RECORD_ID,
  type RowsHow,
  rowColumns,
  usualMatch,
  withPolicy,
  withRows,
} from './mapping.ts';
import { useT } from './messages.ts';

/** What becomes of rows whose records exist already, and how these are found. */
export function MatchSettings(props: {
  readonly info: FormInfo;
  readonly mapping: Mapping;
  readonly setMapping: (mapping: Mapping) => void;
}) {
  const { info, mapping, setMapping } = props;
  const t = useT();
  const { locale } = useLocale();
  const id = useId();
  const fields = useMemo(() => importFields(info), [info]);
  const choices = comparable(fields, mapping);
  const { policy = 'create', match = [], empty = 'keep' } = mapping;
  const changes = policy === 'upsert' || policy === 'update';
  const policies: readonly Policy[] = info.actions.has('edit')
    ? ['create', 'upsert', 'update', 'skip']
    : ['create', 'skip'];
  return (
    <section className="v-import-match">
      <div className="v-import-match-line">
        <label htmlFor={`${id}-policy`}>{t('existing')}</label>
        <Select<Policy>
          id={`${id}-policy`}
          value={policy}
          options={policies.map((value) => ({ value, label: t(`policy_${value}`) }))}
          onChange={(value) => setMapping(withPolicy(mapping, value, usualMatch(info, choices)))}
        />
      </div>
      {policy === 'create' ? null : (
        <div className="v-import-match-line">
          <label htmlFor={`${id}-match`}>{t('matchFields')}</label>
          <Select
            id={`${id}-match`}
            mode="multiple"
            maxCount={5}
            value={match}
            placeholder={t('matchChoose')}
            notFoundContent={t('matchNone')}
            options={choices.map(({ key }) => ({ value: key, label: fieldLabel(info.form, key, locale) }))}
            onChange={(keys: string[]) => setMapping({ ...mapping, match: matchOf(match, keys) })}
          />
        </div>
      )}
      {changes ? (
        <div className="v-import-match-line">
          <label htmlFor={`${id}-empty`}>{t('emptyCells')}</label>
          <Select<'keep' | 'clear'>
            id={`${id}-empty`}
            value={empty}
            options={[
              { value: 'keep', label: t('emptyKeep') },
              { value: 'clear', label: t('emptyClear') },
            ]}
            onChange={(value) => setMapping({ ...mapping, empty: value })}
          />
        </div>
      ) : null}
      {changes
        ? [...rowColumns(mapping)].map(([field, columns]) => (
            <RowsSetting
              key={field}
              label={t('rowsOf', { name: fieldLabel(info.form, field, locale) })}
              columns={columns.map((column) => ({
                value: column,
                label: fieldLabel(info.form, `${field}.${column}`, locale),
              }))}
              how={mapping.rows?.[field] ?? { how: 'replace' }}
              onChange={(how) => setMapping(withRows(mapping, field, how))}
            />
          ))
        : null}
      {policy === 'create' ? null : (
        <p className="t-muted">{t(match[0] === RECORD_ID ? 'matchIdHint' : 'matchHint')}</p>
      )}
    </section>
  );
}

/** What becomes of the rows that changed records have in a sub-form. */
function RowsSetting(props: {
  readonly label: string;
  readonly columns: readonly { readonly value: string; readonly label: string }[];
  readonly how: RowsHow;
  readonly onChange: (how: RowsHow) => void;
}) {
  const { how, columns, onChange } = props;
  const t = useT();
  const id = useId();
  const value = how.how === 'match' ? `match ${how.by}` : how.how;
  return (
    <div className="v-import-match-line">
      <label htmlFor={id}>{props.label}</label>
      <Select
        id={id}
        value={value}
        options={[
          { value: 'replace', label: t('rowsReplace') },
          { value: 'add', label: t('rowsAdd') },
          ...columns.map((column) => ({
            value: `match ${column.value}`,
            label: t('rowsMatch', { column: column.label }),
          })),
        ]}
        onChange={(next: string) => {
          const [kind, by] = next.split(' ');
          onChange(by === undefined ? { how: kind === 'add' ? 'add' : 'replace' } : { how: 'match', by });
        }}
      />
    </div>
  );
}
