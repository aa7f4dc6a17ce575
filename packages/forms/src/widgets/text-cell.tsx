import type { CellProps } from './facet.tsx';
import { useTextEnv } from './services.tsx';

/** A value as its type writes it. */
export function FormattedCell({ field, config, value, refs, look }: CellProps) {
  const env = useTextEnv(refs);
  const text = field.type.format(value, config, env);
  return look === 'row' ? (
    <span className="t-ellipsis" title={text}>
      {text}
    </span>
  ) : (
    <span>{text}</span>
  );
}

/** A number: digits under each other. */
export function NumberCell({ field, config, value }: CellProps) {
  const env = useTextEnv();
  return <span className="t-num t-ellipsis">{field.type.format(value, config, env)}</span>;
}
