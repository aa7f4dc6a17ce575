import { Icon } from '@trellis/ui/react';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useT } from './messages.ts';

/** A change in words, with what was and what is. */
export interface ToldChange {
  readonly message: string;
  readonly details?: readonly string[] | undefined;
  readonly risky: boolean;
}

/** Changes as lines; long lists begin folded. */
export function ChangeList({
  changes,
  most = Number.POSITIVE_INFINITY,
  extra,
}: {
  readonly changes: readonly ToldChange[];
  readonly most?: number;
  /** What stands below a line. */
  readonly extra?: (index: number) => ReactNode;
}) {
  const t = useT();
  const [whole, setWhole] = useState(false);
  const shown = whole || changes.length <= most ? changes : changes.slice(0, most);
  return (
    <>
      <ul className="d-plan">
        {shown.map(({ message, details, risky }, index) => (
          <li key={`${index} ${message}`} data-risky={risky || undefined}>
            <Icon name={risky ? 'warning' : 'check'} />
            <div>
              {message}
              {details ? (
                <ul className="d-plan-details">
                  {details.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              ) : null}
              {extra?.(index)}
            </div>
          </li>
        ))}
      </ul>
      {shown.length < changes.length ? (
        <Button type="link" size="small" onClick={() => setWhole(true)}>
          {t('moreChanges', { count: changes.length })}
        </Button>
      ) : null}
    </>
  );
}
