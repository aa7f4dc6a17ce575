import { Sheet, useLocale } from '@trellis/ui/react';
import { Button } from 'antd';
import { useState } from 'react';
import { useClientCatalog } from '../catalog/provider.tsx';
import type { Asked } from './ask.tsx';
import { DeletionEffects, holds } from './effects.tsx';
import { useT } from './messages.ts';

/** Says what a deletion means for other records, and asks whether it shall be, unless something stands in its way. */
export function DeletionDialog({ form, count, found, answer }: Asked) {
  const t = useT();
  const { text } = useLocale();
  const label = useClientCatalog().forms.get(form)?.label;
  const [open, setOpen] = useState(true);
  const held = found.effects.some(holds);
  const close = (go: boolean) => {
    setOpen(false);
    answer(go);
  };
  const name = label ? text(label) : form;
  return (
    <Sheet
      open={open}
      width={480}
      title={held ? t('cannot') : t(count > 1 ? 'titleMany' : 'title', { form: name, count })}
      onClose={() => close(false)}
      footer={
        <div className="v-foot">
          {held ? (
            <Button type="primary" onClick={() => close(false)}>
              {t('close')}
            </Button>
          ) : (
            <>
              <Button onClick={() => close(false)}>{t('cancel')}</Button>
              <Button danger type="primary" onClick={() => close(true)}>
                {t('run')}
              </Button>
            </>
          )}
        </div>
      }
    >
      <DeletionEffects {...found} />
      <p className="v-deletion-text">{t(held ? 'first' : 'back')}</p>
    </Sheet>
  );
}
