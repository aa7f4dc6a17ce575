import type { CompiledField, TextEnv } from '@trellis/forms/model';
import { checkValue, fieldTypes } from '@trellis/forms/model';
import { FieldCell, useFormServices, useTextEnv } from '@trellis/forms/react';
import { localText, MEMBER_TARGET } from '@trellis/metadata';
import { Icon, useLocale } from '@trellis/ui/react';
import { useClientCatalog } from '@trellis/views/react';
import { Checkbox, Input, Select, Tooltip } from 'antd';
import { useMemo } from 'react';
import {
  type ColumnDraft,
  choiceOf,
  furtherTypes,
  type Guess,
  previewForm,
  type SheetDraft,
  withType,
} from './draft.ts';
import { useT } from './messages.ts';

/** The first rows as they will be, below the name and type of each column. */
export function PreviewTable(props: {
  readonly app: string;
  readonly draft: SheetDraft;
  readonly onChange: (draft: SheetDraft) => void;
}) {
  const { app, draft, onChange } = props;
  const t = useT();
  const { sheet, columns } = draft;
  const form = useMemo(() => previewForm(app, columns), [app, columns]);
  const change = (next: ColumnDraft) =>
    onChange({ ...draft, columns: columns.map((one) => (one.index === next.index ? next : one)) });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section className="d-sheet-scroll" tabIndex={0} aria-label={t('preview')}>
      <table className="d-sheet-table">
        <thead>
          <tr>
            <td className="t-num" />
            {columns.map((column, at) => (
              <th key={column.index} scope="col" data-off={column.used ? undefined : true}>
                <ColumnHead
                  column={column}
                  guesses={sheet.columns[at]?.guesses ?? []}
                  name={sheet.columns[at]?.name ?? ''}
                  onChange={change}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.sample.map(({ row, cells }) => (
            <tr key={row}>
              <td className="t-num t-muted">{row}</td>
              {columns.map((column) => (
                <td key={column.index} data-off={column.used ? undefined : true}>
                  <PreviewCell
                    field={form.fields.get(`c${column.index}`)}
                    text={cells[column.index] ?? ''}
                    dateOrder={
                      sheet.columns
                        .find(({ index }) => index === column.index)
                        ?.guesses.find(({ type }) => type === column.type)?.dateOrder
                    }
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ColumnHead(props: {
  readonly column: ColumnDraft;
  readonly guesses: readonly Guess[];
  readonly name: string;
  readonly onChange: (column: ColumnDraft) => void;
}) {
  const { column, guesses, name, onChange } = props;
  const t = useT();
  const { text } = useLocale();
  const label = useGuessLabel();
  const choice = choiceOf(column, guesses);
  const guess = guesses[Number(choice)];
  return (
    <div className="d-sheet-head">
      <div className="d-sheet-name">
        <Checkbox
          aria-label={t('use', { column: name })}
          checked={column.used}
          onChange={({ target }) => onChange({ ...column, used: target.checked })}
        />
        <Input
          size="small"
          aria-label={t('columnName', { column: name })}
          maxLength={60}
          value={column.label}
          disabled={!column.used}
          onChange={({ target }) => onChange({ ...column, label: target.value })}
          onBlur={() => {
            if (!column.label.trim()) onChange({ ...column, label: name });
          }}
        />
      </div>
      <Select
        size="small"
        aria-label={t('columnType', { column: name })}
        value={choice}
        disabled={!column.used}
        popupMatchSelectWidth={false}
        options={[
          {
            label: t('guessed'),
            options: guesses.map((one, at) => ({ value: String(at), label: label(one) })),
          },
          {
            label: t('otherTypes'),
            options: furtherTypes(guesses).map((type) => ({ value: type.type, label: text(type.label) })),
          },
        ]}
        onChange={(next) => onChange(withType(column, guesses, next))}
      />
      <Confidence used={column.used} guess={guess} />
    </div>
  );
}

/** What a guess is called: its type, and which form a reference is to. */
function useGuessLabel(): (guess: Guess) => string {
  const t = useT();
  const { locale } = useLocale();
  const catalog = useClientCatalog();
  return ({ type, config }) => {
    const kind = fieldTypes.get(type);
    const { form } = config as { readonly form?: unknown };
    if (typeof form !== 'string') return localText(kind.label, locale);
    const info = [...catalog.forms].find(([ref]) => ref === form || ref.endsWith(`:${form}`))?.[1];
    return t('toForm', { form: info ? localText(info.label, locale) : form });
  };
}

const percent = (share: number): number => Math.floor(share * 100);

/** How sure the guess is, or what can't be read. */
function Confidence({ used, guess }: { readonly used: boolean; readonly guess: Guess | undefined }) {
  const t = useT();
  if (!used) return <span className="d-sheet-sure t-muted">{t('off')}</span>;
  if (!guess) return <span className="d-sheet-sure" />;
  if (guess.misfits.length > 0) {
    const examples = guess.misfits.join('、');
    const said = t('misfits', { percent: Math.max(1, percent(1 - guess.fits)), examples });
    return (
      <Tooltip title={said}>
        <span className="d-sheet-sure" data-bad>
          <Icon name="warning" /> <span className="t-ellipsis">{said}</span>
        </span>
      </Tooltip>
    );
  }
  const said = guess.sure >= 0.85 ? t('sure') : guess.sure >= 0.5 ? t('likely') : t('plain');
  return <span className="d-sheet-sure t-muted">{said}</span>;
}

/** A text as its field will show it; what can't be read stands as it is, marked. */
function PreviewCell(props: {
  readonly field: CompiledField | undefined;
  readonly text: string;
  readonly dateOrder: TextEnv['dateOrder'] | undefined;
}) {
  const { field, text, dateOrder } = props;
  const base = useTextEnv();
  const { members } = useFormServices();
  if (!field || text.trim() === '') return null;
  // A record that is named stands for itself here: its text is its id and its title.
  const resolve: NonNullable<TextEnv['resolve']> = (target, name) =>
    target === MEMBER_TARGET ? members.find((one) => one.name === name)?.id : name;
  const read = field.type.parse(text, field.config, {
    ...base,
    resolve,
    ...(dateOrder ? { dateOrder } : {}),
  });
  const { value } = read.ok ? read : { value: null };
  const named = field.target !== undefined;
  const good = value !== null && (named || checkValue(field.valueSchema, value).length === 0);
  if (!good) return <span className="d-sheet-bad">{text}</span>;
  if (named && field.target !== MEMBER_TARGET) return <span className="t-ellipsis">{text}</span>;
  return <FieldCell field={field} value={value} />;
}
