import { batchTexts } from './issues/batches.ts';
import { definitionTexts } from './issues/definitions.ts';
import { deletionTexts } from './issues/deletion.ts';
import { deliveryTexts } from './issues/deliveries.ts';
import { effectTexts } from './issues/effects.ts';
import { exportTexts } from './issues/exports.ts';
import { importTexts } from './issues/imports.ts';
import { mergingTexts } from './issues/merging.ts';
import { requestTexts } from './issues/requests.ts';
import { socialTexts } from './issues/social.ts';
import { useTexts } from './issues/uses.ts';
import { valueTexts } from './issues/values.ts';

/**
 * Texts of issue codes with `{param}` placeholders. `{field}` is the label of the field where the caller knows it;
 * without one the text must still read well, so it stands only where `{field:…}` gives a substitute.
 */
export const issueTexts = {
  zh: {
    ...valueTexts.zh,
    ...importTexts.zh,
    ...exportTexts.zh,
    ...batchTexts.zh,
    ...mergingTexts.zh,
    ...deletionTexts.zh,
    ...requestTexts.zh,
    ...definitionTexts.zh,
    ...effectTexts.zh,
    ...useTexts.zh,
    ...deliveryTexts.zh,
    ...socialTexts.zh,
  },
  en: {
    ...valueTexts.en,
    ...importTexts.en,
    ...exportTexts.en,
    ...batchTexts.en,
    ...mergingTexts.en,
    ...deletionTexts.en,
    ...requestTexts.en,
    ...definitionTexts.en,
    ...effectTexts.en,
    ...useTexts.en,
    ...deliveryTexts.en,
    ...socialTexts.en,
  },
};
