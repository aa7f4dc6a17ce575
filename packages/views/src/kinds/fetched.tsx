import { later, SkeletonRows } from '@trellis/ui/react';
import type { ComponentType } from 'react';
import type { ViewProps } from './facet.tsx';

/** A view that is fetched when it is first looked at, so that a list does not wait for calendars. */
export const fetched = <C,>(load: () => Promise<ComponentType<ViewProps<C>>>) =>
  later<ViewProps<C>>(load, <SkeletonRows rows={10} />);
