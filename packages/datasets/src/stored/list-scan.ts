const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];

/**
 * Takes the items of some lists out of the text of a JSON object, one by one as the text comes in: the text of a million items
 * is longer than a string may be, and their values would be in memory twice.
 */
export class ListScan {
  readonly #lists: ReadonlySet<string>;
  readonly #onItem: (list: string, item: string) => void;
  /** The text without the items. */
  readonly #rest: string[] = [];
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  /** The last string directly in the object, or as much of it as has come: a key, or a value. */
  #key = "";
  /** The list that is being read. */
  #list: string | undefined;
  #items = 0;
  /** The part of an item that came before. */
  #begun = "";

  /**
   * @param lists Keys of the lists.
   * @param onItem Is told the text of each item, which need not be JSON.
   */
  constructor(lists: readonly string[], onItem: (list: string, item: string) => void) {
    this.#lists = new Set(lists);
    this.#onItem = onItem;
  }

  /** Reads some more of the text. */
  push(text: string): void {
    let from = 0;
    let keyStart = 0;
    // Most characters are in strings, and of these most say nothing.
    let isInString = this.#isInString;
    let isEscaped = this.#isEscaped;
    for (let at = 0; at < text.length; at += 1) {
      const char = text.charCodeAt(at);
      if (isInString) {
        if (isEscaped) {
          isEscaped = false;
        } else if (char === BACKSLASH) {
          isEscaped = true;
        } else if (char === QUOTE) {
          isInString = false;
          if (this.#depth === 1) {
            this.#key += text.slice(keyStart, at);
          }
        }
      } else if (char === QUOTE) {
        isInString = true;
        if (this.#depth === 1) {
          this.#key = "";
          keyStart = at + 1;
        }
      } else if (char === COMMA) {
        if (this.#list !== undefined && this.#depth === 2) {
          this.#endItem(this.#list, text.slice(from, at));
          from = at + 1;
        }
      } else if (char === OPEN_BRACE || char === OPEN_BRACKET) {
        this.#depth += 1;
        if (char === OPEN_BRACKET && this.#depth === 2 && this.#lists.has(this.#key)) {
          this.#rest.push(text.slice(from, at + 1));
          from = at + 1;
          this.#list = this.#key;
          this.#items = 0;
        }
      } else if (char === CLOSE_BRACE || char === CLOSE_BRACKET) {
        this.#depth -= 1;
        if (this.#list !== undefined && this.#depth === 1) {
          this.#endList(this.#list, text.slice(from, at));
          from = at;
        }
      }
    }
    this.#isInString = isInString;
    this.#isEscaped = isEscaped;
    if (isInString && this.#depth === 1) {
      this.#key += text.slice(keyStart);
    }
    const left = text.slice(from);
    if (this.#list === undefined) {
      this.#rest.push(left);
    } else {
      this.#begun += left;
    }
  }

  /** Returns the text that was read, in which the lists have no items. */
  end(): string {
    return this.#rest.join("");
  }

  #endItem(list: string, text: string): void {
    const item = this.#begun + text;
    this.#begun = "";
    this.#items += 1;
    this.#onItem(list, item);
  }

  #endList(list: string, text: string): void {
    if (this.#items > 0 || (this.#begun + text).trim() !== "") {
      this.#endItem(list, text);
    }
    this.#begun = "";
    this.#list = undefined;
  }
}
