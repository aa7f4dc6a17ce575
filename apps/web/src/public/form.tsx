import {
  Markdown,
  type Problem,
  type PublicField,
  type PublicPlace,
  publicSections,
} from '@trellis/forms/public';
import { type FormDocument, localText } from '@trellis/metadata';
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { formAddress, type Opened, type OpenForm, type Refusal, type Thanks, upload } from './api.ts';
import { Column, stateOf } from './column.tsx';
import { Field } from './field.tsx';
import { visitor } from './keep.ts';
import { locale, t } from './texts.ts';
import { useFilling } from './use-filling.ts';
import { useSending } from './use-sending.ts';
import { isSending } from './values.ts';

/** The form itself, in one column. */
export function Form(props: {
  readonly front: Opened;
  readonly form: OpenForm;
  readonly pass: string | undefined;
  readonly onSent: (thanks: Thanks) => void;
  readonly onOver: (refusal: Refusal) => void;
}) {
  const { front, form, pass } = props;
  const document = form.document as FormDocument;
  const filling = useFilling(form);
  const sending = useSending(form, filling, pass, { sent: props.onSent, over: props.onOver });
  const root = useRef<HTMLFormElement>(null);
  const [tries, setTries] = useState(0);
  const sections = useMemo(() => publicSections(document), [document]);
  const { values, shown, problems, engine } = filling;
  // What is found while filling in is found again at sending, in the same words.
  const atFields = [...filling.gone, ...problems.filter((one) => !filling.gone.some(sameAs(one)))];

  // What is wrong takes the visitor to its first place.
  useEffect(() => {
    if (tries > 0) focusFirst(root.current);
  }, [tries]);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    await sending.send();
    setTries((count) => count + 1);
  };

  const place: PublicPlace = {
    locale,
    upload: (field, file, progress) =>
      upload(file, { visitor: visitor(), field, ...(pass ? { pass } : {}) }, progress),
    text: (key, value) => engine?.text(key, value) ?? '…',
    drawColumn: (of, row, column, value, onChange) => (
      <Column
        key={column.key}
        of={of.key}
        row={row}
        column={column}
        value={value}
        onChange={onChange}
        rules={shown.rows?.get(of.key)?.[row]}
        problems={atFields}
        place={place}
      />
    ),
  };
  const draw = (field: PublicField) =>
    shown.visible.has(field.key) ? (
      <Field
        key={field.key}
        field={field}
        id={`p-${field.key}`}
        value={values[field.key] ?? null}
        onChange={(value) => filling.setValue(field.key, value)}
        state={stateOf(shown, field.key)}
        problems={atFields.filter(
          ({ path }) =>
            path[0] === field.key && !(typeof path[1] === 'number' && typeof path[2] === 'string'),
        )}
        place={place}
      />
    ) : null;
  const elsewhere = problems.filter(
    ({ path }) => path.length === 0 || !(String(path[0]) in document.properties),
  );
  const uploading = isSending(values);
  const wrong = problems.filter(({ warning }) => !warning).length;
  return (
    <form
      ref={root}
      className="p-form"
      noValidate
      onSubmit={send}
      onFocus={() => void filling.begin().catch(() => undefined)}
    >
      {filling.restored ? (
        <p className="p-notice" role="status">
          {t('restored')}{' '}
          <button
            type="button"
            className="p-link"
            onClick={() => {
              filling.forget();
              location.reload();
            }}
          >
            {t('startOver')}
          </button>
        </p>
      ) : null}
      {sections.map((section) => {
        const items = section.items.map((item) =>
          item.kind === 'field' ? (
            draw(item.field)
          ) : item.node.kind === 'divider' ? (
            <div key={item.node.key} className="p-divider">
              {item.node.label ? localText(item.node.label, locale) : null}
            </div>
          ) : (
            <div key={item.node.key} className="p-note" data-tone={item.node.tone ?? 'plain'}>
              <Markdown text={localText(item.node.text, locale)} />
            </div>
          ),
        );
        const fields = section.items.filter((item) => item.kind === 'field');
        // A section whose fields are all hidden is hidden with its texts.
        if (fields.length > 0 && !fields.some(({ field }) => shown.visible.has(field.key))) return null;
        return (
          <section key={section.key} className="p-section">
            {section.label ? <h2>{localText(section.label, locale)}</h2> : null}
            {items}
          </section>
        );
      })}
      <div className="p-end">
        {problems.length > 0 || sending.notice !== '' ? (
          <div className={wrong > 0 ? 'p-error p-summary' : 'p-notice'} role="alert">
            {wrong > 0 ? <p>{t('problems', wrong)}</p> : null}
            {wrong === 0 && problems.length > 0 ? <p>{t('warned')}</p> : null}
            {elsewhere.map(({ text, path }) => (
              <p key={`${path.join('.')} ${text}`}>{text}</p>
            ))}
            {sending.notice === '' ? null : <p>{sending.notice}</p>}
          </div>
        ) : null}
        <button type="submit" className="p-submit" disabled={sending.busy || uploading}>
          {uploading
            ? t('waitUpload')
            : sending.busy
              ? t('sending')
              : form.button
                ? localText(form.button, locale)
                : t('submit')}
        </button>
        {front.query ? (
          <p className="p-foot">
            <a href={`${formAddress}/query`}>{t('query')}</a>
          </p>
        ) : null}
      </div>
    </form>
  );
}

const sameAs =
  ({ path, text }: Problem) =>
  (other: Problem): boolean =>
    other.text === text && other.path.join('.') === path.join('.');

/** The first field with a problem, or the words about the sending. */
function focusFirst(root: HTMLFormElement | null): void {
  const error = root?.querySelector('.p-field .p-error');
  const field = error?.closest('.p-field');
  const input = field?.querySelector<HTMLElement>(
    'input:not([disabled]), select:not([disabled]), textarea:not([disabled]), button:not([disabled])',
  );
  input?.focus({ preventScroll: true });
  field?.scrollIntoView({ block: 'center' });
}
