/** Drag-and-drop designers. */
export { FormDesigner } from './form/form-designer.tsx';
export { NewFormDialog } from './form/new-form/new-form-dialog.tsx';
