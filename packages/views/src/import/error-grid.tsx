import { fieldLabel } from '@trellis/forms/react';
import { Icon, useLocale } from '@trellis/ui/react';
import { Button, Input } from 'antd';
import type { FormInfo } from '../catalog/catalog.ts';
import { adjust, edit, type Mapping } from './mapping.ts';
import { useT } from './messages.ts';
import type { ImportJob } from './use-import.tsx';

type RowError = NonNullable<ImportJob['preview']>['errors'][number];

/** Errors told here; the file has all of them. */
const LISTED = 200;
/** Texts are told up to this length: what is longer can't be corrected here. */
const CUT = 200;
const MOST = 10_000;

interface Correcting {
  readonly mapping: Mapping;
  readonly setMapping: (mapping: Mapping) => void;
}

/** What is wrong where, in words; with cells that can be corrected in their place as long as nothing is written. */
export function ErrorGrid(props: {
  readonly info: FormInfo;
  readonly errors: readonly RowError[];
  readonly download: () => void;
  /** Absent: it can only be read. */
  readonly correcting?: Correcting;
}) {
  const { info, errors, correcting } = props;
  const t = useT();
  const { locale } = useLocale();
  const alike = countAlike(errors);
  const labelOf = ({ field }: RowError) => (field ? fieldLabel(info.form, field, locale) : '');
  return (
    <section className="v-import-section">
      <div className="v-import-section-head">
        <h2>{t('errorsTitle')}</h2>
        <Button icon={<Icon name="download" />} onClick={props.download}>
          {t('downloadErrors')}
        </Button>
      </div>
      {correcting ? <p className="t-muted">{t('correctText')}</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section className="v-import-scroll" tabIndex={0} aria-label={t('errorsTitle')}>
        <table className="v-import-table">
          <thead>
            <tr>
              <th className="t-num">{t('row')}</th>
              <th>{t('field')}</th>
              <th>{t('content')}</th>
              <th>{t('reason')}</th>
            </tr>
          </thead>
          <tbody>
            {errors.map((error, index) => (
              <tr key={index}>
                <td className="t-num">{error.row}</td>
                <td>{labelOf(error)}</td>
                <td>
                  {correcting && error.column !== undefined && (error.text ?? '').length < CUT ? (
                    <Correction
                      {...correcting}
                      error={error}
                      column={error.column}
                      label={labelOf(error)}
                      alike={alike.get(nameOf(error)) ?? 1}
                    />
                  ) : (
                    <span className="v-import-cell">{error.text ?? ''}</span>
                  )}
                </td>
                <td className="v-import-reason">{error.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {errors.length >= LISTED ? (
        <p className="t-muted">{t('errorsMore', { count: errors.length })}</p>
      ) : null}
    </section>
  );
}

/** A cell, and the way to correct all cells of its column that say the same. */
function Correction(
  props: Correcting & {
    readonly error: RowError;
    readonly column: number;
    readonly label: string;
    readonly alike: number;
  },
) {
  const { mapping, setMapping, error, column, alike } = props;
  const t = useT();
  const before = error.text ?? '';
  const mapped = mapping.columns.find((one) => one.column === column);
  const replaced = mapped?.replace?.[before.trim()];
  const edited = mapping.edits?.find((one) => one.row === error.row && one.column === column)?.text;
  const text = edited ?? replaced ?? before;
  const everywhere = () => {
    const { edits = [], ...rest } = mapping;
    // It is one choice for the column now; the cell itself goes with it.
    const others = edits.filter((one) => one.column !== column || one.row !== error.row);
    const next = others.length > 0 ? { ...rest, edits: others } : rest;
    setMapping(adjust(next, column, { replace: { ...mapped?.replace, [before.trim()]: text } }));
  };
  const offers = alike > 1 && edited !== undefined && before.trim() !== '' && edited !== before;
  return (
    <div className="v-import-correct">
      <Input
        size="small"
        aria-label={t('correctCell', { row: error.row, field: props.label })}
        value={text}
        maxLength={MOST}
        onChange={({ target }) =>
          setMapping(edit(mapping, error.row, column, target.value === before ? undefined : target.value))
        }
      />
      {offers ? (
        <Button size="small" type="link" onClick={everywhere}>
          {t('correctAlike', { count: alike })}
        </Button>
      ) : null}
    </div>
  );
}

const nameOf = ({ column, text = '' }: RowError): string => `${column} ${text.trim()}`;

/** How many of the errors are about the same text of the same column. */
function countAlike(errors: readonly RowError[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const error of errors) counts.set(nameOf(error), (counts.get(nameOf(error)) ?? 0) + 1);
  return counts;
}
