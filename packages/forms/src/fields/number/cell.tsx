import type { CellProps } from '../../widgets/facet.tsx';
import { ColoredNumber, ProgressBar } from '../../widgets/number-looks.tsx';
import { useTextEnv } from '../../widgets/services.tsx';
import type { NumberConfig } from './model.ts';

export function NumberCell({ field, config, value }: CellProps<NumberConfig>) {
  const env = useTextEnv();
  const text = field.type.format(value, field.config, env);
  const { display, min, max = 100, colors } = config;
  if (display === 'progress')
    return (
      <ProgressBar value={String(value)} min={min} max={max} colors={colors}>
        {text}
      </ProgressBar>
    );
  return (
    <ColoredNumber value={String(value)} colors={colors}>
      {text}
    </ColoredNumber>
  );
}
