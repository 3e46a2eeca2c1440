import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { ScriptRecord } from "@clearml-ts/protocol";
import { commandScript, unquotedName } from "./command/command-script.ts";
import { importedPackages, installedAs } from "./command/imported-packages.ts";
import { isTypeScript } from "./command/run-command.ts";

/** A longer text is left out: the record is not the place for it. */
export const LONGEST_TEXT = 500_000;

/** How packages are installed where a program lies; npm would take a folder above that has a manifest. */
const INSTALL = "echo {} > package.json && npm install --no-save --no-audit --no-fund --loglevel=error";

/**
 * Describes a program in one file by its text, and by the packages that it imports; undefined where the file is not one of
 * JavaScript or TypeScript, or cannot be read.
 *
 * @throws {@link InvalidValueError} when an argument cannot be passed on.
 */
export async function storedProgram(path: string, args: readonly string[]): Promise<ScriptRecord | undefined> {
  const text = isProgram(path) ? await readFile(path, "utf8").catch(() => undefined) : undefined;
  if (text === undefined) {
    return undefined;
  }
  const folder = dirname(path);
  const fileName = await standaloneName(path);
  if (text.length > LONGEST_TEXT) {
    return commandScript({ fileName, text: refusal(fileName, text.length), args });
  }
  const runner = isTypeScript(path) ? await installedAs("tsx", folder) : undefined;
  const packages = [...(await importedPackages(text, folder)), ...(runner === undefined ? [] : [runner])];
  const install = packages.length === 0 ? undefined : [INSTALL, ...packages].join(" ");
  return commandScript({ fileName, text, args, install });
}

function isProgram(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path);
}

/** The name under which a file is read in the same way without the manifest of its folder. */
async function standaloneName(path: string): Promise<string> {
  const name = unquotedName(basename(path));
  return /\.[jt]s$/.test(name) && (await isOfModules(dirname(path))) ? name.replace(/(?=[jt]s$)/, "m") : name;
}

/** Whether the nearest manifest makes modules of ES of the files in a folder. */
async function isOfModules(folder: string): Promise<boolean> {
  const manifest = await readFile(join(folder, "package.json"), "utf8").catch(() => undefined);
  if (manifest !== undefined) {
    return /"type"\s*:\s*"module"/.test(manifest);
  }
  const parent = dirname(folder);
  return parent !== folder && (await isOfModules(parent));
}

function refusal(fileName: string, length: number): string {
  const message = `${fileName} has ${length} characters, too many to be stored with its task. Send it to a queue by executeRemotely(), which stores it as an artifact.`;
  return `throw new Error(${JSON.stringify(message)});\n`;
}
