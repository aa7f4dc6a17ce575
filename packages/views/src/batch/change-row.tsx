import { FieldWidget, MemberSelect } from '@trellis/forms/react';
import { Icon } from '@trellis/ui/react';
import { Button, Input, Select } from 'antd';
import { useId } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useFieldLabel } from '../data/labels.tsx';
import { type Choice, changeableFields, firstChoice, type Op, OWNER, opsOf } from './choice.ts';
import { useT } from './messages.ts';

const HINTS = { increase: 'increaseHint', multiply: 'multiplyHint', spread: 'spreadHint' } as const;

/** One change: which field, how, and to what. */
export function ChangeRow(props: {
  readonly info: FormInfo;
  readonly choice: Choice;
  /** Fields that are changed by other rows. */
  readonly taken: ReadonlySet<string>;
  /** The field is given and not to be chosen. */
  readonly fixed?: boolean;
  readonly autoFocus?: boolean;
  readonly onChange: (choice: Choice) => void;
  readonly onRemove: (() => void) | undefined;
}) {
  const { info, choice } = props;
  const t = useT();
  const label = useFieldLabel(info.form);
  const id = useId();
  const { field, op } = choice;
  const hint = op in HINTS ? t(HINTS[op as keyof typeof HINTS]) : undefined;
  const offered = [OWNER, ...changeableFields(info).map(({ key }) => key)].filter(
    (key) => key === field || !props.taken.has(key),
  );
  return (
    <div className="v-batch-change">
      <div className="v-batch-what">
        {props.fixed ? null : (
          <Select
            className="v-batch-field"
            aria-label={t('field')}
            placeholder={t('chooseField')}
            autoFocus={props.autoFocus ?? false}
            showSearch={{ optionFilterProp: 'label' }}
            value={field ?? null}
            options={offered.map((key) => ({ value: key, label: label(key) }))}
            onChange={(key) => props.onChange(firstChoice(info, key ?? undefined))}
          />
        )}
        {field === undefined ? null : (
          <Select<Op>
            className="v-batch-op"
            aria-label={t('how')}
            value={op}
            options={opsOf(info.form.fields.get(field)).map((one) => ({ value: one, label: t(`op_${one}`) }))}
            onChange={(next) => props.onChange({ ...choice, op: next, value: null })}
          />
        )}
        {props.onRemove ? (
          <Button
            type="text"
            icon={<Icon name="close" />}
            aria-label={t('removeField')}
            title={t('removeField')}
            onClick={props.onRemove}
          />
        ) : null}
      </div>
      <ValueInput {...props} id={id} describedBy={hint ? `${id}-hint` : undefined} />
      {hint ? (
        <p className="v-batch-hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}

function ValueInput(props: {
  readonly info: FormInfo;
  readonly choice: Choice;
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly onChange: (choice: Choice) => void;
}) {
  const { info, choice, id, describedBy } = props;
  const t = useT();
  const { field: key, op, value } = choice;
  if (key === undefined || op === 'clear' || op === 'nobody') return null;
  const shared = {
    id,
    value,
    describedBy,
    label: t(`op_${op}`),
    required: true,
    onChange: (next: Choice['value']) => props.onChange({ ...choice, value: next }),
  };
  if (op === 'to' || op === 'spread') return <MemberSelect {...shared} multiple={op === 'spread'} />;
  if (op === 'increase' || op === 'multiply')
    return (
      <Input
        id={id}
        inputMode="decimal"
        aria-label={t(`op_${op}`)}
        aria-describedby={describedBy}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => shared.onChange(event.target.value.trim())}
      />
    );
  const field = info.form.fields.get(key);
  return field ? <FieldWidget {...shared} field={field} /> : null;
}
