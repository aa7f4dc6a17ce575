import { fail, ok, type ReportDocument, type Result } from '@trellis/metadata';
import { documentIssues } from '@trellis/metadata/ajv';
import type { ParsedQuery } from './types.ts';

/** A report document of sound structure, as its JSON Schema says. */
export function parse(document: unknown): Result<ParsedQuery> {
  const issues = documentIssues('report', document);
  return issues.length > 0 ? fail(...issues) : ok(document as ReportDocument);
}
