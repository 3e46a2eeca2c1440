import { readFile } from "node:fs/promises";
import { type InstalledPackage, packageOfFile, readInstalled } from "../../program/command/installed-package.ts";

/** Code that looks for files beside itself finds none in a bundle. */
const LOOKS_BESIDE_ITSELF =
  /\b__dirname\b|\b__filename\b|\bimport\.meta\.(url|dirname|filename)\b|\brequire\.resolve\(/;

/** Packages that work in a bundle although they look where they are. */
const OURS = /^(@clearml-ts\/|clearml-ts$)/;

/**
 * Returns the packages that cannot be part of a bundle: those with compiled code, and those of which a module looks for files
 * beside itself, such as WebAssembly or the code of a worker.
 */
export async function unbundledPackages(modules: readonly string[]): Promise<InstalledPackage[]> {
  const byFolder = new Map<string, { name: string; modules: string[] }>();
  for (const path of modules) {
    const owner = packageOfFile(path);
    if (owner && !OURS.test(owner.name)) {
      const known = byFolder.get(owner.folder) ?? { name: owner.name, modules: [] };
      known.modules.push(path);
      byFolder.set(owner.folder, known);
    }
  }
  const found: InstalledPackage[] = [];
  for (const [folder, { name, modules: paths }] of byFolder) {
    const installed = await readInstalled({ name, folder });
    if (installed && (installed.isNative || (await looksBesideItself(paths)))) {
      found.push(installed);
    }
  }
  return found;
}

async function looksBesideItself(modules: readonly string[]): Promise<boolean> {
  for (const path of modules) {
    if (/\.[cm]?[jt]s$/.test(path) && LOOKS_BESIDE_ITSELF.test(await readFile(path, "utf8"))) {
      return true;
    }
  }
  return false;
}
