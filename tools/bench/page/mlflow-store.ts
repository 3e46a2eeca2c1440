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
}

/** Fills a store with the content, or returns the one that was filled before by this version: filling takes up to an hour. */
export async function mlflowStore(python: string, version: string, content: Content): Promise<MlflowStore> {
  const sizes = [content.runs, content.names, content.curves, content.iterations].map(String);
  const folder = join(kept, [version, ...sizes].join("-"));
  if (!existsSync(folder)) {
    await fill(python, sizes, `${folder}.part`);
    renameSync(`${folder}.part`, folder);
  }
  const ids = JSON.parse(readFileSync(join(folder, "ids.json"), "utf8")) as Omit<MlflowStore, "uri">;
  return { ...ids, uri: uriOf(folder) };
}

async function fill(python: string, sizes: readonly string[], folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const env = { PATH: process.env["PATH"], HOME: folder };
  const { stdout } = await promisify(execFile)(python, [filler, uriOf(folder), ...sizes], { cwd: folder, env });
  writeFileSync(join(folder, "ids.json"), stdout.trimEnd().split("\n").at(-1) ?? "");
}

const uriOf = (folder: string): string => `sqlite:///${join(folder, "mlflow.db")}`;
