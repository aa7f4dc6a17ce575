import type { FormCheck } from '@trellis/metadata';
import { defineMessages } from '@trellis/ui/react';
import { Select } from 'antd';
import { useId } from 'react';

const useT = defineMessages('form-check-level', {
  zh: {
    level: '触发后',
    error: '不能保存',
    warning: '提醒，说明原因后仍可保存',
    warningHint: '填写时就在字段下方用橙色提醒；保存时要写明原因，原因记入修改历史。',
  },
  en: {
    level: 'When it applies',
    error: 'The record is not saved',
    warning: 'Warn; saved once somebody says why',
    warningHint:
      'An amber note stands at the field while it is filled in. Whoever saves gives a reason, and history keeps it.',
  },
});

/** Whether a check refuses a record or only warns of it. */
export function CheckLevel(props: {
  readonly check: FormCheck;
  readonly onChange: (check: FormCheck) => void;
}) {
  const { level: _, ...rest } = props.check;
  const t = useT();
  const id = useId();
  const { level = 'error' } = props.check;
  const set = (next: 'error' | 'warning') => {
    // Others' writes are refused, never warned of: there is nobody to ask.
    const { hold: _, ...mild } = rest;
    props.onChange(next === 'error' ? rest : { ...mild, level: next });
  };
  return (
    <div className="f-setting">
      <label htmlFor={id}>{t('level')}</label>
      <Select<'error' | 'warning'>
        id={id}
        style={{ width: '100%' }}
        value={level}
        options={[
          { value: 'error', label: t('error') },
          { value: 'warning', label: t('warning') },
        ]}
        onChange={set}
      />
      {level === 'warning' ? <div className="f-help">{t('warningHint')}</div> : null}
    </div>
  );
}
