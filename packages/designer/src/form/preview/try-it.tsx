import { compileForm } from '@trellis/forms/model';
import { useFormServices } from '@trellis/forms/react';
import { Icon, useIsPhone } from '@trellis/ui/react';
import { Button, Drawer, Segmented, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useDesign } from '../design.tsx';
import { useT } from './messages.ts';
import './preview.css';
import { viewOf } from './role.ts';
import { type Device, Trial } from './trial.tsx';
import { useGrant } from './use-role.ts';
import { useSamples } from './use-sample.ts';

/** The draft to be filled in for a try: by anybody, with any data, on a desktop and on a phone. Nothing is stored. */
export function TryIt({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const phone = useIsPhone();
  const { form, formKey, published } = useDesign();
  const { roles = [] } = useFormServices();
  const [way, setWay] = useState<'create' | 'edit'>('create');
  const [name, setName] = useState('empty');
  const [role, setRole] = useState('');
  const [device, setDevice] = useState<Device>(phone ? 'phone' : 'both');
  const [turn, setTurn] = useState(0);
  const grant = useGrant(role, formKey);
  const { records, sampleOf } = useSamples(form, published !== null);
  const view = useMemo(() => (grant === null ? undefined : viewOf(form, grant, way)), [form, grant, way]);
  const seen = useMemo(() => view && compileForm(form.ref, view.document), [form.ref, view]);
  const own = roles.filter(({ key }) => key.startsWith(`${form.app}:`));
  return (
    <Drawer
      open
      size="100%"
      placement="right"
      title={t('title')}
      onClose={onClose}
      className="d-try"
      extra={phone ? null : <span className="f-help">{t('note')}</span>}
    >
      <div className="d-try-bar" role="toolbar" aria-label={t('title')}>
        <Segmented<'create' | 'edit'>
          aria-label={t('way')}
          value={way}
          options={[
            { value: 'create', label: t('create') },
            { value: 'edit', label: t('edit') },
          ]}
          onChange={setWay}
        />
        <div className="d-try-choice">
          <span aria-hidden>{t('sample')}</span>
          <Select
            value={name}
            style={{ width: 180 }}
            aria-label={t('sample')}
            showSearch={{ optionFilterProp: 'label' }}
            options={[
              { value: 'empty', label: t('empty') },
              { value: 'made', label: t('madeUp') },
              ...(records.length > 0
                ? [
                    {
                      label: t('recent'),
                      options: records.map(({ id, title }) => ({ value: id, label: title })),
                    },
                  ]
                : []),
            ]}
            onChange={setName}
          />
        </div>
        <div className="d-try-choice">
          <span aria-hidden>{t('role')}</span>
          <Select
            value={role}
            style={{ width: 180 }}
            aria-label={t('role')}
            options={[
              { value: '', label: t('everything') },
              ...own.map(({ key, label }) => ({ value: key, label })),
            ]}
            onChange={setRole}
          />
        </div>
        {phone ? null : (
          <Segmented<Device>
            aria-label={t('device')}
            value={device}
            options={(['both', 'desk', 'phone'] as const).map((value) => ({ value, label: t(value) }))}
            onChange={setDevice}
          />
        )}
        <Button icon={<Icon name="reload" />} onClick={() => setTurn(turn + 1)}>
          {t('again')}
        </Button>
      </div>
      {view && seen ? (
        <Trial
          key={JSON.stringify([way, name, role, turn])}
          form={seen}
          way={way}
          sample={sampleOf(name)}
          view={view}
          role={role}
          device={device}
        />
      ) : null}
    </Drawer>
  );
}
