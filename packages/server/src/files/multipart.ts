import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { Busboy, type BusboyInstance } from "@fastify/busboy";
import { FileFailure } from "./file-failure.ts";
import type { FileStore, PendingUpload } from "./file-store.ts";

/**
 * Stores the files of a form under the names of their fields, and returns the paths. Nothing is put in its place before the
 * whole form has arrived.
 *
 * @throws FileFailure when the form is broken or names a path that is none.
 */
export async function storeForm(files: FileStore, request: Request): Promise<string[]> {
  const uploads = await receiveForm(files, request);
  const paths: string[] = [];
  try {
    for (const [path, upload] of uploads) {
      await upload.commit();
      paths.push(path);
    }
  } catch (error) {
    await discardAll(uploads.values());
    throw error;
  }
  return paths;
}

async function receiveForm(files: FileStore, request: Request): Promise<Map<string, PendingUpload>> {
  const parser = openParser(request);
  const uploads = new Map<string, PendingUpload>();
  const receiving: Promise<void>[] = [];
  const seen = new Set<string>();
  parser.on("file", (field, content) => {
    const path = field.replace(/^\/+/, "");
    if (seen.has(path)) {
      content.resume();
      return;
    }
    seen.add(path);
    if (!files.accepts(path)) {
      content.resume();
      parser.destroy(new FileFailure(404, `"${path}" is not a path of this store`));
      return;
    }
    const received = files.receive(path, content).then((upload) => void uploads.set(path, upload));
    // A full disk ends the whole form; the other end of the pipe reports it.
    received.catch((error: Error) => parser.destroy(error));
    receiving.push(received);
  });
  try {
    if (!request.body) throw new FileFailure(400, "the form is empty");
    await pipeline(Readable.fromWeb(request.body as NodeReadableStream), parser);
    await Promise.all(receiving);
  } catch (cause) {
    await Promise.allSettled(receiving);
    await discardAll(uploads.values());
    throw cause instanceof FileFailure || isSystemError(cause)
      ? cause
      : new FileFailure(400, "the form is broken or incomplete", { cause });
  }
  return uploads;
}

function openParser(request: Request): BusboyInstance {
  const contentType = request.headers.get("content-type");
  try {
    return new Busboy({
      headers: { "content-type": contentType ?? "" },
      // A part is a file when it names one; other fields of the form mean nothing here.
      isPartAFile: (_field, _type, fileName) => fileName !== undefined,
      fileHwm: 1024 * 1024,
      highWaterMark: 1024 * 1024,
    });
  } catch (cause) {
    throw new FileFailure(400, "send the files as multipart/form-data, each under the name of its path", { cause });
  }
}

async function discardAll(uploads: Iterable<PendingUpload>): Promise<void> {
  await Promise.all([...uploads].map((upload) => upload.discard()));
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}
