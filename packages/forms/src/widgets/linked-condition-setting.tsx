import { EMPTY_POLICIES, type EmptyPolicy, type LinkedCondition } from '@trellis/metadata';
import { Select } from 'antd';
import { FilterEditor } from '../filter/filter-editor.tsx';
import type { CompiledForm } from '../form/compile.ts';
import { recordPaths } from '../linkage/condition.ts';
import { useFormAround } from './form-settings.tsx';
import { useT } from './relation-messages.tsx';
import './relations.css';
import { Setting } from './setting.tsx';

const WORDS = { ignore: 'emptyIgnore', none: 'emptyNone', match: 'emptyMatch' } as const;

/** A condition on records of another form, and what an empty value of this record means in it. */
export function LinkedConditionSetting(props: {
  readonly label: string;
  /** Form of the records. */
  readonly target: CompiledForm;
  /** Form of the record at hand. */
  readonly form: CompiledForm | undefined;
  readonly value: LinkedCondition | undefined;
  readonly onChange: (value: LinkedCondition | undefined) => void;
}) {
  const { target, form, value, onChange } = props;
  const t = useT();
  const around = useFormAround();
  const change = (next: LinkedCondition) => onChange(next.where === undefined ? undefined : next);
  return (
    <div className="f-setting f-linked-condition">
      <div className="f-setting-title">{props.label}</div>
      <FilterEditor
        form={target}
        record={form}
        around={around}
        value={value?.where}
        onChange={(where) =>
          change({ ...value, ...(where === undefined ? { where: undefined } : { where }) } as LinkedCondition)
        }
      />
      {recordPaths(value?.where).length > 0 ? (
        <Setting label={t('whenEmpty')}>
          {(id) => (
            <Select<EmptyPolicy>
              id={id}
              style={{ width: '100%' }}
              value={value?.empty ?? 'ignore'}
              options={EMPTY_POLICIES.map((one) => ({ value: one, label: t(WORDS[one]) }))}
              onChange={(empty) => change({ ...value, empty })}
            />
          )}
        </Setting>
      ) : null}
    </div>
  );
}
