import { useFormServices } from '@trellis/forms/react';
import {
  EmptyState,
  formatDateTime,
  Icon,
  LightOnly,
  useLocale,
  useMe,
  useWorkspace,
} from '@trellis/ui/react';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useNavigation } from '../navigation.tsx';
import { usePref } from '../state/storage.tsx';
import { useT } from './messages.ts';
import { PageStyle } from './page-style.tsx';
import { Paper, type PrintOptions } from './paper.tsx';
import './print.css';
import { MOST_PRINTED } from './use-print.tsx';

const USUAL: PrintOptions = { empty: false, related: false };

/** The records that the address names as they are printed, each on a page of its own, with what may be left out. */
export function PrintPage({ info }: { readonly info: FormInfo }) {
  const t = useT();
  const { locale } = useLocale();
  const { search, go } = useNavigation();
  const { tz } = useFormServices();
  const workspace = useWorkspace().key;
  const me = useMe().data?.name ?? '';
  const [options, setOptions] = usePref(`trellis.print.${workspace}.${info.form.ref}`, USUAL);
  const [now] = useState(() => new Date().toISOString());
  const asked = [...new Set((search.ids ?? '').split(',').filter(Boolean))];
  const ids = asked.slice(0, MOST_PRINTED);
  const back = () => void go({ kind: 'form', app: info.form.app, form: info.form.key });
  const choice = (option: keyof PrintOptions) => (
    <Checkbox
      checked={options[option]}
      onChange={({ target }) => setOptions({ ...options, [option]: target.checked })}
    >
      {t(option)}
    </Checkbox>
  );
  return (
    <LightOnly>
      <PageStyle footer={t('by', { name: me, when: formatDateTime(now, { locale, tz }) })} />
      <div className="v-print">
        <div className="v-print-tools" role="toolbar" aria-label={t('options')}>
          <Button icon={<Icon name="arrow-left" />} onClick={back}>
            {t('back')}
          </Button>
          {choice('empty')}
          {choice('related')}
          <span className="v-print-note">
            {asked.length > MOST_PRINTED
              ? t('tooMany', { max: MOST_PRINTED })
              : ids.length > 1
                ? t('count', { count: ids.length })
                : t('hint')}
          </span>
          <Button
            type="primary"
            icon={<Icon name="printer" />}
            disabled={ids.length === 0}
            onClick={() => window.print()}
          >
            {t('print')}
          </Button>
        </div>
        {ids.length === 0 ? (
          <EmptyState icon="printer" title={t('nothing')} description={t('nothingText')} />
        ) : (
          ids.map((id) => <Paper key={id} info={info} id={id} options={options} />)
        )}
      </div>
    </LightOnly>
  );
}
