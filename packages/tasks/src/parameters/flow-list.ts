/** A value in a list. */
type FlowValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly FlowValue[]
  | { readonly [key: string]: FlowValue };

/**
 * Reads one line of YAML between brackets, as PyYAML's `safe_load` does: `a, 'b', [1, 0x10], {c: yes}`. Two things differ: dates stay
 * texts, and anchors and tags are refused. The library that reads whole files of YAML takes as long to load as all the rest of this
 * package, and nearly no program has such a list.
 *
 * @throws {@link SyntaxError} when it is not such a line.
 */
export function readFlowList(text: string): FlowValue[] {
  if (/[\p{Cc}\u2028\u2029]/u.test(text)) {
    throw new SyntaxError("A list must be on one line, without tabs.");
  }
  const reader = new FlowReader(`${text}]`);
  const list = reader.list();
  reader.end();
  return list;
}

/** The letters that no text without quotes begins with, and those that end one. A hyphen and a colon depend on what follows. */
const PLAIN =
  /(?:[^ ?:,[\]{}#&*!|>'"%@`-]|-(?! |$))(?:[^ ,?[\]{}:]|:(?![ ,[\]{}]|$)| +(?=[^ #,?[\]{}:]|:(?![ ,[\]{}]|$)))*/y;

const QUOTED = /'((?:[^']|'')*)'|"((?:[^"\\]|\\.)*)"/y;

class FlowReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads items up to the bracket that closes the list. */
  list(): FlowValue[] {
    const items: FlowValue[] = [];
    while (!this.#takes("]")) {
      const item = this.#value();
      items.push(this.#takes(":") ? { [keyOf(item)]: this.#valueOrNull() } : item);
      this.#separate("]");
    }
    return items;
  }

  end(): void {
    if (this.#next() !== undefined) {
      this.#refuse();
    }
  }

  #map(): { [key: string]: FlowValue } {
    const entries: [string, FlowValue][] = [];
    while (!this.#takes("}")) {
      const key = keyOf(this.#value());
      entries.push([key, this.#takes(":") ? this.#valueOrNull() : null]);
      this.#separate("}");
    }
    return Object.fromEntries(entries);
  }

  #value(): FlowValue {
    if (this.#takes("[")) {
      return this.list();
    }
    if (this.#takes("{")) {
      return this.#map();
    }
    const [quoted, single, double] = this.#match(QUOTED) ?? [];
    if (quoted !== undefined) {
      return double === undefined ? (single ?? "").replaceAll("''", "'") : unescaped(double);
    }
    const [plain] = this.#match(PLAIN) ?? this.#refuse();
    return plainValue(plain);
  }

  #valueOrNull(): FlowValue {
    const next = this.#next();
    return next === "," || next === "]" || next === "}" ? null : this.#value();
  }

  /** Whatever comes next is another item, or the end. */
  #separate(end: string): void {
    if (!this.#takes(",") && this.#next() !== end) {
      this.#refuse();
    }
  }

  /** The next letter that is not a space. */
  #next(): string | undefined {
    while (this.#text[this.#at] === " ") {
      this.#at += 1;
    }
    return this.#text[this.#at];
  }

  #takes(letter: string): boolean {
    const isNext = this.#next() === letter;
    this.#at += isNext ? 1 : 0;
    return isNext;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    this.#next();
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text) ?? undefined;
    this.#at += match?.[0].length ?? 0;
    return match;
  }

  #refuse(): never {
    throw new SyntaxError(`There is no value of a list at ${this.#at}.`);
  }
}

function keyOf(value: FlowValue): string {
  if (typeof value === "object" && value !== null) {
    throw new SyntaxError("A list or an object cannot be a key.");
  }
  return String(value);
}

/** The value of a text without quotes. @throws {@link SyntaxError} for the two that mean something else in YAML. */
function plainValue(text: string): FlowValue {
  if (/^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/.test(text)) {
    return true;
  }
  if (/^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/.test(text)) {
    return false;
  }
  if (/^(?:~|null|Null|NULL)$/.test(text)) {
    return null;
  }
  if (text === "=" || text === "<<") {
    throw new SyntaxError(`${text} is not a value.`);
  }
  return numberIn(text) ?? text;
}

/** The number that a text is in YAML 1.1, or as Python writes it in a list; ints beyond 2^53 are bigints. */
function numberIn(text: string): number | bigint | undefined {
  const sign = text.startsWith("-") ? -1 : 1;
  const digits = text.replace(/^[-+]/, "").replaceAll("_", "");
  if (/^[-+]?(?:0b[01_]+|0[0-7_]+|0x[\da-fA-F_]+|0|[1-9][\d_]*)$/.test(text)) {
    const value = BigInt(sign) * BigInt(digits.replace(/^0(?=\d)/, "0o"));
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  }
  if (/^(?:[-+]?\d[\d_]*\.[\d_]*|\.\d[\d_]*)(?:[eE][-+]\d+)?$/.test(text)) {
    return sign * Number(digits);
  }
  if (/^[-+]?(?:[1-9][\d_]*(?::[0-5]?\d)+|\d[\d_]*(?::[0-5]?\d)+\.[\d_]*)$/.test(text)) {
    // Hours, minutes and seconds, each sixty of the next.
    return sign * digits.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  }
  // Python's lists have the last two; NaN has no sign in YAML.
  const [, special] = /^[-+]?(\.inf|\.Inf|\.INF|inf|nan)$|^\.(?:nan|NaN|NAN)$/.exec(text) ?? [];
  if (special === undefined) {
    return /^\.(?:nan|NaN|NAN)$/.test(text) ? Number.NaN : undefined;
  }
  return special === "nan" ? Number.NaN : sign * Number.POSITIVE_INFINITY;
}

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ "0": "\0", a: "\x07", b: "\b", t: "\t", n: "\n", v: "\v", f: "\f", r: "\r", e: "\x1b" },
  ...{ " ": " ", '"': '"', "\\": "\\", "/": "/", N: "\x85", _: "\xa0", L: "\u2028", P: "\u2029" },
};

function unescaped(text: string): string {
  return text.replace(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/gu,
    (_, x: string | undefined, u: string | undefined, U: string | undefined, letter: string | undefined) => {
      const known =
        letter === undefined ? String.fromCodePoint(Number.parseInt(x ?? u ?? U ?? "", 16)) : ESCAPES[letter];
      if (known === undefined) {
        throw new SyntaxError(`\\${letter} is not a letter.`);
      }
      return known;
    },
  );
}
