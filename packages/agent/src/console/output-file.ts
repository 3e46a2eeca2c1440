import { appendFile, open } from "node:fs/promises";

/** The file with what a program has printed. */
export class OutputFile {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Reads bytes from a position on; fewer than asked for at the end, and none when there is no such file yet. */
  async read(position: number, length: number): Promise<Buffer> {
    const file = await open(this.path, "r").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") {
        return undefined;
      }
      throw error;
    });
    try {
      const { buffer, bytesRead } = (await file?.read(Buffer.alloc(length), 0, length, position)) ?? {
        buffer: Buffer.alloc(0),
        bytesRead: 0,
      };
      return buffer.subarray(0, bytesRead);
    } finally {
      await file?.close();
    }
  }

  /** Adds text of the agent's own. */
  async add(text: string): Promise<void> {
    await appendFile(this.path, text, { mode: 0o600 });
  }
}
