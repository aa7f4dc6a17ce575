import { SkeletonBar } from '@trellis/ui/react';
import { lazy, Suspense } from 'react';
import type { WidgetProps } from '../../widgets/facet.tsx';
import type { RichTextConfig } from './model.ts';

/** Only forms that have such a field load the editor. */
const Editor = lazy(() => import('./editor.tsx'));

export function RichTextWidget(props: WidgetProps<RichTextConfig>) {
  return (
    <Suspense fallback={<SkeletonBar />}>
      <Editor {...props} />
    </Suspense>
  );
}
