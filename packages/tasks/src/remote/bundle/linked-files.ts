import { existsSync, statSync } from "node:fs";
import { basename, dirname, extname, resolve } from "node:path";
import { unquotedName } from "../../program/command/command-script.ts";

/** Files that a module names by its own place: `new URL("./worker.js", import.meta.url)`. */
const LINK = /new URL\(\s*(["'`])(\.\.?\/[^"'`$]+)\1\s*,\s*import\.meta\.url\s*,?\s*\)/g;

/** Modules are named by how they are built; in the sources, another ending stands for the same one. */
const SOURCES_OF: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
};

const CODE = /\.[cm]?[jt]sx?$/;

/** Names at the top of a program's folder that mean something to Node or npm. */
const RESERVED = new Set(["package.json", "package-lock.json", "node_modules"]);

/** Files that modules name by their place, and the names that these files get in the bundle. */
export class LinkedFiles {
  readonly #names = new Map<string, string>();

  constructor(
    /** The file name of the program itself. */
    readonly entryName: string,
  ) {}

  /** Paths of modules to be bundled beside the program, with their file names in the bundle. */
  get modules(): readonly (readonly [path: string, name: string])[] {
    return [...this.#names].filter(([path]) => CODE.test(path));
  }

  /** Paths of other files, with their names in the bundle. */
  get assets(): readonly (readonly [path: string, name: string])[] {
    return [...this.#names].filter(([path]) => !CODE.test(path));
  }

  /** Returns the text of a module in which links to files that are there lead to their names in the bundle. */
  relink(text: string, modulePath: string): string {
    return text.replaceAll(LINK, (link, _quote, target: string) => {
      const path = findFile(resolve(dirname(modulePath), decodeURI(target)));
      return path === undefined ? link : `new URL("./${this.#nameOf(path)}", import.meta.url)`;
    });
  }

  #nameOf(path: string): string {
    const known = this.#names.get(path);
    if (known !== undefined) {
      return known;
    }
    const ending = CODE.test(path) ? ".mjs" : extname(path);
    const stem = unquotedName(basename(path, extname(path)));
    const taken = new Set([...this.#names.values(), this.entryName, ...RESERVED]);
    let name = `${stem}${ending}`;
    for (let count = 2; taken.has(name); count += 1) {
      name = `${stem}-${count}${ending}`;
    }
    this.#names.set(path, name);
    return name;
  }
}

function findFile(path: string): string | undefined {
  const ending = extname(path);
  const stem = path.slice(0, path.length - ending.length);
  const candidates = [path, ...(SOURCES_OF[ending] ?? []).map((other) => stem + other)];
  return candidates.find((one) => existsSync(one) && statSync(one).isFile());
}
