import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Content } from "./content.ts";

const filler = fileURLToPath(new URL("../programs/fill_mlflow.py", import.meta.url));
const kept = join(import.meta.dirname, ".mlflow");

/** A store that MLflow's own client filled. */
export interface MlflowStore {
  /** The address that MLflow opens it by. */
  uri: string;
  experiment: string;
  /** The run with the curves. */
  run: string;
  /** Seconds that filling took. */
  filling: number;
}

/** Fills a store with the content, or returns the one that was filled before by this version: filling takes up to an hour. */
export async function mlflowStore(python: string, version: string, content: Content): Promise<MlflowStore> {
  const sizes = [content.runs, content.names, content.curves, content.iterations].map(String);
  const folder = join(kept, [version, ...sizes].join("-"));
  if (!existsSync(folder)) {
    await fill(python, sizes, `${folder}.part`);
    renameSync(`${folder}.part`, folder);
  }
  const filled = JSON.parse(readFileSync(join(folder, "filled.json"), "utf8")) as Omit<MlflowStore, "uri">;
  return { ...filled, uri: uriOf(folder) };
}

async function fill(python: string, sizes: readonly string[], folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const started = performance.now();
  const env = { PATH: process.env["PATH"], HOME: folder };
  const { stdout } = await promisify(execFile)(python, [filler, uriOf(folder), ...sizes], { cwd: folder, env });
  const filling = (performance.now() - started) / 1000;
  const ids = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as Pick<MlflowStore, "experiment" | "run">;
  writeFileSync(join(folder, "filled.json"), JSON.stringify({ ...ids, filling }));
}

const uriOf = (folder: string): string => `sqlite:///${join(folder, "mlflow.db")}`;
