import { useLocale } from '@trellis/ui/react';
import { Radio } from 'antd';
import { useT } from './messages.ts';
import type { ImportJob } from './use-import.tsx';

/** The sheets of a workbook, of which one is imported, with the numbers of their rows where these are known. */
export function SheetList(props: {
  readonly job: ImportJob;
  readonly value: number;
  readonly onChange: (sheet: number) => void;
}) {
  const { fileName, sheets = [], rows, sheet: read, mapping } = props.job;
  const t = useT();
  const { locale } = useLocale();
  /** With the one of the names, as spreadsheets count. */
  const countOf = (index: number) =>
    index === read ? rows + (mapping.headerRows ?? 1) : sheets[index]?.rows;
  return (
    <fieldset className="v-import-sheets">
      <legend>{t('sheetTitle')}</legend>
      <p className="t-muted">{t('sheetText', { name: fileName, count: sheets.length })}</p>
      <Radio.Group
        value={props.value}
        onChange={({ target }) => props.onChange(target.value as number)}
        options={sheets.map(({ name }, index) => {
          const count = countOf(index);
          return {
            value: index,
            label: (
              <span className="v-import-sheet">
                <span className="t-ellipsis" title={name}>
                  {name}
                </span>
                <span className="t-muted t-num">
                  {count === undefined
                    ? t('sheetMany')
                    : t('sheetRows', { count: count.toLocaleString(locale) })}
                </span>
              </span>
            ),
          };
        })}
      />
    </fieldset>
  );
}
