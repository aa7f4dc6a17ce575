/** Public forms in the browser: native inputs for visitors, and the engine, which comes when somebody begins to fill in. */
import type { FormDocument } from '@trellis/metadata';
import type { PublicEngine } from './public/engine.ts';

export { limitedTo } from './form/guide.ts';
export type { BehaviourState } from './form/state.ts';
export type { Followed, Problem, PublicEngine } from './public/engine.ts';
export type { FieldState, PublicFacet, PublicField, PublicPlace, PublicProps } from './public/facet.tsx';
export { type PublicSection, publicSections } from './public/layout.ts';
export { Markdown } from './public/markdown.tsx';
export { publicFacets } from './public/registry.tsx';

/** Loads the rules and checks of a form. */
export async function loadEngine(
  document: FormDocument,
  place: { readonly ref: string; readonly tz: string; readonly locale: 'zh' | 'en' },
): Promise<PublicEngine> {
  const { openEngine } = await import('./public/engine.ts');
  return openEngine(document, place);
}
