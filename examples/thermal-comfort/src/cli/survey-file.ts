import { access } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readTable, recognizeSurvey, simulateSurvey, TableReadError, writeCsv } from "@clearml-ts/comfort-science";
import type { CliOptions } from "./options.ts";

/** The survey that a run starts from. */
export interface SurveyFile {
  path: string;
  /** Whether nobody was ever asked: the answers are made up. */
  simulated: boolean;
}

const SIMULATED_ROWS = 2000;

/**
 * Finds the survey, or simulates one, and looks whether there is something to predict in it, so that a wrong path or
 * column is told before anything is registered.
 *
 * @throws {TableReadError} when the file is no table, or not the one that was asked for.
 * @throws {TargetError} when the column to predict is not there.
 */
export async function surveyFile(options: CliOptions): Promise<SurveyFile> {
  const given = options.ashrae ?? options.csv;
  const path = given === undefined ? await simulatedFile(options.seed) : resolve(given);
  const table = await readTable(path);
  const { world } = recognizeSurvey(
    [...table.columns.keys()],
    options.target === undefined ? {} : { target: options.target },
  );
  if (options.ashrae !== undefined && world !== "ashrae") {
    const message = `${path} has not the columns of the ASHRAE database: use --csv for a survey of your own.`;
    throw new TableReadError(path, "not-csv", message);
  }
  return { path, simulated: given === undefined };
}

/** The same seed gives the same file in the same place, so that a second run finds the first one's work. */
async function simulatedFile(seed: number): Promise<string> {
  const path = join(tmpdir(), "clearml-ts-thermal-comfort", `simulated-survey-${seed}.csv`);
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  if (!exists) {
    await writeCsv(simulateSurvey({ rows: SIMULATED_ROWS, seed }), path);
  }
  return path;
}
