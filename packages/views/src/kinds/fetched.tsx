import { SkeletonRows } from '@trellis/ui/react';
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import type { ViewProps } from './facet.tsx';

/** A view that is fetched when it is first looked at, so that a list does not wait for calendars. */
export function fetched<C>(
  load: () => Promise<ComponentType<ViewProps<C>>>,
): (props: ViewProps<C>) => ReactNode {
  const View = lazy(async () => ({ default: await load() })) as unknown as ComponentType<ViewProps<C>>;
  return (props) => (
    <Suspense fallback={<SkeletonRows rows={10} />}>
      <View {...props} />
    </Suspense>
  );
}
