/** The bytes that were taken from a stream. */
export interface TakenBytes {
  bytes: Uint8Array<ArrayBuffer>;
  /** Whether the stream ended there by itself. */
  isWhole: boolean;
}

/** Takes bytes from the beginning of a stream and cancels the rest; of one that breaks off, those before that. */
export async function take(stream: ReadableStream<Uint8Array>, limit: number): Promise<TakenBytes> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  const taken = (isWhole: boolean): TakenBytes => {
    const bytes = new Uint8Array(Math.min(size, limit));
    let at = 0;
    for (const part of parts) {
      const fitting = part.subarray(0, bytes.length - at);
      bytes.set(fitting, at);
      at += fitting.length;
    }
    return { bytes, isWhole: isWhole && size <= limit };
  };
  while (size <= limit) {
    // A packed file of which the end was not asked for breaks off.
    const next = await reader.read().catch(() => "broken" as const);
    if (next === "broken" || next.done) {
      return taken(next !== "broken");
    }
    parts.push(next.value);
    size += next.value.length;
  }
  await reader.cancel();
  return taken(false);
}
