import { type AutonumberConfig, autonumber } from './model.ts';

/** What the first number of a day ("YYYY-MM-DD") would look like. */
export function sampleNumber(config: AutonumberConfig, day: string): string {
  const made = autonumber.numbering?.(config, day);
  return made ? made.prefix + '1'.padStart(made.digits, '0') + made.suffix : '';
}
