import { type CompiledForm, type Finding, formFindings } from '@trellis/forms/model';
import { useEffect, useState } from 'react';

/** Long enough that typing is not held up. */
const AFTER_MS = 300;

/** What can be told of the rules and layout of a form as it stands, a moment after each change. */
export function useFindings(form: CompiledForm): readonly Finding[] {
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  useEffect(() => {
    const timer = setTimeout(() => setFindings(formFindings(form)), AFTER_MS);
    return () => clearTimeout(timer);
  }, [form]);
  return findings;
}
