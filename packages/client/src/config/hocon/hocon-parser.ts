import { ConfigError } from "../../errors.ts";
import { assign, emptyObject, type HoconNode, type ObjectNode, type Part, type ValueNode } from "./hocon-nodes.ts";

/**
 * Parses HOCON as the Python SDK's parser reads it. The packages on npm follow the specification, in which an unquoted
 * value cannot hold a colon; but `api_server: http://localhost:8008` is what `clearml-init` writes.
 */
export function parseHocon(text: string, file: string): ObjectNode {
  return new Parser(text.replace(/^\uFEFF/, ""), file).document();
}

/** Escapes that mean something; any other backslash stands for itself, as in Windows paths. */
const ESCAPES: Record<string, string> = {
  "\\": "\\",
  "\n": "\n",
  n: "\n",
  r: "\r",
  t: "\t",
  "=": "=",
  "#": "#",
  "!": "!",
  '"': '"',
};

/** Objects and lists inside each other: deeper ones are an accident, and would exhaust the stack of whoever reads them. */
const DEEPEST = 500;

class Parser {
  #at = 0;
  #depth = 0;

  constructor(
    readonly text: string,
    readonly file: string,
  ) {}

  document(): ObjectNode {
    this.#skip(true);
    const braced = this.#take(/\{/y) !== undefined;
    const object = this.#fields(braced ? "}" : undefined);
    this.#skip(true);
    if (this.#at < this.text.length) {
      this.#fail("there is something after the end");
    }
    return object;
  }

  /** Reads `key = value` until the closing brace, or the end of the text. */
  #fields(end: "}" | undefined): ObjectNode {
    const object = emptyObject();
    for (;;) {
      this.#skip(true);
      if (this.#at >= this.text.length) {
        if (end === undefined) {
          return object;
        }
        this.#fail('"}" is missing');
      }
      if (this.text[this.#at] === "}") {
        if (end === undefined) {
          this.#fail('"}" without "{"');
        }
        this.#at += 1;
        return object;
      }
      if (this.#take(/include(?=[ \t]*["(]|[ \t]+(?:url|file|required)\b)/iy)) {
        this.#fail('"include" is not supported: copy the settings into this file');
      }
      const path = this.#key();
      this.#skip(false);
      const operator = this.#take(/\+=|[:=]/y);
      if (operator === undefined && this.text[this.#at] !== "{") {
        this.#fail(`"=" or ":" is missing after ${path.join(".")}`);
      }
      assign(object, path, this.#value(operator === "+="));
    }
  }

  #key(): string[] {
    const path: string[] = [];
    for (;;) {
      const quoted = this.#take(/"(?:[^"\\\n]|\\.)*"/y);
      const name = quoted?.slice(1, -1) ?? this.#take(/[^\s"{}[\]:=+,#.$][^"{}[\]:=+,#.$\r\n]*/y)?.trim();
      if (name === undefined) {
        this.#fail("a key was expected");
      }
      path.push(quoted === undefined ? name : unescaped(name));
      if (path.length > DEEPEST) {
        this.#fail(`a key has more than ${DEEPEST} parts`);
      }
      if (this.#take(/[ \t]*\./y) === undefined) {
        return path;
      }
    }
  }

  #value(append = false): HoconNode {
    this.#skip(false);
    const parts: Part[] = [];
    for (let part = this.#part(); part !== undefined; part = this.#part()) {
      parts.push(part);
    }
    const [first, ...others] = parts.filter(({ kind }) => kind !== "blank");
    return first?.kind === "object" && others.length === 0 && !append
      ? first
      : ({ kind: "value", parts, append } satisfies ValueNode);
  }

  /** Reads the next piece of a value; undefined where the value ends. */
  #part(): Part | undefined {
    const blank = this.#take(/(?:[ \t]|\\\r?\n)+/y);
    if (blank !== undefined) {
      return { kind: "blank", text: blank.replace(/\\\r?\n/g, "") };
    }
    if (this.#take(/\{/y)) {
      return this.#inside(() => this.#fields("}"));
    }
    if (this.#take(/\[/y)) {
      return this.#inside(() => this.#list());
    }
    const block = this.#take(/"""[\s\S]*?"*"""/y);
    if (block !== undefined) {
      return { kind: "text", text: block.slice(3, -3), quoted: true };
    }
    const quoted = this.#take(/"(?:[^"\\\n]|\\.)*"/y);
    if (quoted !== undefined) {
      return { kind: "text", text: unescaped(quoted.slice(1, -1)), quoted: true };
    }
    const start = this.#at;
    const reference = this.#take(/\$\{[^}\n]+\}/y);
    if (reference !== undefined) {
      const where = this.#where(start);
      const optional = reference.startsWith("${?");
      return { kind: "reference", name: reference.slice(optional ? 3 : 2, -1).trim(), optional, where };
    }
    const plain = this.#take(/(?!\/\/)(?:[^\s"{}[\],#$\\]|\$(?!\{)|\\[^\r\n])+/y);
    if (plain !== undefined) {
      return { kind: "text", text: unescaped(plain), quoted: false };
    }
    if (/^(?:$|[\r\n,}\]#]|\/\/)/.test(this.text.slice(this.#at, this.#at + 2))) {
      return undefined;
    }
    return this.#fail("this cannot stand in a value; put it in quotes");
  }

  #inside<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > DEEPEST) {
      this.#fail(`more than ${DEEPEST} objects and lists are inside each other`);
    }
    const part = read();
    this.#depth -= 1;
    return part;
  }

  #list(): Part {
    const items: HoconNode[] = [];
    for (;;) {
      this.#skip(true);
      if (this.#at >= this.text.length) {
        this.#fail('"]" is missing');
      }
      if (this.#take(/\]/y)) {
        return { kind: "list", items };
      }
      const before = this.#at;
      items.push(this.#value());
      if (this.#at === before) {
        this.#fail("a value was expected");
      }
    }
  }

  /** Passes blanks and comments, and between entries also line ends and commas. */
  #skip(lines: boolean): void {
    this.#take(lines ? /(?:[\s,]|(?:#|\/\/)[^\n]*)+/y : /[ \t]+/y);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #where(at = this.#at): string {
    const before = this.text.slice(0, at).split("\n");
    return `${this.file}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
  }

  #fail(problem: string): never {
    throw new ConfigError(`${this.#where()}: ${problem}.`);
  }
}

function unescaped(text: string): string {
  return text.replace(/\\([\s\S])/g, (whole, char: string) => ESCAPES[char] ?? whole);
}
