import { type AutonumberConfig, autonumber } from './model.ts';

/** What the first number of a day ("YYYY-MM-DD") would look like. `nameOf`: stands for the value of a field. */
export function sampleNumber(
  config: AutonumberConfig,
  day: string,
  nameOf: (field: string) => string = () => '…',
): string {
  const made = autonumber.numbering?.(config, day, nameOf);
  return made ? made.prefix + String(made.start ?? 1).padStart(made.digits, '0') + made.suffix : '';
}
