import { localText } from '@trellis/metadata';
import { Icon, useLocale } from '@trellis/ui/react';
import { Button } from 'antd';
import { UNREADABLE } from '../form/encrypted.ts';
import type { InputProps } from '../widgets/facet.tsx';
import { useT } from '../widgets/messages.tsx';

/** In the place of an encrypted value that the server has no key for. */
export function Unreadable() {
  const t = useT();
  const { locale } = useLocale();
  return (
    <span className="t-muted t-ellipsis" title={t('unreadableHint')}>
      <Icon name="lock" /> {localText(UNREADABLE, locale)}
    </span>
  );
}

/** The same where a value is edited: it stays as it is unless somebody gives another. */
export function UnreadableInput({ id, disabled, look, onChange }: InputProps) {
  const t = useT();
  return (
    <div className="f-unreadable">
      <Unreadable />
      {disabled || look === 'filter' ? null : (
        <Button id={id} size="small" onClick={() => onChange(null)}>
          {t('giveAnew')}
        </Button>
      )}
    </div>
  );
}
