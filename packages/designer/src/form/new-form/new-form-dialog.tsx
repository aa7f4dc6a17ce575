import { useQueryClient } from '@tanstack/react-query';
import { Icon, keys, Sheet, useWorkspace } from '@trellis/ui/react';
import { Alert, Button } from 'antd';
import { type ComponentType, useState } from 'react';
import { BlankWay } from './blank-way.tsx';
import { CopyWay } from './copy-way.tsx';
import { FileWay } from './file-way.tsx';
import { useT } from './messages.ts';
import './new-form.css';
import { SheetWay } from './sheet/sheet-way.tsx';
import { TemplateWay } from './template-way.tsx';
import type { Destination, Left, WayProps } from './way.tsx';

const WAYS = ['blank', 'sheet', 'copy', 'template', 'file'] as const;
type Way = (typeof WAYS)[number];

const LOOKS: Readonly<Record<Way, { readonly icon: string; readonly Panel: ComponentType<WayProps> }>> = {
  blank: { icon: 'form', Panel: BlankWay },
  sheet: { icon: 'table', Panel: SheetWay },
  copy: { icon: 'copy', Panel: CopyWay },
  template: { icon: 'appstore', Panel: TemplateWay },
  file: { icon: 'import', Panel: FileWay },
};

/** The ways to make a form of an app: blank, out of a sheet, by copy, from a template, from a file. */
export function NewFormDialog(props: {
  readonly app: string;
  readonly onClose: () => void;
  readonly onCreated: (form: string, to: Destination) => void;
}) {
  const t = useT();
  const cache = useQueryClient();
  const workspace = useWorkspace().key;
  const [way, setWay] = useState<Way>('blank');
  const [ended, setEnded] = useState<{ form: string; to: Destination; left: Left }>();
  const [started, setStarted] = useState(false);
  const { Panel } = LOOKS[way];
  return (
    <Sheet
      open
      onClose={props.onClose}
      title={t('title')}
      width={way === 'sheet' ? 1040 : 680}
      maskClosable={false}
    >
      {ended ? (
        <LeftOut left={ended.left} onOpen={() => props.onCreated(ended.form, ended.to)} />
      ) : (
        <div className="d-new-form">
          {started ? null : <Ways value={way} onChange={setWay} />}
          <Panel
            key={way}
            app={props.app}
            onClose={props.onClose}
            onStart={() => setStarted(true)}
            onDone={async (form, to, left = []) => {
              await cache.invalidateQueries({ queryKey: keys.workspace(workspace) });
              if (left.length > 0) setEnded({ form, to, left });
              else props.onCreated(form, to);
            }}
          />
        </div>
      )}
    </Sheet>
  );
}

function Ways({ value, onChange }: { readonly value: Way; readonly onChange: (way: Way) => void }) {
  const t = useT();
  return (
    <fieldset className="d-ways" aria-label={t('ways')}>
      {WAYS.map((way) => (
        <button
          key={way}
          type="button"
          className="d-way"
          aria-pressed={way === value}
          onClick={() => onChange(way)}
        >
          <Icon name={LOOKS[way].icon} />
          <strong>{t(way)}</strong>
          <span className="t-muted">{t(`${way}Text`)}</span>
        </button>
      ))}
    </fieldset>
  );
}

/** What did not come along, before one goes on. */
function LeftOut({ left, onOpen }: { readonly left: Left; readonly onOpen: () => void }) {
  const t = useT();
  return (
    <div className="d-new-form">
      <Alert type="warning" showIcon title={t('leftTitle')} description={t('leftText')} />
      <ul className="d-left">
        {left.map(({ form, name, message }) => (
          <li key={`${form} ${name} ${message}`}>
            <strong>{name}</strong>
            <span className="t-muted">{message}</span>
          </li>
        ))}
      </ul>
      <div className="d-dialog-foot">
        <Button type="primary" onClick={onOpen}>
          {t('open')}
        </Button>
      </div>
    </div>
  );
}
