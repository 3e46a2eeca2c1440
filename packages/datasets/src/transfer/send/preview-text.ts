/** Limits of the previews in the record of an artifact, and of all artifacts of a version together. */
const MAX_LINES = 15_000;
const MAX_SIZE = 32 * 1024;
const MAX_TOTAL = 320 * 1024;
const TRUNCATED = "...\ntruncated (too many files to preview)";

/** The lists of files that are shown beside the zips of one upload, cut off where they get too long. */
export class PreviewText {
  #total = 0;

  /** Starts the list of one zip. */
  start(): { add(line: () => string): void; readonly text: string } {
    let text = "";
    let lines = 0;
    let isCut = false;
    return {
      add: (line) => {
        if (isCut) {
          return;
        }
        isCut = lines >= MAX_LINES || text.length > MAX_SIZE || this.#total > MAX_TOTAL;
        const addition = isCut ? TRUNCATED : `${line()}\n`;
        text += addition;
        lines += 1;
        this.#total += addition.length;
      },
      get text() {
        return text;
      },
    };
  }
}
