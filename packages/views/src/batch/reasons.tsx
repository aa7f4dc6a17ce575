import { fieldLabel } from '@trellis/forms/react';
import { useLocale } from '@trellis/ui/react';
import type { MouseEvent } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useNavigation } from '../navigation.tsx';
import { useT } from './messages.ts';
import type { BatchRecord } from './use-batches.ts';

/** Records with the reasons why they were skipped, or what was left alone in them. */
export function Reasons(props: {
  readonly info: FormInfo | undefined;
  readonly records: readonly BatchRecord[];
  /** Where one stays until one has decided: without links. */
  readonly here?: boolean;
  /** Called when one leaves for a record. */
  readonly onGo?: () => void;
}) {
  const { info } = props;
  const t = useT();
  const { locale } = useLocale();
  const { go, href } = useNavigation();
  return (
    <ul className="v-batch-reasons">
      {props.records.map(({ record, title, issues }) => {
        const place = info && {
          kind: 'record' as const,
          app: info.form.app,
          form: info.form.key,
          id: record,
        };
        return (
          <li key={record}>
            {props.here && title !== null ? (
              <strong>{title || t('unnamed')}</strong>
            ) : place && title !== null ? (
              <a
                href={href(place)}
                onClick={(event: MouseEvent) => {
                  if (event.metaKey || event.ctrlKey) return;
                  event.preventDefault();
                  props.onGo?.();
                  void go(place);
                }}
              >
                {title || t('unnamed')}
              </a>
            ) : (
              <span className="v-batch-gone">{t('goneRecord')}</span>
            )}
            {issues.map(({ path, code, message }, index) => {
              const key = String(path[0] ?? '');
              const known = info && (info.form.fields.has(key) || key === '_owner_id');
              return (
                <span key={index} className="v-batch-why">
                  {known && !isCheck(code) ? `${fieldLabel(info.form, key, locale)}：` : null}
                  {message ?? code}
                </span>
              );
            })}
          </li>
        );
      })}
    </ul>
  );
}

/** What a check says, its author has said of the whole record. */
const isCheck = (code: string): boolean => code.startsWith('check_');
