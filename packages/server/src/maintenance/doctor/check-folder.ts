import { access, constants, readFile, stat } from "node:fs/promises";
import { databasePath, filesFolder, holderOf, keyPairPath } from "../../data-folder/data-dir.ts";
import { describeCause } from "../../data-folder/describe-cause.ts";
import { exists } from "../../data-folder/exists.ts";
import { type Finding, findingsOf } from "./finding.ts";

/** Looks at a data folder: whether it is one, and who may read and write what is in it. */
export async function checkFolder(dataDir: string): Promise<Finding> {
  const { ok, warning, problem } = findingsOf("folder");
  const folder = await stat(dataDir).catch(() => undefined);
  if (!folder) {
    return problem(`${dataDir} is not there`, "Start a server once, or name the folder of one.");
  }
  if (!folder.isDirectory()) {
    return problem(`${dataDir} is not a folder`, "Name the folder of a server.");
  }
  for (const path of [dataDir, databasePath(dataDir), filesFolder(dataDir)]) {
    if (!(await exists(path))) {
      continue;
    }
    const refusal = await access(path, constants.R_OK | constants.W_OK).catch((error) => describeCause(error));
    if (refusal !== undefined) {
      return problem(refusal, "Let the user that the server runs as read and write it.");
    }
  }
  // Windows has no such bits.
  const isOpen = process.platform !== "win32" && (folder.mode & 0o077) !== 0;
  return isOpen
    ? warning(`${dataDir} can be entered by others, and secrets are in it`, `Close it: chmod 700 ${dataDir}`)
    : ok(`${dataDir} can be read and written`);
}

/** Looks who works on a data folder. */
export async function checkHolder(dataDir: string): Promise<Finding> {
  const { ok } = findingsOf("server");
  const pid = await holderOf(dataDir);
  return ok(pid === undefined ? "none works on the folder" : `process ${pid} works on the folder`);
}

/** Looks at the key pair made on the first start. */
export async function checkKeyPair(dataDir: string): Promise<Finding> {
  const { ok, warning } = findingsOf("key pair");
  const path = keyPairPath(dataDir);
  const found = await stat(path).catch(() => undefined);
  if (!found) {
    return ok("none is kept here");
  }
  if (process.platform !== "win32" && (found.mode & 0o077) !== 0) {
    return warning(`${path} can be read by others`, `Close it: chmod 600 ${path}`);
  }
  const keys = await readFile(path, "utf8")
    .then(JSON.parse, () => undefined)
    .catch(() => undefined);
  return typeof keys?.accessKey === "string" && typeof keys.secretKey === "string"
    ? ok("kept for this user alone")
    : warning(`${path} holds none`, "The next start makes a new one; the old one stays valid.");
}
