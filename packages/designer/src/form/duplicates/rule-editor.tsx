import {
  type CompiledForm,
  mayBeCompared,
  resolveRef,
  USUAL_THRESHOLD,
  USUAL_WEIGHT,
  usualReading,
} from '@trellis/forms/model';
import { FieldSelect, useFormServices, useNamedForm } from '@trellis/forms/react';
import type { SimilarPair, SimilarRule } from '@trellis/metadata';
import { Icon, useLocale } from '@trellis/ui/react';
import { Button, InputNumber, Select } from 'antd';
import { useId } from 'react';
import { useDesign } from '../design.tsx';
import { useT } from './messages.ts';
import { ReadingSelect } from './reading-select.tsx';

/** Fields of a rule at most. */
const MOST_PAIRS = 10;
const WEIGHTS = [20, 40, 60, 70, 80, 90, 100];

/** A pair to begin with: the title by likeness, else the first field that can be compared. */
export function firstPair(form: CompiledForm): SimilarPair | undefined {
  const fields = [...form.fields.values()].filter(mayBeCompared);
  const field = fields.find(({ key }) => key === form.titleField) ?? fields[0];
  return field && { field: field.key, how: field.kind === 'text' ? 'similar' : usualReading(field) };
}

/** With which form records are compared, in what, and from which score on they are shown. */
export function RuleEditor(props: {
  readonly value: SimilarRule;
  readonly count: number;
  readonly onChange: (rule: SimilarRule) => void;
  readonly onRemove: () => void;
}) {
  const { value, count, onChange } = props;
  const t = useT();
  const id = useId();
  const { form } = useDesign();
  const { forms } = useFormServices();
  const named = useNamedForm(value.form ?? form.ref);
  const target = value.form === undefined ? form : named;
  const { form: _, ...here } = value;
  const set = (pairs: readonly SimilarPair[]) => onChange({ ...value, pairs });
  return (
    <fieldset className="d-check">
      <legend>{t('ruleOf', { count })}</legend>
      <div className="f-setting">
        <label htmlFor={`${id}-form`}>{t('form')}</label>
        <Select
          id={`${id}-form`}
          style={{ width: '100%' }}
          showSearch={{ optionFilterProp: 'label' }}
          value={value.form ?? ''}
          options={[
            { value: '', label: t('thisForm') },
            ...forms
              .filter(({ ref }) => resolveRef(form.app, ref) !== form.ref)
              .map(({ ref, label }) => ({ value: ref, label })),
          ]}
          onChange={(ref) => onChange(ref ? { ...value, form: ref } : here)}
        />
      </div>
      {value.pairs.map((pair, index) => (
        <PairEditor
          key={index}
          value={pair}
          target={target}
          same={value.form === undefined}
          onChange={(next) => set(value.pairs.with(index, next))}
          {...(value.pairs.length > 1 ? { onRemove: () => set(value.pairs.toSpliced(index, 1)) } : {})}
        />
      ))}
      {value.pairs.length < MOST_PAIRS ? (
        <Button
          size="small"
          type="link"
          onClick={() => {
            const pair = firstPair(form);
            if (pair) set([...value.pairs, pair]);
          }}
        >
          {t('addPair')}
        </Button>
      ) : null}
      <div className="f-setting">
        <label htmlFor={`${id}-from`}>{t('threshold')}</label>
        <InputNumber
          id={`${id}-from`}
          style={{ width: '100%' }}
          min={1}
          max={100}
          precision={0}
          suffix={t('percent')}
          value={value.threshold ?? USUAL_THRESHOLD}
          onChange={(threshold) => {
            if (threshold !== null) onChange({ ...value, threshold });
          }}
        />
      </div>
      <Button
        size="small"
        type="text"
        danger
        icon={<Icon name="delete" />}
        aria-label={t('removeRule', { count })}
        onClick={props.onRemove}
      />
    </fieldset>
  );
}

/** Two fields, how they are compared and how much it says. */
function PairEditor(props: {
  readonly value: SimilarPair;
  readonly target: CompiledForm | undefined;
  /** Compared within this form: the same field on both sides. */
  readonly same: boolean;
  readonly onChange: (pair: SimilarPair) => void;
  readonly onRemove?: () => void;
}) {
  const { value, target, same, onChange } = props;
  const t = useT();
  const { text } = useLocale();
  const { form } = useDesign();
  const field = form.fields.get(value.field);
  const { other: _, ...alone } = value;
  return (
    <div className="d-key-part">
      <FieldSelect
        label={t('mine')}
        form={form}
        value={value.field}
        fits={mayBeCompared}
        onChange={(key) => {
          const next = form.fields.get(key);
          const how =
            next?.kind === 'text' && field?.kind === 'text' ? value.how : next ? usualReading(next) : 'exact';
          onChange({ ...(same ? alone : value), field: key, how });
        }}
      />
      {!same && target ? (
        <FieldSelect
          label={t('theirs')}
          form={target}
          value={value.other ?? value.field}
          fits={mayBeCompared}
          onChange={(other) => onChange({ ...value, other })}
        />
      ) : null}
      <ReadingSelect
        label={t('how')}
        field={field}
        value={value.how}
        more={['pinyin', 'similar']}
        onChange={(how) => onChange({ ...value, how })}
      />
      <Select
        aria-label={t('weight')}
        style={{ width: '100%' }}
        value={value.weight ?? USUAL_WEIGHT}
        options={[...new Set([...WEIGHTS, value.weight ?? USUAL_WEIGHT])]
          .sort((a, b) => a - b)
          .map((weight) => ({ value: weight, label: `${t('weight')} ${t('weightOf', { weight })}` }))}
        onChange={(weight) => onChange({ ...value, weight })}
      />
      {props.onRemove ? (
        <Button
          size="small"
          type="text"
          icon={<Icon name="close" />}
          aria-label={t('removeField', { name: text(field?.meta.label ?? { zh: value.field }) })}
          onClick={props.onRemove}
        />
      ) : null}
    </div>
  );
}
