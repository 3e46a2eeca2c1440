import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { BuildFailure, BuildResult, OutputFile, Plugin } from "esbuild";
import { type InstalledPackage, packageOfFile, readInstalled } from "../../program/command/installed-package.ts";
import { ProgramError } from "../errors.ts";
import type { LinkedFiles } from "./linked-files.ts";
import { loadBundler } from "./load-bundler.ts";
import type { ProgramSource } from "./program-source.ts";
import { unbundledPackages } from "./unbundled-packages.ts";

/** Modules of CommonJS that were bundled ask for a global `require`, which modules of ES do not have. */
const REQUIRE = `import { createRequire as clearmlCreateRequire } from "node:module";
globalThis.require ??= clearmlCreateRequire(import.meta.url);`;

/** A program compiled to JavaScript. */
export interface CompiledProgram {
  /** Modules of JavaScript, and their source maps, by file name. */
  files: ReadonlyMap<string, string>;
  /** Every file that went in. */
  inputs: readonly string[];
  /** Packages that the modules import and that are not in them. */
  packages: readonly InstalledPackage[];
}

/**
 * Bundles a program, with the packages and the files of code that it needs, for Node.
 *
 * @throws {@link BundlerNotFoundError} when esbuild is not installed.
 * @throws {@link ProgramError} when a part of the program is not found, or cannot be compiled.
 */
export async function compileProgram(
  source: ProgramSource,
  links: LinkedFiles,
  declared: readonly string[],
): Promise<CompiledProgram> {
  const packages = new Map<string, InstalledPackage>();
  // A build shows what has to stay outside of it, and which files of code have to be built beside it: the last one shows nothing new.
  for (;;) {
    const known = links.modules.length;
    const built = await build(source, links, [...declared, ...packages.keys()]);
    const needed = "failedIn" in built ? built.failedIn : await unbundledPackages(inputsOf(built, source));
    // A module that is imported by its path is in the bundle whatever is said of its package.
    const found = needed.filter(({ name, version }) => packages.get(name)?.version !== version);
    for (const each of found) {
      refuseTwoVersions(source, packages.get(each.name), each);
      packages.set(each.name, each);
    }
    if (found.length === 0 && links.modules.length === known) {
      if ("failedIn" in built) {
        throw built.error;
      }
      return { files: byName(built.outputFiles), inputs: inputsOf(built, source), packages: [...packages.values()] };
    }
  }
}

type Built = BuildResult<{ write: false; metafile: true }>;

/** Builds once. Installed packages with parts that cannot be compiled are named, so that the build can be done without them. */
async function build(
  source: ProgramSource,
  links: LinkedFiles,
  external: readonly string[],
): Promise<Built | { failedIn: InstalledPackage[]; error: ProgramError }> {
  const { build: run } = await loadBundler();
  try {
    return await run({
      entryPoints: [
        { in: "program:entry", out: withoutEnding(links.entryName) },
        ...links.modules.map(([path, name]) => ({ in: path, out: withoutEnding(name) })),
      ],
      outdir: resolve(source.folder, "clearml-program"),
      outExtension: { ".js": ".mjs" },
      absWorkingDir: source.folder,
      bundle: true,
      splitting: links.modules.length > 0,
      platform: "node",
      format: "esm",
      target: "node20",
      // Packages that are developed together are taken as they are now, not as they were built last.
      conditions: ["@clearml-ts/source", "module"],
      external: [...external],
      banner: { js: REQUIRE },
      define: { __dirname: "import.meta.dirname", __filename: "import.meta.filename" },
      sourcemap: true,
      sourcesContent: false,
      charset: "utf8",
      metafile: true,
      write: false,
      logLevel: "silent",
      plugins: [entryPlugin(source, links), linksPlugin(links)],
    });
  } catch (cause) {
    const error = new ProgramError(source.name, `cannot be bundled: ${failureText(cause as BuildFailure)}`, { cause });
    return { failedIn: await packagesAtFault(cause as Partial<BuildFailure>, source), error };
  }
}

/** The first error of a build with its place, on one line. */
function failureText({ errors = [], message }: Partial<BuildFailure>): string {
  const [first] = errors;
  if (first === undefined) {
    return message ?? "esbuild failed";
  }
  const { text, location } = first;
  const place = location ? ` (${location.file}:${location.line}:${location.column + 1})` : "";
  const more = errors.length > 1 ? `, and ${errors.length - 1} more` : "";
  return `${text}${place}${more}`;
}

/** The installed packages in which a build failed; none when it failed elsewhere too. */
async function packagesAtFault(
  { errors = [] }: Partial<BuildFailure>,
  source: ProgramSource,
): Promise<InstalledPackage[]> {
  const owners = errors.map(({ location }) => location && packageOfFile(resolve(source.folder, location.file)));
  const installed = await Promise.all(owners.map((owner) => owner && readInstalled(owner)));
  return installed.every((each) => each !== undefined && each !== null) ? installed : [];
}

function inputsOf(built: Built, source: ProgramSource): string[] {
  return Object.keys(built.metafile.inputs)
    .filter((path) => !path.startsWith("program:"))
    .map((path) => resolve(source.folder, path));
}

/** Gives esbuild the text that the program begins with, whether it stands in a file or not. */
function entryPlugin({ text, folder, path }: ProgramSource, links: LinkedFiles): Plugin {
  return {
    name: "clearml-program",
    setup(build) {
      build.onResolve({ filter: /^program:entry$/ }, () =>
        path === undefined ? { path: "entry", namespace: "program" } : { path },
      );
      build.onLoad({ filter: /./, namespace: "program" }, () => ({
        contents: links.relink(text, resolve(folder, "entry")),
        resolveDir: folder,
        loader: "ts",
      }));
    },
  };
}

/** Finds the files that modules of one's own name by their place. */
function linksPlugin(links: LinkedFiles): Plugin {
  return {
    name: "clearml-links",
    setup(build) {
      build.onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: "file" }, async ({ path }) => {
        if (/[/\\]node_modules[/\\]/.test(path)) {
          return undefined;
        }
        const text = await readFile(path, "utf8");
        const contents = links.relink(text, path);
        return contents === text ? undefined : { contents, loader: loaderOf(path) };
      });
    },
  };
}

function loaderOf(path: string): "ts" | "tsx" | "js" | "jsx" {
  if (/\.tsx$/.test(path)) {
    return "tsx";
  }
  if (/\.jsx$/.test(path)) {
    return "jsx";
  }
  return /\.[cm]?ts$/.test(path) ? "ts" : "js";
}

function byName(outputs: readonly OutputFile[]): Map<string, string> {
  return new Map(outputs.map(({ path, text }) => [path.slice(path.search(/[^/\\]*$/)), text]));
}

function withoutEnding(name: string): string {
  return name.replace(/\.mjs$/, "");
}

function refuseTwoVersions({ name }: ProgramSource, one: InstalledPackage | undefined, other: InstalledPackage): void {
  if (one !== undefined && one.version !== other.version) {
    throw new ProgramError(
      name,
      `needs ${one.name} in two versions, ${one.version} and ${other.version}, and it can be installed in one only. Make them the same.`,
    );
  }
}
