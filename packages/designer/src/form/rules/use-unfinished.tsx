import { useWorkspace } from '@trellis/ui/react';
import { usePref } from '@trellis/views/react';
import { useDesign } from '../design.tsx';
import type { Unfinished } from './unfinished.ts';

const NONE: readonly Unfinished[] = [];

/** Rules of the form that nobody has finished yet; this browser keeps them, also when the page is closed. */
export function useUnfinished() {
  const { app, formKey } = useDesign();
  const workspace = useWorkspace().key;
  return usePref(`trellis.rules.${workspace}.${app}:${formKey}`, NONE);
}
