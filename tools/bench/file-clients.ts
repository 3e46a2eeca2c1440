import { execFile } from "node:child_process";
import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { type IncomingMessage, request } from "node:http";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { sync } from "./disk-copy.ts";

/** A way to bring files to a file server, as the SDKs do in one part of a form named by the path, and back for good. */
export interface FileClient {
  upload(source: string, url: string, headers: Record<string, string>): Promise<void>;
  download(url: string, target: string, headers: Record<string, string>): Promise<void>;
}

/** The command `curl`. */
export const curl: FileClient = {
  async upload(source, url, headers) {
    const { origin, pathname } = new URL(url);
    await runCurl(headers, "--form", `${pathname.slice(1)}=@${source}`, `${origin}/`);
  },
  async download(url, target, headers) {
    await runCurl(headers, "--output", target, url);
    await sync(target);
  },
};

async function runCurl(headers: Record<string, string>, ...call: string[]): Promise<void> {
  // Headers by stdin: the message of a failure shows the command.
  const run = promisify(execFile)("curl", ["--fail", "--silent", "--show-error", "--header", "@-", ...call]);
  run.child.stdin?.end(
    Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\n`)
      .join(""),
  );
  await run;
}

/** Node's own http and file streams as they come, in this process. */
export const nodeStreams: FileClient = {
  async upload(source, url, headers) {
    const { origin, pathname } = new URL(url);
    const boundary = "a-boundary-that-is-not-in-the-file";
    const name = pathname.slice(1);
    const opening = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${name}"\r\n\r\n`;
    const closing = `\r\n--${boundary}--\r\n`;
    const call = request(`${origin}/`, {
      method: "POST",
      headers: {
        ...headers,
        "content-type": `multipart/form-data; boundary=${boundary}`,
        "content-length": opening.length + (await stat(source)).size + closing.length,
      },
    });
    const answered = answerTo(call);
    call.write(opening);
    await pipeline(createReadStream(source), call, { end: false });
    call.end(closing);
    (await answered).resume();
  },
  async download(url, target, headers) {
    const call = request(url, { headers });
    call.end();
    await pipeline(await answerTo(call), createWriteStream(target));
    await sync(target);
  },
};

function answerTo(call: ReturnType<typeof request>): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    call.on("error", reject);
    call.on("response", (response) => {
      if (response.statusCode === 200) {
        resolve(response);
      } else {
        reject(new Error(`The file server answered ${response.statusCode}.`));
      }
    });
  });
}
