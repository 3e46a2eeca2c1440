import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, rm, stat } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Connection } from "../../packages/client/dist/index.js";
import { count } from "./format.ts";
import { median } from "./median.ts";
import { writeRandomFile } from "./sample-file.ts";
import { type Row, told, wanted } from "./server-row.ts";
import type { Bench } from "./suite.ts";

/** Brings a file from the disk to the disk, by bare streams and through the file server; all end when it is there for good. */
export async function transfers(
  { folder, progress }: Bench,
  connection: Connection,
  { fileMegabytes, runs }: { fileMegabytes: number; runs: number },
): Promise<Row[]> {
  progress(`a file of ${fileMegabytes} MB up and down`);
  const place = join(folder, "transfers");
  await mkdir(place);
  const source = join(place, "source");
  await writeRandomFile(source, fileMegabytes);
  const headers = await connection.session.authorize();
  const seconds = { copy: [] as number[], upload: [] as number[], download: [] as number[] };
  for (let run = 0; run < runs; run += 1) {
    const url = `${connection.config.filesServer}/bench/${run}.bin`;
    const [copied, downloaded] = [join(place, "copied"), join(place, "downloaded")];
    seconds.copy.push(await secondsOf(() => writeForGood(createReadStream(source), copied)));
    seconds.upload.push(await secondsOf(() => upload(source, url, headers)));
    seconds.download.push(await secondsOf(async () => writeForGood(await download(url, headers), downloaded)));
    // Overwriting a file is not what writing a new one is.
    await Promise.all([rm(copied), rm(downloaded)]);
  }
  await rm(place, { recursive: true });

  const speed = (of: keyof typeof seconds) => fileMegabytes / median(seconds[of]);
  const compared = (of: "upload" | "download") => {
    const percent = (100 * speed(of)) / speed("copy");
    return wanted(
      `${of} of that file`,
      `${count(speed(of))} MB/s, ${count(percent)} % of that`,
      "≥ 70 %",
      percent >= 70,
    );
  };
  const what = `file of ${fileMegabytes} MB copied by bare Node streams, with fsync (${runs} runs)`;
  return [told(what, `${count(speed("copy"))} MB/s`), compared("upload"), compared("download")];
}

async function secondsOf(action: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await action();
  return (performance.now() - started) / 1000;
}

async function writeForGood(bytes: Readable, path: string): Promise<void> {
  await pipeline(bytes, createWriteStream(path));
  await using file = await open(path, "r+");
  await file.sync();
}

/** As the SDKs do it: one part of a form, named by the path of the object. */
async function upload(source: string, url: string, headers: Record<string, string>): Promise<void> {
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
}

async function download(url: string, headers: Record<string, string>): Promise<Readable> {
  const call = request(url, { headers });
  call.end();
  return answerTo(call);
}

function answerTo(call: ReturnType<typeof request>): Promise<Readable> {
  return new Promise((resolve, reject) => {
    call.on("error", reject);
    call.on("response", (response) => {
      if (response.statusCode === 200) resolve(response);
      else reject(new Error(`The file server answered ${response.statusCode}.`));
    });
  });
}
