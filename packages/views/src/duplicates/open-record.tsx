import { Sheet, useLocale } from '@trellis/ui/react';
import { useState } from 'react';
import { useFormInfo } from '../catalog/provider.tsx';
import { Loaded } from '../record/loaded.tsx';

/** A record in a drawer over what one is at. */
export function OpenRecord({
  form,
  id,
  onClose,
}: {
  readonly form: string;
  readonly id: string;
  readonly onClose: () => void;
}) {
  const { text } = useLocale();
  const info = useFormInfo(form);
  const [tab, setTab] = useState<string>();
  if (!info) return null;
  return (
    <Sheet open desk="drawer" phone="full" width={640} title={text(info.label)} onClose={onClose}>
      <Loaded info={info} id={id} tab={tab} onTab={setTab} wide={false} />
    </Sheet>
  );
}
