import { isBuiltin } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { sha256 } from "@clearml-ts/archive";
import { type CodeFile, readCodeFile } from "./code-file.ts";
import { type CodePackage, findPackage, listCode, packageAround } from "./code-package.ts";
import { isInstalled, moduleName } from "./module-path.ts";

/** The code that can run behind some files. */
export interface ModuleGraph {
  /** Hash of each module, by its path from the folder of the package that it belongs to. */
  modules: ReadonlyMap<string, string>;
  /** Version of each installed package, and hash of each linked one, by its name. */
  packages: ReadonlyMap<string, string>;
  /** The file that was changed last; undefined where all of it is installed. */
  newest: { name: string; changedAt: number } | undefined;
}

/** A folder with more files of code than this is not one package; reading it could take longer than the step. */
const MOST_FILES = 5_000;

const graphs = new Map<string, Promise<ModuleGraph>>();

/** Reads the graph behind some files, once in a process: it cannot load a file a second time either. */
export function moduleGraph(files: readonly string[]): Promise<ModuleGraph> {
  const key = files.join("\0");
  const known = graphs.get(key);
  if (known) {
    return known;
  }
  const read = readGraph(files);
  graphs.set(key, read);
  read.catch(() => graphs.delete(key));
  return read;
}

async function readGraph(entries: readonly string[]): Promise<ModuleGraph> {
  const own = entries.filter((path) => !isInstalled(path));
  const packages = new Map<string, CodePackage>();
  for (const path of entries.filter((path) => isInstalled(path))) {
    const around = await packageAround(path);
    if (around) {
      packages.set(around.folder, around);
    }
  }
  const files = await filesBehind(own, packages);
  const root = own[0] === undefined ? "" : ((await packageAround(own[0]))?.folder ?? dirname(own[0]));
  const nameOf = (path: string) => moduleName(root, path);
  const linked = await Promise.all([...packages.values()].map(readLinked));
  return {
    modules: new Map(files.map(({ path, hash }) => [nameOf(path), hash] as const).sort(byName)),
    packages: statesByName(linked),
    newest: [...files, ...linked.flatMap((each) => each.files)]
      .map(({ path, changedAt }) => ({ name: nameOf(path), changedAt }))
      .reduce<ModuleGraph["newest"]>(
        (last, file) => (last && last.changedAt >= file.changedAt ? last : file),
        undefined,
      ),
  };
}

/** Reads files and the files that they refer to, and adds the packages that they import. */
async function filesBehind(entries: readonly string[], packages: Map<string, CodePackage>): Promise<CodeFile[]> {
  const files = new Map<string, CodeFile>();
  let paths = [...entries];
  while (paths.length > 0) {
    const read = await Promise.all(paths.map(fileOnce));
    for (const file of read) {
      files.set(file.path, file);
    }
    await addPackages(packages, read);
    paths = [...new Set(read.flatMap((file) => file.files))].filter((path) => !files.has(path));
  }
  return [...files.values()];
}

const known = new Map<string, Promise<CodeFile>>();

/** Files are shared between the graphs of several components. */
function fileOnce(path: string): Promise<CodeFile> {
  const reading = known.get(path) ?? readCodeFile(path);
  known.set(path, reading);
  reading.catch(() => known.delete(path));
  return reading;
}

/** Adds the packages that files import, and those that linked ones among them need. */
async function addPackages(packages: Map<string, CodePackage>, files: readonly CodeFile[]): Promise<void> {
  const isSdk = await sdkTest();
  const wanted = files.flatMap((file) => file.packages.map((name) => ({ name, from: file.path })));
  for (const { name, from } of wanted) {
    if (isBuiltin(name)) {
      continue;
    }
    // A name that is not installed is an alias for some file of the package itself; which one only its loader knows.
    const found = (await findPackage(name, from)) ?? (await packageAround(from));
    if (found && !packages.has(found.folder) && !isSdk(found)) {
      packages.set(found.folder, found);
      if (!found.isInstalled) {
        wanted.push(...found.dependencies.map((other) => ({ name: other, from: join(found.folder, "package.json") })));
      }
    }
  }
}

/**
 * Makes the test for packages of ClearML for TypeScript, which move data and do not compute it: with them in the key,
 * each update of theirs would have everything run again.
 */
async function sdkTest(): Promise<(each: CodePackage) => boolean> {
  // A bundle that is CommonJS has no address.
  const here: string | undefined = import.meta.url;
  const own = here === undefined ? undefined : await packageAround(fileURLToPath(here));
  if (own?.name !== `${SCOPE}pipeline`) {
    return () => false;
  }
  const names = new Set(["clearml-ts", own.name, ...own.dependencies.filter((name) => name.startsWith(SCOPE))]);
  return ({ name, folder }) => names.has(name) || dirname(folder) === dirname(own.folder);
}

const SCOPE = "@clearml-ts/";

/** Returns a text that differs from one state of a package to another, and the files that were read for it. */
async function readLinked(each: CodePackage): Promise<{ name: string; state: string; files: CodeFile[] }> {
  const { name, version, folder } = each;
  if (each.isInstalled) {
    return { name, state: version, files: [] };
  }
  const paths = await listCode(folder);
  if (paths.length > MOST_FILES) {
    throw new RangeError(`${folder} holds ${paths.length} files of code`);
  }
  const files = await Promise.all(paths.map(fileOnce));
  // Sorted by these names: paths have another order where a backslash separates folders.
  const lines = files.map(({ path, hash }) => `${moduleName(folder, path)} ${hash}`).sort();
  return { name, state: sha256(lines.join("\n")), files };
}

/** One name may stand for several versions, each needed by another package. */
function statesByName(packages: readonly { name: string; state: string }[]): Map<string, string> {
  const states = new Map<string, string>();
  for (const { name, state } of packages.toSorted((left, right) => (left.state < right.state ? -1 : 1))) {
    states.set(name, states.has(name) ? `${states.get(name)}, ${state}` : state);
  }
  return new Map([...states].sort(byName));
}

function byName([left]: readonly [string, string], [right]: readonly [string, string]): number {
  return left < right ? -1 : 1;
}
