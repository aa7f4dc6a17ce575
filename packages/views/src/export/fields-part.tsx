import { fieldLabel } from '@trellis/forms/react';
import { useLocale } from '@trellis/ui/react';
import { Button, Checkbox } from 'antd';
import type { FormInfo } from '../catalog/catalog.ts';
import { SYSTEM } from './choice.ts';
import { useT } from './messages.ts';

/** Which fields go into the file. */
export function FieldsPart(props: {
  readonly info: FormInfo;
  /** Those that the list shows. */
  readonly list: readonly string[];
  readonly value: ReadonlySet<string>;
  readonly onChange: (value: ReadonlySet<string>) => void;
}) {
  const { info, value, onChange } = props;
  const t = useT();
  const { locale } = useLocale();
  const own = [...info.form.fields.keys()];
  const boxes = (keys: readonly string[]) =>
    keys.map((key) => (
      <Checkbox
        key={key}
        checked={value.has(key)}
        onChange={({ target }) => {
          const next = new Set(value);
          if (target.checked) next.add(key);
          else next.delete(key);
          onChange(next);
        }}
      >
        {fieldLabel(info.form, key, locale)}
      </Checkbox>
    ));
  return (
    <fieldset className="v-export-part">
      <legend>{t('fields')}</legend>
      <div className="v-export-pick">
        <span className="t-num">{t('chosen', { count: value.size })}</span>
        <Button type="link" size="small" onClick={() => onChange(new Set(props.list))}>
          {t('asView')}
        </Button>
        <Button type="link" size="small" onClick={() => onChange(new Set([...value, ...own]))}>
          {t('all')}
        </Button>
        <Button type="link" size="small" onClick={() => onChange(new Set())}>
          {t('none')}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className="v-export-fields" tabIndex={0} aria-label={t('fields')}>
        {boxes(own)}
        <h4>{t('system')}</h4>
        {boxes(SYSTEM)}
      </section>
      <p className="v-export-hint">{t('againHint')}</p>
    </fieldset>
  );
}
