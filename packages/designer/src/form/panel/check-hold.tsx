import { references } from '@trellis/logic';
import type { FormCheck } from '@trellis/metadata';
import { defineMessages } from '@trellis/ui/react';
import { Checkbox } from 'antd';
import { useDesign } from '../design.tsx';

const useT = defineMessages('form-check-hold', {
  zh: {
    hold: '始终成立，不只在保存本条数据时',
    holdHint:
      '别处的保存、删除或导入如果会让本条数据违反这条校验，也会被拒绝；多人同时操作也不会超出。例如：库存不能小于 0，付款不能超过应收。',
  },
  en: {
    hold: 'Always holds, not only when this record is saved',
    holdHint:
      'Whatever is saved, deleted or imported elsewhere is refused too where it would break this check, however many people work at once. For example: stock may not fall below 0, payments may not exceed what is owed.',
  },
});

/** Whether a check watches over writes elsewhere: offered as soon as it reads a value that these can move. */
export function CheckHold(props: {
  readonly check: FormCheck;
  readonly onChange: (check: FormCheck) => void;
}) {
  const { hold, ...rest } = props.check;
  const t = useT();
  const { form } = useDesign();
  const moves = references(rest.when).some((path) => form.fields.get(path)?.type.computed);
  // A warning asks the person at hand for a reason: there is nobody to ask for others.
  if (rest.level === 'warning' || (!moves && !hold)) return null;
  return (
    <div className="f-setting">
      <Checkbox
        checked={hold ?? false}
        onChange={({ target }) => props.onChange(target.checked ? { ...rest, hold: true } : rest)}
      >
        {t('hold')}
      </Checkbox>
      <div className="f-help">{t('holdHint')}</div>
    </div>
  );
}
