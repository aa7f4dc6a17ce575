import { Icon } from '@trellis/ui/react';
import { Tooltip } from 'antd';
import { createContext, useContext } from 'react';
import { useT } from './messages.tsx';
import './recalculating.css';

/** How many records a field has been worked out anew for, of how many. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}
/** Fields that are worked out anew in the background, by "app:form" and key. */
export type RecalculatingFields = ReadonlyMap<string, ReadonlyMap<string, Progress>>;

const Context = createContext<RecalculatingFields>(new Map());

/** Put by the host, which is told when something begins and ends. */
export const RecalculatingProvider = Context.Provider;

/** The fields of a form that are worked out anew; undefined where none is. */
export const useRecalculating = (form: string): ReadonlyMap<string, Progress> | undefined =>
  useContext(Context).get(form);

/** Beside the name of a field whose values are still being worked out anew: says so and how far that is; else nothing. */
export function RecalculatingMark({ form, field }: { readonly form: string; readonly field: string }) {
  const t = useT();
  const progress = useRecalculating(form)?.get(field);
  if (!progress) return null;
  const text = t('recalculatingOf', { done: progress.done, total: progress.total });
  return (
    <Tooltip title={text}>
      <span className="f-recalculating" role="img" aria-label={text}>
        <Icon name="sync" />
      </span>
    </Tooltip>
  );
}
