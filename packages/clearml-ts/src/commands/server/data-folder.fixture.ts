import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256File } from "@clearml-ts/archive";
import { type Connection, connect } from "@clearml-ts/client";
import { type Server, startServer } from "@clearml-ts/server";

/** A temporary folder with a data folder in it, removed at the end of the block. */
export class Workspace implements AsyncDisposable {
  private constructor(readonly path: string) {}

  static async create(): Promise<Workspace> {
    return new Workspace(await mkdtemp(join(tmpdir(), "clearml-ts-test-")));
  }

  get dataDir(): string {
    return this.at("data");
  }

  at(...names: string[]): string {
    return join(this.path, ...names);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}

/** A server on a folder, reached without a port, and a connection to it. */
export async function work(
  dataDir: string,
  use: (connection: Connection, server: Server) => Promise<void>,
): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  await using server = await startServer({ dataDir, listen: false });
  await using connection = await connect({ ...server.credentials, fetch: server.fetch, cacheDir: dataDir, env: {} });
  await use(connection, server);
}

/** The hash of every file below a folder, by path, so that two states can be compared. */
export async function contentsOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    // These come and go with whoever opens the database, and the pid with whoever takes hold of the folder.
    .filter((path) => !/-wal$|-shm$|server\.pid$/.test(path));
  return Object.fromEntries(
    await Promise.all(files.sort().map(async (file) => [file, await sha256File(file)] as const)),
  );
}
