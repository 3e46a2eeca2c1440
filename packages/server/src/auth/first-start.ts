import { userInfo } from "node:os";
import type { KeyPair } from "../config.ts";
import type { ServerContext } from "../context.ts";
import type { DataDir } from "../data-dir.ts";

/** Settings key of the user that the server was set up for. */
const OWNER = "owner.id";

/**
 * Makes the owner on the first start and returns a key pair that is valid: the one given, else the one kept in the
 * data folder, else a new one.
 */
export async function prepareAccounts(
  context: ServerContext,
  dataDir: DataDir,
  given: KeyPair | undefined,
): Promise<KeyPair> {
  const owner = findOrCreateOwner(context);
  if (given) {
    if (!(await isValid(context, given))) await context.credentials.accept(owner, given, "given at start");
    return given;
  }
  const kept = await dataDir.readKeyPair();
  if (kept && (await isValid(context, kept))) return kept;
  const made = await context.credentials.create(owner, "made on first start");
  await dataDir.writeKeyPair(made);
  return made;
}

function findOrCreateOwner(context: ServerContext): string {
  const present = context.settings.get(OWNER);
  if (typeof present === "string" && context.users.find(present)) return present;
  return context.database.transaction(() => {
    const { id } = context.users.create({ name: systemUserName(), role: "admin" });
    context.settings.set(OWNER, id);
    return id;
  });
}

async function isValid(context: ServerContext, { accessKey, secretKey }: KeyPair): Promise<boolean> {
  return (await context.credentials.verify(accessKey, secretKey)) !== undefined;
}

function systemUserName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number that has no name.
    return "clearml";
  }
}
