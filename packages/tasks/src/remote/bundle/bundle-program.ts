import type { ScriptRecord } from "@clearml-ts/protocol";
import { commandFileName, commandScript } from "../../program/command/command-script.ts";
import { withoutCredentials } from "../../program/working-copy.ts";
import { looksSecret } from "../code/secret-files.ts";
import { SecretFileError } from "../errors.ts";
import { compileProgram } from "./compile-program.ts";
import { declaredPackages } from "./declared-packages.ts";
import { launcherText } from "./launcher-text.ts";
import { LinkedFiles } from "./linked-files.ts";
import { programFiles, readProgramFiles } from "./program-files.ts";
import { findProgram, type ProgramEntry } from "./program-source.ts";
import { type ProgramArchive, zipProgram } from "./zip-program.ts";

/** How a program is bundled. */
export interface BundleOptions {
  /**
   * Packages that npm installs where the program runs, as `name` or `name@version`, instead of taking them into the bundle. Those with
   * compiled code, and those that look for files beside themselves, are found without being named. @default none
   */
  packages?: readonly string[];
  /**
   * Files and folders below the program's folder that it wants to find there, such as data. Those that it names by
   * `new URL("./file", import.meta.url)` are found without being named. @default none
   */
  files?: readonly string[];
  /** Arguments that the program is started with. @default none */
  args?: readonly string[];
}

/** A program that was bundled, to be the program of any number of tasks. */
export interface ProgramBundle {
  /** The code section. */
  script: ScriptRecord;
  /** The files of the program, where they are not in the code section. */
  archive: ProgramArchive | undefined;
}

/** Characters of a program that is shown and stored with the record of its task. */
const LARGEST_IN_RECORD = 100_000;

/**
 * Bundles a program of TypeScript or JavaScript into what the ClearML agent can run: its sources, the packages of its
 * workspace and those from npm in one file, or in one archive where they are larger or several.
 *
 * @throws {@link BundlerNotFoundError} when esbuild is not installed.
 * @throws {@link ProgramError} when a part of the program is not found, or cannot be compiled.
 * @throws {@link SecretFileError} when a file that goes with it looks as if it kept secrets.
 * @throws {@link InvalidValueError} when an argument cannot be passed on.
 */
export async function bundleProgram(
  program: ProgramEntry,
  { packages = [], files = [], args = [] }: BundleOptions = {},
): Promise<ProgramBundle> {
  const source = await findProgram(program);
  const fileName = commandFileName(source.name);
  const links = new LinkedFiles(fileName);
  const declared = await declaredPackages(source, packages);
  const asked = await programFiles(source, files);
  const compiled = await compileProgram(source, links, [...declared.keys()]);
  const beside = [...links.assets.map(([path, name]) => ({ name, path })), ...asked];
  const secret = [...compiled.inputs, ...beside.map(({ path }) => path)].find(looksSecret);
  if (secret !== undefined) {
    throw new SecretFileError(source.name, secret);
  }
  const versions = new Map([...compiled.packages.map(({ name, version }) => [name, version] as const), ...declared]);
  const main = compiled.files.get(fileName) ?? "";
  const isAlone = compiled.files.size === 2 && beside.length === 0 && versions.size === 0;
  if (isAlone && main.length <= LARGEST_IN_RECORD) {
    // The map, the second file of the two, stays behind.
    const text = main.replace(/\n\/\/# sourceMappingURL=.*\n$/, "\n");
    return { script: commandScript({ fileName, text, args }), archive: undefined };
  }
  return {
    script: commandScript({ fileName, text: await launcherText(source.name), args }),
    archive: await zipProgram(
      new Map<string, string | Uint8Array>([
        ...(await readProgramFiles(beside)),
        ...compiled.files,
        ["package.json", manifestText(fileName, versions)],
      ]),
    ),
  };
}

/** The manifest by which npm installs the packages that are not in the bundle. */
function manifestText(fileName: string, versions: ReadonlyMap<string, string>): string {
  // A version may be an address, and an address may have a password in it.
  const dependencies = Object.fromEntries(
    [...versions]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, version]) => [name, withoutCredentials(version)] as const),
  );
  return `${JSON.stringify({ private: true, type: "module", main: fileName, dependencies }, undefined, 2)}\n`;
}
