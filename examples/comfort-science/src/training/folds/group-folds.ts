/** One round of cross-validation, as positions in the list of groups. */
export interface Fold {
  readonly train: number[];
  readonly validate: number[];
}

/**
 * Parts rows into folds that share no group and hold about the same number of rows.
 *
 * The largest group goes first, each to the fold that is smallest so far, so the same groups always give the same folds.
 */
export function groupFolds(groups: readonly string[], count: number): Fold[] {
  const rows = new Map<string, number[]>();
  for (const [row, group] of groups.entries()) {
    const members = rows.get(group);
    if (members) {
      members.push(row);
    } else {
      rows.set(group, [row]);
    }
  }
  const folds = Array.from({ length: Math.min(count, rows.size) }, (): number[] => []);
  for (const members of [...rows.values()].sort((a, b) => b.length - a.length)) {
    const smallest = folds.reduce((least, fold) => (fold.length < least.length ? fold : least));
    for (const row of members) {
      smallest.push(row);
    }
  }
  return folds.map((fold) => {
    const held = new Set(fold);
    return { validate: fold.sort((a, b) => a - b), train: [...groups.keys()].filter((row) => !held.has(row)) };
  });
}
