import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, request } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { BlobServiceClient, StorageSharedKeyCredential } from "@azure/storage-blob";
import type { AzureSettings } from "./azure-settings.ts";

/** Name and key of the account that Azurite has, as Microsoft publishes them. */
const ACCOUNT = "devstoreaccount1";
const KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

/** Microsoft's emulator of Azure Blob Storage, in a process of its own. */
export interface Azurite extends AsyncDisposable {
  settings: AzureSettings;
  /** Requests so far, oldest first, such as `PUT /devstoreaccount1/c/blob?comp=block`. */
  seen: string[];
  /** Makes an empty container and returns its address. */
  makeContainer(name: string): Promise<string>;
}

/** Starts the emulator on a free port, with its blobs in memory. */
export async function startAzurite(): Promise<Azurite> {
  const require = createRequire(import.meta.url);
  const program = require.resolve("azurite/dist/src/blob/main.js");
  const options = [
    "--blobPort",
    "0",
    "--inMemoryPersistence",
    "--skipApiVersionCheck",
    "--disableTelemetry",
    "--silent",
  ];
  const child = spawn(process.execPath, [program, ...options], { stdio: ["ignore", "pipe", "inherit"] });
  let address = "";
  for await (const line of createInterface({ input: child.stdout })) {
    address = /listens on (http:\/\/[\d.]+:\d+)/.exec(line)?.[1] ?? "";
    if (address !== "") {
      break;
    }
  }
  child.stdout.resume();
  const seen: string[] = [];
  const proxy = createServer((incoming, answer) => {
    seen.push(`${incoming.method} ${incoming.url}`);
    const { method, headers, url } = incoming;
    const forwarded = request(`${address}${url}`, { method, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    forwarded.on("error", () => answer.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/${ACCOUNT}`;
  const client = new BlobServiceClient(endpoint, new StorageSharedKeyCredential(ACCOUNT, KEY));
  return {
    seen,
    settings: { containers: [{ accountName: ACCOUNT, accountKey: KEY, endpoint }] },
    async makeContainer(name) {
      await client.createContainer(name);
      return `azure://${ACCOUNT}.blob.core.windows.net/${name}`;
    },
    async [Symbol.asyncDispose]() {
      proxy.closeAllConnections();
      proxy.close();
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
}
