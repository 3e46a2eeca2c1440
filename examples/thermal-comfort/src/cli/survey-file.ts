import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { simulateSurvey, writeCsv } from "@clearml-ts/comfort-science";
import type { CliOptions } from "./options.ts";

/** The survey that a run starts from. */
export interface SurveyFile {
  path: string;
  /** Whether nobody was ever asked: the answers are made up. */
  simulated: boolean;
}

const SIMULATED_ROWS = 2000;

/** Finds the survey that was asked for, or simulates one. */
export async function surveyFile({ ashrae, csv, seed }: CliOptions): Promise<SurveyFile> {
  const given = ashrae ?? csv;
  return { path: given === undefined ? await simulatedFile(seed) : resolve(given), simulated: given === undefined };
}

/** The same seed gives the same file in the same place, so that a second run finds the first one's work. */
async function simulatedFile(seed: number): Promise<string> {
  const path = join(tmpdir(), "clearml-ts-thermal-comfort", `simulated-survey-${seed}.csv`);
  if (!existsSync(path)) {
    await writeCsv(simulateSurvey({ rows: SIMULATED_ROWS, seed }), path);
  }
  return path;
}
