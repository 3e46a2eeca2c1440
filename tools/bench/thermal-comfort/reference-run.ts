import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const execute = promisify(execFile);
const script = fileURLToPath(new URL("../../../examples/thermal-comfort/reference/reference.py", import.meta.url));

/** A model of a Python library, judged on the rows held out. */
export interface ReferenceModel {
  R2: number;
  RMSE: number;
  MAE: number;
  /** Rows that it was fitted on. */
  rows: number;
  /** Seconds that fitting took. */
  seconds: number;
}

/** Fits Python's models on a table of features, with the parameters that the example's tuning chose, by model. */
export async function runReference(
  python: string,
  features: string,
  { Ridge, CART }: Record<string, Record<string, number>>,
): Promise<{ rows: { train: number; test: number }; models: Record<string, ReferenceModel> }> {
  const chosen = {
    "--ridge-lambda": Ridge?.["lambda"],
    "--max-depth": CART?.["maxDepth"],
    "--min-leaf-share": CART?.["minLeafShare"],
  };
  const options = Object.entries(chosen).flatMap(([name, value]) => (value === undefined ? [] : [name, String(value)]));
  const { stdout } = await execute(python, [script, features, ...options], { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout);
}
