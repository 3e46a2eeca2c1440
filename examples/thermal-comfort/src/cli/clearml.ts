import { access } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { type Connection, connect } from "@clearml-ts/client";
import { PortInUseError, type Server, startServer } from "@clearml-ts/server";

/** The ClearML that a run works with. */
export interface ClearML extends AsyncDisposable {
  connection: Connection;
  /** The server in this process; undefined where a configured ClearML is used. */
  server: Server | undefined;
}

/** Connects to the ClearML that is configured, or starts one in this process. */
export async function openClearML(): Promise<ClearML> {
  const server = (await isConfigured()) ? undefined : await startEmbeddedServer();
  try {
    const connection = await connect(server?.credentials);
    return {
      connection,
      server,
      async [Symbol.asyncDispose]() {
        await connection.close();
        await server?.close();
      },
    };
  } catch (error) {
    await server?.close();
    throw error;
  }
}

/** ClearML's own ports, so that a stock configuration fits; any free ones where they are taken. */
async function startEmbeddedServer(): Promise<Server> {
  try {
    return await startServer();
  } catch (error) {
    if (!(error instanceof PortInUseError)) {
      throw error;
    }
    return startServer({ apiPort: 0, webPort: 0, filesPort: 0 });
  }
}

/** Whether somebody has told this machine which ClearML to use, well or badly. */
async function isConfigured(): Promise<boolean> {
  const variables = ["CLEARML_API_HOST", "CLEARML_API_ACCESS_KEY", "CLEARML_AUTH_TOKEN", "CLEARML_CONFIG_FILE"];
  if (variables.some((name) => process.env[name]?.trim())) {
    return true;
  }
  const files = ["clearml.conf", "trains.conf"].map((name) => join(homedir(), name));
  const found = await Promise.allSettled(files.map((file) => access(file)));
  return found.some(({ status }) => status === "fulfilled");
}
