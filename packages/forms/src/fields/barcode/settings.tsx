import { defineMessages } from '@trellis/ui/react';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { withSetting } from '../../widgets/setting.tsx';
import { ChoiceSetting, FieldSetting } from '../../widgets/setting-inputs.tsx';
import type { BarcodeConfig } from './model.ts';

const useT = defineMessages('fields.barcode', {
  zh: {
    symbology: '码的类型',
    qr: '二维码',
    code128: '条码（Code 128）',
    source: '内容',
    link: '这条数据的网址',
    id: '数据编号（ID）',
    field: '字段的值',
    which: '字段',
    correction: '容错率',
    L: '低（7%）',
    M: '中（15%）',
    Q: '较高（25%）',
    H: '高（30%）',
  },
  en: {
    symbology: 'Kind of code',
    qr: 'QR code',
    code128: 'Barcode (Code 128)',
    source: 'What it says',
    link: 'Address of this record',
    id: 'Record id',
    field: 'A field',
    which: 'Field',
    correction: 'Error correction',
    L: 'Low (7%)',
    M: 'Medium (15%)',
    Q: 'Higher (25%)',
    H: 'High (30%)',
  },
});

export function BarcodeSettings({ config, onChange }: SettingsProps<BarcodeConfig>) {
  const t = useT();
  return (
    <>
      <ChoiceSetting
        label={t('symbology')}
        value={config.symbology}
        options={(['qr', 'code128'] as const).map((value) => ({ value, label: t(value) }))}
        onChange={(symbology) => onChange({ ...config, symbology: symbology ?? 'qr' })}
      />
      <ChoiceSetting
        label={t('source')}
        value={config.source}
        options={(['link', 'id', 'field'] as const).map((value) => ({ value, label: t(value) }))}
        onChange={(source) => onChange({ ...config, source: source ?? 'link' })}
      />
      {config.source === 'field' ? (
        <FieldSetting
          label={t('which')}
          value={config.field}
          onChange={(field) => onChange({ ...config, field })}
        />
      ) : null}
      {config.symbology === 'qr' ? (
        <ChoiceSetting
          label={t('correction')}
          value={config.correction ?? 'M'}
          options={(['L', 'M', 'Q', 'H'] as const).map((value) => ({ value, label: t(value) }))}
          onChange={(level) => onChange(withSetting(config, 'correction', level === 'M' ? undefined : level))}
        />
      ) : null}
    </>
  );
}
