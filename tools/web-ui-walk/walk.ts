import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { areas } from "./areas.ts";
import type { Stop } from "./stop.ts";
import type { Walker } from "./walker.ts";
import type { Observation, Witness } from "./witness.ts";

/** The outcome of a stop. */
export interface Visit extends Observation {
  readonly area: string;
  readonly page: string;
  /** The words that were seen, unless the stop failed. */
  readonly seen: string | undefined;
}

/** Options of a walk. */
export interface WalkOptions {
  witness: Witness;
  /** Folder for a picture of every stop. */
  pictures: string | undefined;
  progress: (text: string) => void;
}

/** Visits every stop; one that fails does not end the walk. */
export async function walk(walker: Walker, { witness, pictures, progress }: WalkOptions): Promise<Visit[]> {
  const visits: Visit[] = [];
  for (const [area, stops] of Object.entries(areas)) {
    for (const stop of stops) {
      const outcome = await attempt(stop, walker);
      if (pictures) {
        const name = `${String(visits.length).padStart(2, "0")} ${stop.page.replaceAll("/", " ")}.png`;
        await walker.page.screenshot({ path: join(pictures, name) });
      }
      const { calls, problems, excused } = await witness.observed();
      const visit = {
        area,
        page: stop.page,
        calls,
        excused,
        seen: outcome.seen,
        problems: [...outcome.problems, ...problems],
      };
      progress(`${visit.problems.length === 0 ? "✓" : "✗"} ${area}: ${stop.page}`);
      for (const problem of visit.problems) {
        progress(`    ${problem}`);
      }
      visits.push(visit);
    }
  }
  return visits;
}

async function attempt(stop: Stop, walker: Walker): Promise<{ seen: string | undefined; problems: string[] }> {
  try {
    const seen = await stop.visit(walker);
    return { seen, problems: await complaints(walker) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [first = "", ...rest] = stripVTControlCharacters(message).split("\n");
    const waited = rest.find((line) => line.includes("waiting for"))?.trim() ?? "";
    return { seen: undefined, problems: [`${first} ${waited}`.trim(), ...(await complaints(walker))] };
  }
}

/** The words in which the UI tells its user of errors, in a dialog or at the edge of the page. */
async function complaints(walker: Walker): Promise<string[]> {
  const shown = walker.page
    .locator(
      "mat-dialog-container:has-text('ERROR'), mat-snack-bar-container:has-text('fail'), mat-snack-bar-container:has-text('error')",
    )
    .filter({ visible: true });
  const texts = await shown.allInnerTexts();
  if (texts.length > 0) {
    await walker.page.keyboard.press("Escape");
  }
  return texts.map((text) => `the page says: ${text.replaceAll(/\s+/g, " ").trim()}`);
}
