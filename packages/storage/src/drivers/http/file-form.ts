/** A form with one file, as it is sent. */
export interface FileForm {
  contentType: string;
  /** Bytes of the form. */
  size: number;
  /** Yields the form with the content of the file in it. */
  around(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array>;
}

/** The file of a form. */
export interface FormFile {
  /** Name of the field, and of the file. */
  name: string;
  contentType: string;
  size: number;
}

/** Writes a form around a file whose content comes in pieces. Of a blob, fetch reads 64 KB at a time, which is half as fast. */
export async function fileForm({ name, contentType, size }: FormFile): Promise<FileForm> {
  const form = new FormData();
  form.append(name, new Blob([], { type: contentType }), name);
  // Around a file that is empty, the platform writes all that a form has.
  const empty = new Response(form);
  const bytes = new Uint8Array(await empty.arrayBuffer());
  const start = Buffer.from(bytes.buffer).indexOf("\r\n\r\n") + 4;
  return {
    contentType: empty.headers.get("content-type") ?? "",
    size: bytes.length + size,
    async *around(content) {
      yield bytes.slice(0, start);
      yield* content;
      yield bytes.slice(start);
    },
  };
}
