/** A row of the server's table: what, how much, what was wanted, and whether it is reached. */
export type Row = readonly [what: string, measured: string, target: string, reached: string];

/** Something that was measured only to be told, or to compare with. */
export const told = (what: string, measured: string): Row => [what, measured, "", ""];

/** Something that has to be reached; bold is what is not. */
export const wanted = (what: string, measured: string, target: string, isReached: boolean): Row => [
  what,
  measured,
  target,
  isReached ? "yes" : "**no**",
];
