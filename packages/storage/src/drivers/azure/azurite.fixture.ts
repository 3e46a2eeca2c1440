import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, request } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { BlobServiceClient, type StoragePipelineOptions, StorageSharedKeyCredential } from "@azure/storage-blob";
import type { AzureSettings } from "./azure-settings.ts";

/** Name and key of the account that Azurite has, as Microsoft publishes them. */
export const ACCOUNT = "devstoreaccount1";
const KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

/** Microsoft's emulator of Azure Blob Storage, in a process of its own. */
export interface Azurite extends AsyncDisposable {
  settings: AzureSettings;
  /** Requests so far, unless they were encrypted, oldest first, such as `PUT /devstoreaccount1/c/blob?comp=block`. */
  seen: string[];
  /** Makes an empty container and returns its address. */
  makeContainer(name: string): Promise<string>;
}

/** Starts the emulator on a free port, with its blobs in memory; with a certificate it speaks https, and takes tokens, too. */
export async function startAzurite(certificate?: { cert: string; key: string }): Promise<Azurite> {
  const require = createRequire(import.meta.url);
  const program = require.resolve("azurite/dist/src/blob/main.js");
  const options = [
    "--blobPort",
    "0",
    "--inMemoryPersistence",
    "--skipApiVersionCheck",
    "--disableTelemetry",
    "--silent",
    ...(certificate ? ["--oauth", "basic", "--cert", certificate.cert, "--key", certificate.key] : []),
  ];
  const child = spawn(process.execPath, [program, ...options], { stdio: ["ignore", "pipe", "inherit"] });
  let address = "";
  for await (const line of createInterface({ input: child.stdout })) {
    address = /listens on (https?:\/\/[\d.]+:\d+)/.exec(line)?.[1] ?? "";
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
  const observed = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const endpoint = `${certificate ? address : observed}/${ACCOUNT}`;
  const credential = new StorageSharedKeyCredential(ACCOUNT, KEY);
  // Taken by the pipeline behind the client, which its types do not tell.
  const trust = certificate && { tlsOptions: { ca: await readFile(certificate.cert, "utf8") } };
  const client = new BlobServiceClient(endpoint, credential, trust as StoragePipelineOptions);
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
