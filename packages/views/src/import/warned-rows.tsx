import { Checkbox, Input } from 'antd';
import { useId } from 'react';
import { useT } from './messages.ts';

const MOST = 500;

/** Takes in the rows that checks only warn of, with one reason for the whole file. */
export function WarnedRows(props: {
  readonly count: number;
  /** Why they are right all the same; undefined = they are left out. */
  readonly reason: string | undefined;
  readonly onChange: (reason: string | undefined) => void;
}) {
  const { count, reason, onChange } = props;
  const t = useT();
  const id = useId();
  return (
    <div className="v-import-warned">
      <Checkbox
        checked={reason !== undefined}
        onChange={({ target }) => onChange(target.checked ? '' : undefined)}
      >
        {t('takeWarned', { count })}
      </Checkbox>
      {reason === undefined ? null : (
        <div className="f-setting">
          <label htmlFor={id}>{t('whyWarned')}</label>
          <Input
            id={id}
            value={reason}
            maxLength={MOST}
            autoFocus
            onChange={({ target }) => onChange(target.value)}
          />
        </div>
      )}
    </div>
  );
}
