import type { Expr } from '@trellis/logic';
import { useMemo } from 'react';
import type { CompiledForm } from '../form/compile.ts';
import { useRegions } from '../widgets/regions.tsx';
import { useFormServices, useTextEnv } from '../widgets/services.tsx';
import { describeFilter, type FilterChip } from './describe.ts';

/** The parts of a filter in words for this reader; names of places come as soon as they are known. */
export function useFilterChips(expr: Expr | undefined, form: CompiledForm): readonly FilterChip[] {
  const env = useTextEnv();
  const formOf = useFormServices().relations?.formOf;
  const said = useMemo(() => describeFilter(expr, form, env, formOf), [expr, form, env, formOf]);
  const regions = useRegions(said.some(({ pending }) => pending));
  return useMemo(
    () => (regions ? describeFilter(expr, form, env, formOf) : said),
    [regions, said, expr, form, env, formOf],
  );
}
