import type { Step } from "./steps.ts";

/** Where a step is drawn: columns from the left, rows from the top. */
export interface Place {
  step: Step;
  column: number;
  row: number;
}

/** Puts every step one column behind the last of those that it waits for, in the order in which they were added. */
export function layOut(steps: readonly Step[]): Place[] {
  const byName = new Map(steps.map((step) => [step.name, step]));
  const columns = new Map<string, number>();
  const columnOf = ({ name, parents }: Step): number => {
    const known = columns.get(name);
    if (known !== undefined) {
      return known;
    }
    // A circle cannot run; it is drawn all the same.
    columns.set(name, 0);
    const above = parents.map((parent) => byName.get(parent)).filter((parent) => parent !== undefined);
    const column = Math.max(-1, ...above.map(columnOf)) + 1;
    columns.set(name, column);
    return column;
  };
  const filled = new Map<number, number>();
  return steps.map((step) => {
    const column = columnOf(step);
    const row = filled.get(column) ?? 0;
    filled.set(column, row + 1);
    return { step, column, row };
  });
}
