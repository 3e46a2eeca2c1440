import type { Readable } from "node:stream";
import { type ReadStreamOptions, ZipFile } from "yazl";

/**
 * yazl takes a backslash for a slash and `x:` for a drive, on every platform. In the zips of Python they are letters of a
 * name, except on Windows, so entries are added under a name that yazl leaves alone and get their own before it writes.
 */
export class ZipOfNames extends ZipFile {
  #name = "";

  constructor() {
    super();
    const { entries } = this as unknown as { entries: { utf8FileName: Buffer }[] };
    entries.push = (...added) => {
      for (const entry of added) {
        entries[entries.length] = Object.assign(entry, { utf8FileName: Buffer.from(this.#name) });
      }
      return entries.length;
    };
  }

  addNamed(content: Readable, name: string, options: Partial<ReadStreamOptions>): void {
    this.#name = name;
    this.addReadStream(content, "entry", options);
  }
}
