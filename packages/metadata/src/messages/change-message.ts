import type { Change } from '../form/change.ts';
import type { Locale } from '../kernel/text.ts';
import { changeTexts } from './changes.ts';
import { fill, inLanguage } from './fill.ts';

/** One change of a form as a sentence. */
export function changeMessage({ code, params }: Change, locale: Locale): string {
  return fill(changeTexts[locale][code], inLanguage(params, locale));
}
