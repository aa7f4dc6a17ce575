import { fieldLabel } from '@trellis/forms/react';
import { useLocale } from '@trellis/ui/react';
import { Button, Input } from 'antd';
import type { FormInfo } from '../catalog/catalog.ts';
import { answer, answerTo, edit, type Mapping } from './mapping.ts';
import { useT } from './messages.ts';
import type { ImportJob } from './use-import.tsx';

type Preview = NonNullable<ImportJob['preview']>;
type RowError = Preview['errors'][number];
export type ErrorGroup = NonNullable<Preview['groups']>[number];

/** Texts are told up to this length: what is longer can't be corrected here. */
const CUT = 200;
const MOST = 10_000;

export interface Correcting {
  readonly mapping: Mapping;
  readonly setMapping: (mapping: Mapping) => void;
}

/** What is wrong where, in words; with cells that can be corrected in their place as long as nothing is written. */
export function ErrorGrid(props: {
  readonly info: FormInfo;
  readonly label: string;
  readonly errors: readonly RowError[];
  /** The kind that they all are. */
  readonly group?: ErrorGroup | undefined;
  /** Absent: it can only be read. */
  readonly correcting?: Correcting | undefined;
}) {
  const { info, errors, group, correcting } = props;
  const t = useT();
  const { locale } = useLocale();
  const labelOf = ({ field }: RowError) => (field ? fieldLabel(info.form, field, locale) : '');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section className="v-import-scroll" tabIndex={0} aria-label={props.label}>
      <table className="v-import-table">
        <thead>
          <tr>
            <th className="t-num">{t('row')}</th>
            {group ? null : <th>{t('field')}</th>}
            <th>{t('content')}</th>
            <th>{t('reason')}</th>
          </tr>
        </thead>
        <tbody>
          {errors.map((error, index) => (
            <tr key={index}>
              <td className="t-num">{error.row}</td>
              {group ? null : <td>{labelOf(error)}</td>}
              <td>
                {correcting && error.column !== undefined && (error.text ?? '').length < CUT ? (
                  <Correction
                    {...correcting}
                    error={error}
                    column={error.column}
                    label={labelOf(error)}
                    group={group}
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
  );
}

/** A cell, and the way to correct all cells of its kind that say the same. */
function Correction(
  props: Correcting & {
    readonly error: RowError;
    readonly column: number;
    readonly label: string;
    readonly group: ErrorGroup | undefined;
  },
) {
  const { mapping, setMapping, error, column, group } = props;
  const t = useT();
  const before = error.text ?? '';
  const alike = { kind: group?.kind ?? error.code, column, text: before };
  const edited = mapping.edits?.find((one) => one.row === error.row && one.column === column)?.text;
  const shown = edited ?? answerTo(mapping, alike)?.instead ?? before;
  const count = group?.texts.find(({ text }) => text === before)?.count ?? 1;
  // It is one choice for all of them then; the cell itself goes with it.
  const everywhere = () => setMapping(answer(edit(mapping, error.row, column, undefined), alike, shown));
  return (
    <div className="v-import-correct">
      <Input
        size="small"
        aria-label={t('correctCell', { row: error.row, field: props.label })}
        value={shown}
        maxLength={MOST}
        onChange={({ target }) =>
          setMapping(edit(mapping, error.row, column, target.value === before ? undefined : target.value))
        }
      />
      {count > 1 && edited !== undefined && before !== '' ? (
        <Button size="small" type="link" onClick={everywhere}>
          {t('correctAlike', { count })}
        </Button>
      ) : null}
    </div>
  );
}
