import type { Database } from "../database/driver.ts";
import { GroupCommit } from "../database/group-commit.ts";
import type { FileStore } from "../files/file-store.ts";
import type { Document } from "../query/document-path.ts";
import { HeldAnswers } from "../routing/held-answers.ts";
import { SettingsStore } from "../services/server/settings.ts";
import { UserStore } from "../services/users/store.ts";
import type { Clock } from "../values/clock.ts";
import { AnsweredCalls } from "./answered-calls.ts";
import { FileRemoval } from "./file-removal.ts";
import { Listings } from "./listing.ts";
import { Records } from "./records.ts";
import { Visibility } from "./visibility.ts";

/** The things from which a context is made. */
export interface ContextParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly files: FileStore;
  /** The path of an address on the file server; `undefined` for any other address. */
  readonly filePath: (url: string) => string | undefined;
  /** Whether only this machine can call. */
  readonly local: boolean;
  /** The part of the configuration that administrators may read. */
  readonly configuration: () => Document;
  /** Told of errors that are nobody's fault but ours; `where` is the endpoint. */
  readonly reportBug: (error: unknown, where: string) => void;
}

/** The parts that every service works with. */
export interface Core extends Omit<ContextParts, "filePath"> {
  readonly groupCommit: GroupCommit;
  readonly heldAnswers: HeldAnswers;
  readonly answeredCalls: AnsweredCalls;
  readonly settings: SettingsStore;
  readonly users: UserStore;
  readonly records: Records;
  readonly listings: Listings;
  readonly fileRemoval: FileRemoval;
  readonly visibility: Visibility;
}

/** Wires the parts that every service works with. */
export function createCore({ filePath, ...parts }: ContextParts): Core {
  const { database, clock, files, reportBug } = parts;
  const users = new UserStore(database, clock);
  const records = new Records(database, clock);
  return {
    ...parts,
    groupCommit: new GroupCommit(database),
    heldAnswers: new HeldAnswers(database.changes),
    answeredCalls: new AnsweredCalls(database, clock),
    settings: new SettingsStore(database),
    users,
    records,
    listings: new Listings(records, users, clock),
    fileRemoval: new FileRemoval(database, clock, { files, pathOf: filePath, reportBug }),
    visibility: new Visibility(records),
  };
}
