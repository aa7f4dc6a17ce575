import { type RecordData, type Refs, useLocale } from '@trellis/ui/react';
import { Button } from 'antd';
import type { FormInfo } from '../catalog/catalog.ts';
import { useClientCatalog } from '../catalog/provider.tsx';
import { ColumnCell } from '../data/column-cell.tsx';
import { columnOf } from '../data/columns.ts';
import { isEmptyOn } from '../data/is-empty.ts';
import { useT } from './messages.ts';
import { Reasons } from './reasons.tsx';
import type { Similar } from './use-similar.ts';

/** A record that may be the same: what it is, whose, how sure and why, and the ways to it. */
export function SimilarLine(props: {
  /** The form that is being filled in. */
  readonly info: FormInfo;
  readonly similar: Similar;
  readonly refs: Refs;
  readonly onOpen: () => void;
  readonly onUse?: ((id: string, title: string) => void) | undefined;
}) {
  const { info, similar } = props;
  const t = useT();
  const { text } = useLocale();
  const theirs = useClientCatalog().forms.get(similar.form);
  const record = similar.record as RecordData | null;
  const title = similar.title || t('unnamed');
  const { form } = theirs ?? info;
  const facts = record
    ? [...(form.stageField ? [form.stageField] : []), ...similar.facts]
        .filter((key) => !isEmptyOn(record, key))
        .flatMap((key) => columnOf(form, key) ?? [])
    : [];
  return (
    <>
      <div className="v-similar-about">
        <span className="v-similar-title">
          <strong className="t-ellipsis">{record ? title : t('hiddenTitle')}</strong>
          {similar.score === null ? null : (
            <span className="v-similar-score t-num">{t('score', { score: similar.score })}</span>
          )}
        </span>
        <Reasons form={info.form} reasons={similar.reasons} />
        <span className="v-similar-facts">
          {theirs && theirs.form.ref !== info.form.ref ? <span>{text(theirs.label)}</span> : null}
          {record && similar.owner ? <span>{t('owner', { name: similar.owner })}</span> : null}
          {record ? null : <span>{similar.owner ? t('ask', { name: similar.owner }) : t('noOwner')}</span>}
          {facts.map((column) => (
            <span key={column.key} className="t-ellipsis">
              <ColumnCell column={column} record={record as RecordData} refs={props.refs} />
            </span>
          ))}
        </span>
      </div>
      {record ? (
        <span className="v-similar-do">
          <Button size="small" onClick={props.onOpen} aria-label={`${t('open')} ${title}`}>
            {t('open')}
          </Button>
          {props.onUse && similar.form === info.form.ref ? (
            <Button
              size="small"
              onClick={() => props.onUse?.(record.id, title)}
              aria-label={`${t('use')} ${title}`}
            >
              {t('use')}
            </Button>
          ) : null}
        </span>
      ) : null}
    </>
  );
}
