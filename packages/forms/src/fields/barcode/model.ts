import type { FieldType } from '../../contract.ts';
import { NO_VALUE } from '../../values/no-value.ts';

/** Most characters that each symbology still prints legibly; QR counts Chinese characters. */
const BARCODE_LIMITS = { qr: 150, code128: 128 } as const;

export type BarcodeConfig = {
  readonly symbology: 'qr' | 'code128';
  /** The address of the record's page, its id, or a field's text. */
  readonly source: 'link' | 'id' | 'field';
  /** Key of the field, with source "field". */
  readonly field?: string;
  /** How much of a QR code may be soiled: 7, 15, 25 or 30 %. */
  readonly correction?: 'L' | 'M' | 'Q' | 'H';
};

/** A code to scan, drawn from the record: of a field, or of the record's own address. Nothing is stored. */
export const barcode: FieldType<BarcodeConfig> = {
  ...NO_VALUE,
  type: 'barcode',
  icon: 'qrcode',
  group: 'system',
  label: { zh: '条码/二维码', en: 'Barcode or QR code' },
  description: {
    zh: '把编号或数据链接显示成可扫的码，用于标签、打印',
    en: 'Shows a number or the record’s address as a code to scan',
  },
  example: { value: '', config: { symbology: 'code128', source: 'field', field: 'phone' } },
  config: {
    schema: {
      type: 'object',
      required: ['symbology', 'source'],
      additionalProperties: false,
      properties: {
        symbology: { type: 'string', enum: ['qr', 'code128'] },
        source: { type: 'string', enum: ['link', 'id', 'field'] },
        field: { $ref: 'trellis:key' },
        correction: { type: 'string', enum: ['L', 'M', 'Q', 'H'] },
      },
    },
    defaults: () => ({ symbology: 'qr', source: 'link' }),
  },
  renamed: (config, to) =>
    config.field === undefined ? config : { ...config, field: to.path(config.field) },
  check: ({ source, field = '' }, around) =>
    source === 'field' && around.own && !around.own(field)
      ? [{ path: ['field'], code: 'unknown_field', params: { name: field } }]
      : [],
};

/** Why a text can't be drawn in a symbology. */
export function barcodeProblem(
  text: string,
  symbology: BarcodeConfig['symbology'],
): 'too_long' | 'not_ascii' | undefined {
  if (symbology === 'code128' && !/^[\x20-\x7e]*$/.test(text)) return 'not_ascii';
  // A Chinese character takes the room of three others.
  const size = [...text].reduce((sum, char) => sum + (char > '\x7f' ? 3 : 1), 0);
  const most = symbology === 'qr' ? BARCODE_LIMITS.qr * 3 : BARCODE_LIMITS.code128;
  return size > most ? 'too_long' : undefined;
}
