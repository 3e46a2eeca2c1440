import { sample } from "simple-statistics";
import type { Random } from "../../data/simulation/random.ts";

/**
 * Draws at most so many rows, as many from a small group as from a large one for as long as the small one has any.
 *
 * A database of surveys is a few buildings with thousands of votes and hundreds with dozens; what is wanted is a model
 * for a building it has not seen, so a cut is taken where it costs the fewest buildings.
 */
export function evenSample(groups: readonly string[], limit: number, random: Random): number[] {
  if (groups.length <= limit) {
    return [...groups.keys()];
  }
  const members = new Map<string, number[]>();
  for (const [row, group] of groups.entries()) {
    const rows = members.get(group);
    if (rows) {
      rows.push(row);
    } else {
      members.set(group, [row]);
    }
  }
  const drawn: number[] = [];
  const smallestFirst = [...members.values()].sort((a, b) => a.length - b.length);
  for (const [index, rows] of smallestFirst.entries()) {
    // The share that small groups leave over goes to the larger ones, which come after them.
    const share = Math.floor((limit - drawn.length) / (smallestFirst.length - index));
    drawn.push(...(rows.length <= share ? rows : sample(rows, share, random)));
  }
  return drawn.sort((a, b) => a - b);
}
