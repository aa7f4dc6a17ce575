import { useDesignedForm } from '../compute/designed-form.tsx';
import type { CompiledForm } from '../form/compile.ts';

/** The form whose field is being set up; undefined where a settings panel stands by itself. */
export const useFormInDesign = (): CompiledForm | undefined => useDesignedForm()?.form;
