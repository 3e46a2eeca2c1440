import { randomUUID } from "node:crypto";
import { access, open, rename, rm } from "node:fs/promises";
import { ConfigExistsError } from "./errors.ts";

/** Nobody but the user may read the secret key. */
const PRIVATE = 0o600;

/** @throws {@link ConfigExistsError} when the file is there already. */
export async function requireNoConfig(path: string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) {
    throw new ConfigExistsError(path);
  }
}

/**
 * Writes a configuration file that only the user may read. With `force` it takes the place of one that is there, whole or not at
 * all, and the old one is kept beside it as `.old`; returns the path of that one.
 *
 * @throws {@link ConfigExistsError} when the file is there already, without `force`.
 */
export async function writeConfig(path: string, text: string, force: boolean): Promise<string | undefined> {
  if (!force) {
    await writeNew(path, text);
    return undefined;
  }
  const temporary = `${path}.${randomUUID()}`;
  await writeNew(temporary, text);
  try {
    const old = await keepOld(path);
    await rename(temporary, path);
    return old;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function writeNew(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", PRIVATE).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === "EEXIST" ? new ConfigExistsError(path, { cause }) : cause;
  });
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function keepOld(path: string): Promise<string | undefined> {
  const old = `${path}.old`;
  try {
    await rename(path, old);
    return old;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}
