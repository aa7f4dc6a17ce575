import { MOST, share } from '../../infer/share.ts';
import type { Infer } from '../../infer/types.ts';
import { type CheckboxConfig, checkbox } from './model.ts';

const NAME = /^是否|^有无|^已|^is |^has /i;

/** Words for yes and no; digits only under a name that asks. */
export const inferCheckbox: Infer<CheckboxConfig> = (column, env) => {
  const config = checkbox.config.defaults();
  const named = NAME.test(column.name);
  const says = (cell: string) => checkbox.parse(cell, config, env).ok && (named || !/^\d$/.test(cell));
  return share(column, says) < MOST ? undefined : { config, rank: 0.9 };
};
