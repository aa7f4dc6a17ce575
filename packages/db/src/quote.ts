/** An identifier as SQL takes it. */
export function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
