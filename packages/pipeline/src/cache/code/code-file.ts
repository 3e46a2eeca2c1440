import type { Stats } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { dirname, extname, join, resolve } from "node:path";
import { sha256, sha256File } from "@clearml-ts/archive";
import { scanImports } from "./scan-imports.ts";

/** A file that code consists of, or that code refers to. */
export interface CodeFile {
  path: string;
  /** sha256 of its content. */
  hash: string;
  /** When it was last changed, in milliseconds since the epoch. */
  changedAt: number;
  /** Files that it refers to by paths. */
  files: readonly string[];
  /** Packages that it imports, and aliases, which look the same. */
  packages: readonly string[];
}

/** Endings of the files that are code, in which there may be imports. */
const CODE = new Set([".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx"]);

/** TypeScript names a sibling by the file that it is compiled to. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx"],
  ".jsx": [".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
};

/** Tells whether a file is code by its name. */
export function isCode(path: string): boolean {
  return CODE.has(extname(path));
}

/** Reads a file of code, or hashes one that code refers to. */
export async function readCodeFile(path: string): Promise<CodeFile> {
  const { mtimeMs: changedAt } = await stat(path);
  if (!isCode(path)) {
    return { path, hash: await sha256File(path), changedAt, files: [], packages: [] };
  }
  const text = await readFile(path, "utf8");
  const { paths, packages } = scanImports(text);
  const found = await Promise.all(paths.map((name) => filesNamed(resolve(dirname(path), name))));
  return { path, hash: sha256(text), changedAt, files: found.flat(), packages };
}

/** All files that a path in an import may mean: loaders differ in which one they take, so each of them counts. */
async function filesNamed(path: string): Promise<string[]> {
  const ending = extname(path);
  const bare = path.slice(0, path.length - ending.length);
  const endings = [...CODE, ".json"];
  const candidates = [
    path,
    ...(SOURCES[ending] ?? []).map((source) => bare + source),
    ...endings.map((other) => path + other),
    ...endings.map((other) => join(path, `index${other}`)),
  ];
  const stats = await Promise.all(candidates.map(statOf));
  return candidates.filter((_candidate, index) => stats[index]?.isFile());
}

/** Size, kind and times of a path; undefined where nothing is there. */
export function statOf(path: string): Promise<Stats | undefined> {
  return stat(path).catch(() => undefined);
}
