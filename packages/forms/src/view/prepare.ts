import { ImageViewer } from '../widgets/files/late-viewer.tsx';
import { pageCells } from '../widgets/registry.tsx';
import { FieldInput } from './field-widget.tsx';

/** Fetches what fields of a form are edited and shown with, so that a form is there as a whole when it opens. */
export const prepareFields = (): Promise<unknown> =>
  Promise.all([FieldInput, ImageViewer, ...Object.values(pageCells)].map((part) => part.fetch()));

/** Whether a value can be edited at once. */
export const areInputsHere = (): boolean => FieldInput.here();
