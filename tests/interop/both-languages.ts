import { join } from "node:path";
import { type Connection, connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { addressOf, type ServerAddress } from "./clearml-server.ts";
import { PythonUser, type PythonUserOptions } from "./python.ts";

/** A server of its own, and on each side of it somebody with an empty cache. */
export interface BothLanguages extends AsyncDisposable {
  readonly connection: Connection;
  readonly address: ServerAddress;
  readonly python: PythonUser;
  /** One more Python user on the same server. */
  anotherPython(options: PythonUserOptions): PythonUser;
}

/** Starts a server on free ports and connects to it from both languages. */
export async function bothLanguages(): Promise<BothLanguages> {
  const server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
  const address = addressOf(server);
  const python = new PythonUser(address);
  const cacheDir = join(python.home, "typescript-cache");
  const connection = await connect({ ...server.credentials, env: {}, cacheDir });
  return {
    connection,
    address,
    python,
    anotherPython: (options) => new PythonUser(address, options),
    async [Symbol.asyncDispose]() {
      await connection.close();
      await server.close();
      python[Symbol.dispose]();
    },
  };
}
