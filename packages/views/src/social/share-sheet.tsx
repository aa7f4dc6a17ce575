import { Sheet } from '@trellis/ui/react';
import { Tabs } from 'antd';
import type { FormInfo } from '../catalog/catalog.ts';
import { useT } from './messages.ts';
import { ShareInside } from './share-inside.tsx';
import { ShareLinks } from './share-links.tsx';
import './social.css';

/** The dialog in which a record is shown to others. */
export function ShareSheet(props: {
  readonly info: FormInfo;
  readonly recordId: string;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { info, recordId } = props;
  const t = useT();
  const inside = <ShareInside form={info.form.ref} recordId={recordId} onSent={props.onClose} />;
  return (
    <Sheet open={props.open} onClose={props.onClose} title={t('shareTitle')} width={520}>
      {info.actions.has('export') ? (
        <Tabs
          className="v-share"
          items={[
            { key: 'inside', label: t('toColleagues'), children: inside },
            {
              key: 'outside',
              label: t('toOutside'),
              children: <ShareLinks info={info} recordId={recordId} />,
            },
          ]}
        />
      ) : (
        inside
      )}
    </Sheet>
  );
}
