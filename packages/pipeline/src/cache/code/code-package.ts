import { readdir, readFile, realpath } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isCode } from "./code-file.ts";
import { isInstalled } from "./module-path.ts";

/** A package, as far as it matters to which code runs. */
export interface CodePackage {
  name: string;
  version: string;
  /** Its folder, links followed. */
  folder: string;
  /** Whether it was installed, so that its version stands for its files; the files of a linked package change. */
  isInstalled: boolean;
  /** Names of the packages that it needs. */
  dependencies: readonly string[];
}

/** Finds a package as Node does for a file that imports it; undefined where there is none of that name. */
export async function findPackage(name: string, file: string): Promise<CodePackage | undefined> {
  for (const folder of foldersAbove(file)) {
    const found = await readPackage(join(folder, "node_modules", name));
    if (found) {
      return found;
    }
  }
  return undefined;
}

/** Finds the package that a file belongs to. */
export async function packageAround(file: string): Promise<CodePackage | undefined> {
  for (const folder of foldersAbove(file)) {
    const found = await readPackage(folder);
    // Folders of a build often have a manifest that only says which kind of modules they hold.
    if (found?.name) {
      return found;
    }
  }
  return undefined;
}

/** Lists the files of code in a package's folder, without those that were installed and those of tests. */
export async function listCode(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const lists = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return entry.name === "node_modules" || entry.name.startsWith(".") ? [] : listCode(path);
      }
      return entry.isFile() && isCode(path) && !/\.test\.|\.d\.[cm]?ts$/.test(path) ? [path] : [];
    }),
  );
  return lists.flat().sort();
}

function* foldersAbove(file: string): Generator<string> {
  let folder = dirname(file);
  while (true) {
    yield folder;
    const above = dirname(folder);
    if (above === folder) {
      return;
    }
    folder = above;
  }
}

async function readPackage(path: string): Promise<CodePackage | undefined> {
  const text = await readFile(join(path, "package.json"), "utf8").catch(() => undefined);
  if (text === undefined) {
    return undefined;
  }
  const folder = await realpath(path);
  const { name = "", version = "", ...fields } = JSON.parse(text) as Manifest;
  const dependencies = Object.keys({
    ...fields.dependencies,
    ...fields.peerDependencies,
    ...fields.optionalDependencies,
  });
  return { name, version, folder, isInstalled: isInstalled(folder), dependencies };
}

interface Manifest {
  name?: string;
  version?: string;
  dependencies?: Readonly<Record<string, string>>;
  peerDependencies?: Readonly<Record<string, string>>;
  optionalDependencies?: Readonly<Record<string, string>>;
}
