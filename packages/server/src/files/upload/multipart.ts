import type { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { Busboy, type BusboyInstance } from "@fastify/busboy";
import { toNodeStream } from "../../http/node/node-stream.ts";
import { FileFailure } from "../file-failure.ts";
import type { FileStore, PendingUpload } from "../file-store.ts";

/**
 * Stores the files of a form under the names of their fields, and returns the paths. Nothing is put in its place before the
 * whole form has arrived.
 *
 * @throws FileFailure when the form is broken or names a path that is none.
 */
export async function storeForm(files: FileStore, request: Request): Promise<string[]> {
  const uploads = await receiveForm(files, request);
  try {
    for (const upload of uploads.values()) {
      await upload.commit();
    }
  } catch (error) {
    await Promise.all([...uploads.values()].map((upload) => upload.discard()));
    throw error;
  }
  return [...uploads.keys()];
}

async function receiveForm(files: FileStore, request: Request): Promise<Map<string, PendingUpload>> {
  if (!request.body) {
    throw new FileFailure(400, "the form is empty");
  }
  const parser = openParser(request);
  const parts: Part[] = [];
  parser.on("file", (field: string | undefined, content) => {
    const path = (field ?? "").replace(/^\/+/, "");
    // Of a repeated field the first part counts; one without a name has no place.
    if (path === "" || parts.some((part) => part.path === path)) {
      content.resume();
      return;
    }
    if (!files.accepts(path)) {
      content.resume();
      parser.destroy(new FileFailure(404, `"${path}" is not a path of this store`));
      return;
    }
    const received = files.receive(path, content);
    // A full disk ends the whole form; the parser then reports it.
    received.catch((error: Error) => parser.destroy(error));
    parts.push({ path, content, received });
  });
  try {
    await feed(parser, toNodeStream(request.body));
    const uploads = parts.map(async ({ path, received }) => [path, await received] as const);
    return new Map(await Promise.all(uploads));
  } catch (cause) {
    await abandon(parts, cause);
    if (cause instanceof FileFailure || isSystemError(cause)) {
      throw cause;
    }
    throw new FileFailure(400, "the form is broken or incomplete", { cause });
  }
}

/** Gives a body to the parser, and reads it to its end even so: as long as a client sends, it takes no answer. */
async function feed(parser: BusboyInstance, body: Readable): Promise<void> {
  finished(body).catch((error: Error) => parser.destroy(error));
  try {
    await finished(body.pipe(parser), { readable: false });
  } finally {
    body.unpipe(parser);
    body.resume();
  }
}

/** One file of a form while it arrives. */
interface Part {
  readonly path: string;
  readonly content: Readable;
  readonly received: Promise<PendingUpload>;
}

/** Ends what the parser leaves open when a form breaks off, and forgets what has arrived of it. */
async function abandon(parts: readonly Part[], cause: unknown): Promise<void> {
  for (const { content } of parts) {
    content.destroy(cause instanceof Error ? cause : undefined);
  }
  for (const result of await Promise.allSettled(parts.map(({ received }) => received))) {
    if (result.status === "fulfilled") {
      await result.value.discard();
    }
  }
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

function isSystemError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}
