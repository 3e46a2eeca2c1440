import { userInfo } from "node:os";
import type { ServerContext } from "../../context.ts";
import type { DataDir } from "../../data-folder/data-dir.ts";
import { SERVER } from "../../services/auth/credentials.ts";
import type { SettingsStore } from "../../services/server/settings.ts";
import type { User } from "../../services/users/store.ts";
import type { KeyPair } from "../../startup/config.ts";

/** Settings key of the user that the server was set up for. */
const OWNER = "owner.id";

/** The id of the user that the server was set up for; `undefined` before the first start. */
export function ownerOf(settings: SettingsStore): string | undefined {
  const known = settings.get(OWNER);
  return typeof known === "string" ? known : undefined;
}

/** Finds the user that the server was set up for; on the first start, makes them. */
function findOrCreateOwner({ database, settings, users }: ServerContext): User {
  const known = ownerOf(settings);
  const owner = known === undefined ? undefined : users.find(known);
  if (owner) {
    return owner;
  }
  return database.transaction(() => {
    const created = users.create({ name: systemUserName(), role: "admin" });
    settings.set(OWNER, created.id);
    return created;
  });
}

/** Returns a key pair of the owner that is valid: the one given, else the one kept in the data folder, else a new one. */
export async function prepareKeyPair(
  context: ServerContext,
  dataDir: DataDir,
  given: KeyPair | undefined,
): Promise<KeyPair> {
  const owner = findOrCreateOwner(context);
  if (given) {
    if (!(await isValid(context, given))) {
      await context.credentials.accept(owner.id, given, { madeBy: SERVER, label: "given at start" });
    }
    return given;
  }
  const kept = await dataDir.readKeyPair();
  if (kept && (await isValid(context, kept))) {
    return kept;
  }
  const made = await context.credentials.create(owner.id, { madeBy: SERVER, label: "made on first start" });
  await dataDir.writeKeyPair(made);
  return made;
}

async function isValid(context: ServerContext, pair: KeyPair): Promise<boolean> {
  return (await context.credentials.verify(pair)) !== undefined;
}

function systemUserName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number that has no name.
    return "clearml";
  }
}
