import { addDecimal, compareDecimal, meanDecimal, roundDecimal, type Value } from '@trellis/logic';

/** Digits behind the point of an average: it is read, not reckoned with. */
const AVERAGE_PLACES = 4;

/** What is in the chosen cells, worked out like a spreadsheet's status bar. */
export interface Summary {
  /** Cells that hold something. */
  readonly filled: number;
  /** Absent where none holds a number. */
  readonly numbers?: {
    readonly sum: string;
    readonly average: string;
    readonly least: string;
    readonly most: string;
  };
}

/** @param counted whether the value counts as a number; a digit in a text does not */
export function summaryOf(cells: Iterable<{ readonly value: Value; readonly counted: boolean }>): Summary {
  let filled = 0;
  const numbers: string[] = [];
  for (const { value, counted } of cells) {
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    filled++;
    if (!counted) continue;
    numbers.push(String(value));
  }
  const [first] = numbers;
  const sum = addDecimal(...numbers);
  const average = meanDecimal(numbers);
  if (first === undefined || sum === null || average === null) return { filled };
  const least = numbers.reduce((a, b) => (compareDecimal(b, a) < 0 ? b : a), first);
  const most = numbers.reduce((a, b) => (compareDecimal(b, a) > 0 ? b : a), first);
  return { filled, numbers: { sum, average: roundDecimal(average, AVERAGE_PLACES) ?? average, least, most } };
}
