/** Drag-and-drop designers. */
export { FormDesigner } from './form/form-designer.tsx';
export { NewField } from './form/new-field/new-field.tsx';
export { NewFormDialog } from './form/new-form/new-form-dialog.tsx';
