import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What no build reads, and what it leaves for itself. */
const leftOut = new Set(["node_modules", ".turbo", "reports"]);
const settings = ["package.json", "pnpm-lock.yaml", "tsconfig.base.json", "tools/tsup.preset.ts", "turbo.json"];

/**
 * Remembers the files that a build read and the files that it left, by their sizes and times: when all of them are as they were, there is
 * nothing to build. Turbo, which knows more, takes a second to find the same.
 */
export class BuildStamp {
  #root;
  #file;
  /** Taken before the build: what somebody changes meanwhile is not built yet. */
  #sources;

  /** @param {string} root */
  constructor(root) {
    this.#root = root;
    this.#file = join(root, ".turbo/start-stamp.json");
    this.#sources = this.#digest((path) => !isBuilt(path));
  }

  /** Whether nothing has changed since the last build that was kept. */
  isCurrent() {
    try {
      const { sources, built } = JSON.parse(readFileSync(this.#file, "utf8"));
      return sources === this.#sources && built === this.#digest(isBuilt);
    } catch {
      return false;
    }
  }

  /** Forgets the last build, before another one that may end half-way. */
  forget() {
    rmSync(this.#file, { force: true });
  }

  /** Remembers a build that went well. */
  keep() {
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, JSON.stringify({ sources: this.#sources, built: this.#digest(isBuilt) }));
  }

  /** @param {(path: string) => boolean} isMeant */
  #digest(isMeant) {
    const hash = createHash("sha256").update(process.version);
    const paths = ["packages", "examples"].flatMap((folder) => filesIn(this.#root, folder)).concat(settings);
    for (const path of paths.filter(isMeant)) {
      const found = statSync(join(this.#root, path), { throwIfNoEntry: false });
      hash.update(`${path}\0${found?.size}\0${found?.mtimeMs}\n`);
    }
    return hash.digest("hex");
  }
}

/** @param {string} path */
function isBuilt(path) {
  return path.includes("/dist/");
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function filesIn(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !leftOut.has(name))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesIn(root, path) : [path];
    });
}
