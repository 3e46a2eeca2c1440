import { VIRTUAL_URLS } from "../../startup/server-urls.ts";

/**
 * Turns addresses of this server's own file store from the caller's spelling into the one that is kept, and back.
 *
 * Clients send and expect absolute addresses. Kept as they are, all files of a folder would be lost as soon as it is
 * served on another port, and those of a program beside the server, which calls it 127.0.0.1, to all other machines. Both are done on the text of a call, so that no field of any endpoint is forgotten.
 */
export interface OwnFiles {
  /** The text of a request as it is kept. */
  readonly keep: (text: string) => string;
  /** A kept text as this caller has to see it. */
  readonly show: (text: string) => string;
}

/** A caller, and the file store as it is now. */
export interface OwnFilesOptions {
  /** The address that the caller called: clients show their token to a file store under the name they know only. */
  readonly called: string;
  /** The present address of the file store. */
  readonly files: string;
}

/** The address that is kept in place of host and port: the one that the file store has when it does not listen. */
const KEPT_HOST = new URL(VIRTUAL_URLS.files).host;

/** Decides how addresses of the file store are written for one caller. */
export function ownFiles({ called, files }: OwnFilesOptions): OwnFiles {
  const { host, port } = new URL(files);
  if (host === KEPT_HOST) {
    return { keep: same, show: same };
  }
  const shown = `${new URL(called).hostname}${port === "" ? "" : `:${port}`}`;
  return { keep: replaceHost(shown, KEPT_HOST), show: replaceHost(KEPT_HOST, shown) };
}

/** Writes a download for a caller: a stream of chunks that end where lines end. */
export function showLines(chunks: ReadableStream<Uint8Array>, show: OwnFiles["show"]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  // A byte order mark is there for somebody: spreadsheets.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return chunks.pipeThrough(
    new TransformStream({
      transform: (lines, controller) => controller.enqueue(encoder.encode(show(decoder.decode(lines)))),
    }),
  );
}

function replaceHost(from: string, to: string): (text: string) => string {
  // JSON may write a slash as \/, and a longer port or name is another host.
  const address = new RegExp(`(?<start>http:(?:\\\\?/){2})${from.replace(/[.[\]]/g, "\\$&")}(?![\\w.:@-])`, "g");
  // Most texts name no file, and batches are large: looking first costs next to nothing.
  return (text) => (text.includes(from) ? text.replace(address, `$<start>${to}`) : text);
}

function same(text: string): string {
  return text;
}
