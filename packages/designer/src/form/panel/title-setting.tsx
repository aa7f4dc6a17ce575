import { Sheet, useLocale } from '@trellis/ui/react';
import { useClientCatalog } from '@trellis/views/react';
import { Button, Input, type InputRef, Select } from 'antd';
import { useId, useMemo, useRef, useState } from 'react';
import { changeForm } from '../commands.ts';
import { useDesign } from '../design.tsx';
import { useT } from '../messages.ts';
import { composedField, composeTitle, setComposedTitle, templateOf, titleParts } from '../title-template.ts';
import { useT as useTitleT } from './title-messages.ts';

/** Which field names a record, or of which fields its name is composed. */
export function TitleSetting() {
  const t = useT();
  const titleT = useTitleT();
  const id = useId();
  const { text } = useLocale();
  const { document, form, run } = useDesign();
  const [composing, setComposing] = useState(false);
  const composed = composedField(document) !== undefined;
  return (
    <div className="f-setting">
      <label htmlFor={`${id}-title`}>{t('titleField')}</label>
      <Select
        id={`${id}-title`}
        style={{ width: '100%' }}
        value={form.titleField}
        options={[...form.fields.values()]
          .filter(({ type }) => type.title)
          .map(({ key, meta }) => ({ value: key, label: text(meta.label) }))}
        onChange={(titleField) => run(changeForm(document, { titleField }))}
      />
      <div className="f-help">{t('titleFieldHint')}</div>
      <Button block onClick={() => setComposing(true)}>
        {titleT(composed ? 'change' : 'compose')}
      </Button>
      {composing ? <TitleDialog onClose={() => setComposing(false)} /> : null}
    </div>
  );
}

/** The pattern of a composed title: text, with fields put in by a click. */
function TitleDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTitleT();
  const id = useId();
  const { document, form, run, removed } = useDesign();
  const { forms } = useClientCatalog();
  const parts = useMemo(
    () => titleParts(form, new Map([...forms].map(([ref, info]) => [ref, info.form]))),
    [form, forms],
  );
  const input = useRef<InputRef>(null);
  const [template, setTemplate] = useState(() => {
    const present = composedField(document);
    const expr = present === undefined ? undefined : document.properties[present]?.trellis.config.expr;
    const first = parts.find(({ path }) => path === form.titleField) ?? parts[0];
    return templateOf(expr, parts) ?? (first ? `{${first.name}}` : '');
  });
  const result = composeTitle(template, parts);
  const unknown = 'unknown' in result ? result.unknown : undefined;
  const names = template.match(/\{[^{}]+\}/g) ?? [];
  const insert = (name: string) => {
    const field = input.current?.input;
    const [from, to] = [field?.selectionStart ?? template.length, field?.selectionEnd ?? template.length];
    const piece = `{${name}}`;
    setTemplate(template.slice(0, from) + piece + template.slice(to));
    requestAnimationFrame(() => {
      field?.focus();
      field?.setSelectionRange(from + piece.length, from + piece.length);
    });
  };
  const save = () => {
    if (!('expr' in result) || names.length === 0) return;
    run(setComposedTitle(document, result.expr, removed.keys()));
    onClose();
  };
  return (
    <Sheet
      open
      title={t('title')}
      onClose={onClose}
      footer={
        <div className="d-dialog-foot">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="primary" disabled={unknown !== undefined || names.length === 0} onClick={save}>
            {t('apply')}
          </Button>
        </div>
      }
    >
      <p className="d-hint">{t('hint')}</p>
      <div className="f-setting">
        <label htmlFor={`${id}-template`}>{t('template')}</label>
        <Input
          id={`${id}-template`}
          ref={input}
          maxLength={500}
          value={template}
          {...(unknown === undefined ? {} : { status: 'error' as const })}
          onChange={({ target }) => setTemplate(target.value)}
          onPressEnter={save}
        />
        {unknown === undefined ? null : (
          <div className="f-error" role="alert">
            {t('unknown', { name: unknown })}
          </div>
        )}
      </div>
      <fieldset className="d-title-parts">
        <legend>{t('insert')}</legend>
        {parts.map(({ path, name }) => (
          <Button key={path} size="small" onClick={() => insert(name)}>
            {name}
          </Button>
        ))}
      </fieldset>
    </Sheet>
  );
}
