/** Connections that may break within one download. */
const MAX_BREAKS = 10;

/** The helpers of {@link wholeBody}. */
export interface WholeBodyOptions {
  /** Asks for the rest from a byte on; the answer must be of the content that the validator names. */
  goOn: (start: number, validator: string) => Promise<Response>;
  /** Makes the error of a body that ends early. */
  broken: (reason: string, cause?: unknown) => Error;
}

/**
 * Yields the body of a response. Where its connection breaks, the rest is asked for from there, if the server names the
 * content in a way by which it can tell whether it is still the same.
 */
export async function* wholeBody(
  first: Response,
  { goOn, broken }: WholeBodyOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const expected = contentLength(first);
  const validator = validatorOf(first);
  let response = first;
  let received = 0;
  for (let breaks = 0; ; breaks++) {
    const before = received;
    let cause: unknown;
    try {
      for await (const chunk of piecesOf(response)) {
        received += chunk.length;
        yield chunk;
      }
      if (expected === undefined || expected === received) {
        return;
      }
    } catch (error) {
      cause = error;
    }
    const canGoOn = expected !== undefined && received < expected && validator !== undefined && received > before;
    if (!canGoOn || breaks === MAX_BREAKS) {
      const counts = expected === undefined ? "" : ` of ${expected}`;
      throw broken(`the connection broke after ${received}${counts} bytes.`, cause);
    }
    response = await goOn(received, validator);
  }
}

/** Yields the body of a response as it comes. */
async function* piecesOf({ body }: Response): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = body?.getReader();
  if (reader === undefined) {
    return;
  }
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      yield next.value;
    }
  } finally {
    leave(reader);
  }
}

/** Says that no more of the body of a response is wanted. */
export function leaveBody(response: Response | undefined): void {
  if (response?.body) {
    leave(response.body);
  }
}

/** Waits for nothing: where a framework keeps a second reader on each response, as Next does, the answer comes with the end of that. */
function leave(content: { cancel(): Promise<void> }): void {
  content.cancel().catch(() => {});
}

/** The bytes that a response announces; undefined where it says nothing of its content. */
export function contentLength({ headers }: Response): number | undefined {
  const length = headers.get("content-length");
  // A length of compressed bytes says nothing about the content.
  return length === null || headers.has("content-encoding") ? undefined : Number(length);
}

/** A strong tag, or else a date: weak tags do not promise the same bytes. */
function validatorOf({ headers }: Response): string | undefined {
  const tag = headers.get("etag");
  return tag !== null && !tag.startsWith("W/") ? tag : (headers.get("last-modified") ?? undefined);
}
