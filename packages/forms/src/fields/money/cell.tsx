import { useLocale } from '@trellis/ui/react';
import type { CellProps } from '../../widgets/facet.tsx';
import { NumberCell } from '../../widgets/text-cell.tsx';
import { type MoneyConfig, moneyInWords } from './model.ts';

/** The amount; written out under it where there is room and the field says so. */
export function MoneyCell(props: CellProps<MoneyConfig>) {
  const { locale } = useLocale();
  const words =
    props.config.words && props.look === 'page' && moneyInWords(String(props.value), props.config, locale);
  if (!words) return <NumberCell {...props} config={props.field.config} />;
  return (
    <span>
      <NumberCell {...props} config={props.field.config} />
      <span className="f-help f-words">{words}</span>
    </span>
  );
}
