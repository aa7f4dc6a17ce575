import { useLocale } from '@trellis/ui/react';
import type { CellProps } from '../../widgets/facet.tsx';
import { MaybeMasked } from '../../widgets/masked.tsx';
import { useTextEnv } from '../../widgets/services.tsx';
import { NumberCell } from '../../widgets/text-cell.tsx';
import { type MoneyConfig, moneyInWords } from './model.ts';

/** The amount; written out under it where there is room and the field says so. Masked, words and all. */
export function MoneyCell(props: CellProps<MoneyConfig>) {
  const { locale } = useLocale();
  const env = useTextEnv();
  const { field, value, config, look } = props;
  const words = config.words && look === 'page' && moneyInWords(String(value), config, locale);
  const amount = <NumberCell {...props} config={field.config} />;
  return (
    <MaybeMasked text={field.type.format(value, field.config, env)} mask={config.mask}>
      {words ? (
        <span>
          {amount}
          <span className="f-help f-words">{words}</span>
        </span>
      ) : (
        amount
      )}
    </MaybeMasked>
  );
}
