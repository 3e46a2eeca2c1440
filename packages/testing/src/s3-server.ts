import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "s3rver";

/** An answer that says that something went wrong. */
export interface S3Fault {
  status: number;
  /** Name of the error, as S3 has it. */
  code: string;
}

/** A server that speaks S3, with one bucket, in this process. */
export interface S3Server extends AsyncDisposable {
  /** Access to the server, as storage settings and `clearml.conf` have it. */
  access: { host: string; key: string; secret: string; secure: false };
  /** Address of the bucket. */
  bucketUrl: string;
  /** Requests so far, oldest first, such as `PUT /bucket/key?partNumber=1`. */
  seen: string[];
  /** Errors that the next requests get instead of an answer. */
  faults: S3Fault[];
  /** Is told of each request before it is answered. */
  onRequest: (line: string) => void;
}

/** Starts a server; the keys that it accepts are fixed by its library. */
export async function startS3Server(): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), "clearml-s3-"));
  const s3 = new S3rver({ directory, silent: true, configureBuckets: [{ name: "bucket", configs: [] }] });
  await s3.configureBuckets();
  const answer = s3.callback();
  const server = createServer((request, response) => {
    const line = `${request.method} ${request.url}`;
    running.seen.push(line);
    running.onRequest(line);
    const fault = running.faults.shift();
    if (fault === undefined) {
      answer(request, response);
      return;
    }
    request.resume();
    response.writeHead(fault.status, { "content-type": "application/xml" });
    response.end(`<?xml version="1.0"?><Error><Code>${fault.code}</Code><Message>${fault.code}</Message></Error>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const running: S3Server = {
    access: { host, key: "S3RVER", secret: "S3RVER", secure: false },
    bucketUrl: `s3://${host}/bucket`,
    seen: [],
    faults: [],
    onRequest: () => {},
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(directory, { recursive: true, force: true });
    },
  };
  return running;
}
