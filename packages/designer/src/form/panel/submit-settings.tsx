import { AFTER_SUBMIT, type SubmitMeta } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { Select } from 'antd';
import { useId } from 'react';
import { changeForm } from '../commands.ts';
import { useDesign } from '../design.tsx';
import { useT } from './submit-messages.ts';
import { TextPair } from './text-pair.tsx';

/** Choice that stands for every field; no field has such a key. */
const ALL = '*';

/** What the submit button of a new record says and asks, and what follows it. */
export function SubmitSettings() {
  const t = useT();
  const id = useId();
  const { text } = useLocale();
  const { document, form, run } = useDesign();
  const submit = document.trellis.submit ?? {};
  const set = (patch: { readonly [K in keyof SubmitMeta]?: SubmitMeta[K] | undefined }) => {
    const entries = Object.entries({ ...submit, ...patch }).filter(([, value]) => value !== undefined);
    run(changeForm(document, { submit: entries.length > 0 ? Object.fromEntries(entries) : undefined }));
  };
  const keep = (chosen: readonly string[]) => {
    // Whoever chooses all means all; whoever then adds one means that one.
    if (chosen.at(-1) === ALL) return set({ keep: 'all' });
    const fields = chosen.filter((key) => key !== ALL);
    set({ keep: fields.length > 0 ? fields : undefined });
  };
  const typed = [...form.fields.values()].filter(({ type }) => !type.generated);
  return (
    <section className="d-type-settings" aria-label={t('submit')}>
      <h3>{t('submit')}</h3>
      <TextPair
        zh={t('label')}
        en={t('labelEn')}
        hint={t('labelHint')}
        optional
        value={submit.label}
        onChange={(label) => set({ label })}
      />
      <div className="f-setting">
        <label htmlFor={`${id}-next`}>{t('next')}</label>
        <Select
          id={`${id}-next`}
          style={{ width: '100%' }}
          value={submit.next ?? 'open'}
          options={AFTER_SUBMIT.map((value) => ({ value, label: t(`next_${value}`) }))}
          onChange={(next) => set({ next: next === 'open' ? undefined : next })}
        />
      </div>
      <div className="f-setting">
        <label htmlFor={`${id}-keep`}>{t('keep')}</label>
        <Select
          id={`${id}-keep`}
          mode="multiple"
          style={{ width: '100%' }}
          placeholder={t('keepNone')}
          optionFilterProp="label"
          value={submit.keep === 'all' ? [ALL] : [...(submit.keep ?? [])]}
          options={[
            { value: ALL, label: t('keepAll') },
            ...typed.map(({ key, meta }) => ({ value: key, label: text(meta.label) })),
          ]}
          onChange={keep}
        />
        <div className="f-help">{t('keepHint')}</div>
      </div>
      <TextPair
        zh={t('confirm')}
        en={t('confirmEn')}
        hint={t('confirmHint')}
        optional
        value={submit.confirm}
        onChange={(confirm) => set({ confirm })}
      />
      <TextPair
        zh={t('done')}
        en={t('doneEn')}
        hint={t('doneHint')}
        optional
        value={submit.done}
        onChange={(done) => set({ done })}
      />
    </section>
  );
}
