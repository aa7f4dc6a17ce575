import { MOST, share } from '../../infer/share.ts';
import type { Infer } from '../../infer/types.ts';
import { regionLevel } from '../../values/regions.ts';
import { type RegionConfig, region } from './model.ts';

/** Divisions of China by name, as deep as they go. */
export const inferRegion: Infer<RegionConfig> = (column, env) => {
  const levels = new Set<number>();
  const names = (cell: string): boolean => {
    // Six digits alone may be any number.
    if (/^\d+$/.test(cell)) return false;
    const code = region.parse(cell, region.config.defaults(), env);
    if (!code.ok || code.value === null) return false;
    levels.add(regionLevel(code.value));
    return true;
  };
  if (share(column, names) < MOST) return undefined;
  const depth = Math.max(1, ...levels) as RegionConfig['depth'];
  return { config: { depth, ...(levels.size > 1 ? { partial: true } : {}) }, rank: 0.88 };
};
