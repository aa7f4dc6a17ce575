import { MAX_FILE_MIB } from '../../values/files.ts';
import type { SettingsProps } from '../facet.tsx';
import { WholeNumberSetting } from '../setting.tsx';
import { useFileT } from './messages.ts';

/** How many files a field takes, and how large each may be in MiB. */
export function FileLimitSettings<C extends { readonly maxCount: number; readonly maxSize: number }>({
  config,
  onChange,
}: SettingsProps<C>) {
  const t = useFileT();
  return (
    <>
      <WholeNumberSetting
        label={t('maxCount')}
        value={config.maxCount}
        min={1}
        max={100}
        onChange={(maxCount) => onChange({ ...config, maxCount })}
      />
      <WholeNumberSetting
        label={t('maxSize')}
        value={config.maxSize}
        min={1}
        max={MAX_FILE_MIB}
        onChange={(maxSize) => onChange({ ...config, maxSize })}
      />
    </>
  );
}
