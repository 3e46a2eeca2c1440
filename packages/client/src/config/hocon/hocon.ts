import { ConfigError } from "../../errors.ts";
import type { HoconNode, ObjectNode, Part, ValueNode } from "./hocon-nodes.ts";
import { parseHocon } from "./hocon-parser.ts";

/** A value of a configuration file. */
export type ConfigValue = string | number | boolean | null | ConfigValue[] | ConfigTree;

/** The settings of a configuration file. */
export interface ConfigTree {
  [key: string]: ConfigValue;
}

/** A configuration file that was read. */
export interface ConfigFile {
  path: string;
  text: string;
}

/**
 * Merges configuration files, later ones over earlier ones, and replaces `${NAME}` by its value: another setting,
 * or an environment variable.
 * @throws {@link ConfigError} when a file cannot be parsed; it names file, line and column.
 */
export function readSettings(files: readonly ConfigFile[], env: NodeJS.ProcessEnv): ConfigTree {
  return files.reduce<ConfigTree>((settings, { path, text }) => {
    return merge(settings, new Resolver(parseHocon(text, path), env).settings());
  }, {});
}

/**
 * Reads a text of HOCON that has all it needs in itself, such as a configuration object of a task; the name is for
 * messages.
 * @throws {@link ConfigError} when it cannot be parsed; it says line and column.
 */
export function readHocon(text: string, name: string): ConfigTree | ConfigValue[] {
  const isList = /^\s*\[/.test(text);
  const settings = readSettings([{ path: name, text: isList ? `root = ${text.trimStart()}` : text }], {});
  return isList ? (settings["root"] as ConfigValue[]) : settings;
}

class Resolver {
  /** Values that are being worked out, so that `list = ${list} [3]` finds what was there before itself, and `a.b = ${a}` no end. */
  readonly #open = new Set<HoconNode>();

  constructor(
    readonly root: ObjectNode,
    readonly env: NodeJS.ProcessEnv,
  ) {}

  settings(): ConfigTree {
    return this.#object(this.root);
  }

  #object(node: ObjectNode): ConfigTree {
    this.#open.add(node);
    try {
      const tree: ConfigTree = {};
      for (const [key, assigned] of node.fields) {
        const value = this.#last(assigned);
        if (value !== undefined) {
          define(tree, key, value);
        }
      }
      return tree;
    } finally {
      this.#open.delete(node);
    }
  }

  /** The value of a key after a series of assignments: objects merge, anything else replaces, and what is replaced is not worked out. */
  #last(assigned: readonly HoconNode[]): ConfigValue | undefined {
    let result: ConfigValue | undefined;
    const first = assigned.findLastIndex((node) => node.kind === "value" && !node.append && replaces(node));
    for (const node of assigned.slice(Math.max(0, first))) {
      const value = node.kind === "object" ? this.#object(node) : this.#value(node, result);
      if (value === undefined) {
        continue;
      }
      result = isTree(result) && isTree(value) ? merge(result, value) : value;
    }
    return result;
  }

  #value(node: ValueNode, before: ConfigValue | undefined): ConfigValue | undefined {
    this.#open.add(node);
    try {
      const value = this.#join(trimBlanks(node.parts));
      if (!node.append || value === undefined) {
        return value;
      }
      const list = before === undefined ? [] : Array.isArray(before) ? before : [before];
      return Array.isArray(value) ? [...list, ...value] : [...list, value];
    } finally {
      this.#open.delete(node);
    }
  }

  #join(parts: Part[]): ConfigValue | undefined {
    const [only] = parts;
    if (only === undefined) {
      return "";
    }
    if (parts.length === 1) {
      return this.#part(only);
    }
    if (parts.every(({ kind }) => kind === "text" || kind === "blank")) {
      return parts.map((part) => ("text" in part ? part.text : "")).join("");
    }
    const values = parts.map((part) => ({ value: this.#part(part), blank: part.kind === "blank" }));
    const present = values.filter(({ value, blank }) => value !== undefined && !blank).map(({ value }) => value);
    if (present.length === 0) {
      return undefined;
    }
    if (present.every(isTree)) {
      return present.reduce(merge);
    }
    if (present.every(Array.isArray)) {
      return present.flat();
    }
    return values.map(({ value }) => text(value)).join("");
  }

  #part(part: Part): ConfigValue | undefined {
    switch (part.kind) {
      case "object":
        return this.#object(part);
      case "list":
        return part.items.map((item) => this.#last([item]) ?? null);
      case "reference":
        return this.#reference(part.name, part.optional, part.where);
      case "blank":
        return part.text;
      case "text":
        return part.quoted ? part.text : typed(part.text);
    }
  }

  #reference(name: string, optional: boolean, where: string): ConfigValue | undefined {
    const assigned = name.split(".").reduce<HoconNode[]>((nodes, key) => this.#select(nodes, key), [this.root]);
    const self = assigned.findIndex((node) => this.#open.has(node));
    const value = this.#last(self < 0 ? assigned : assigned.slice(0, self)) ?? this.env[name];
    if (value !== undefined || optional) {
      return value;
    }
    const problem = self < 0 ? "is neither a setting nor an environment variable" : "refers to itself";
    throw new ConfigError(`${where}: \${${name}} ${problem}.`);
  }

  /** The assignments to one key of the value that is assigned here; nothing else is worked out. */
  #select(nodes: HoconNode[], key: string): HoconNode[] {
    let found: HoconNode[] = [];
    for (const node of nodes) {
      if (replaces(node)) {
        found = [];
      }
      for (const part of node.kind === "object" ? [node] : node.parts) {
        if (part.kind === "object") {
          found = [...found, ...(part.fields.get(key) ?? [])];
        }
      }
    }
    return found;
  }
}

/** Whether a value is a plain one, which replaces the object that was there. */
function replaces(node: HoconNode): boolean {
  return node.kind === "value" && node.parts.some(({ kind }) => kind === "text" || kind === "list");
}

/** Puts one tree over another: trees merge, anything else replaces. */
function merge(below: ConfigTree, above: ConfigTree): ConfigTree {
  const merged = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const existing = merged[key];
    define(merged, key, isTree(existing) && isTree(value) ? merge(existing, value) : value);
  }
  return merged;
}

/** A key named `__proto__` is a key like any other. */
function define(tree: ConfigTree, key: string, value: ConfigValue): void {
  Object.defineProperty(tree, key, { value, enumerable: true, writable: true, configurable: true });
}

/** Tells a tree from the other kinds of value. */
export function isTree(value: unknown): value is ConfigTree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function trimBlanks(parts: Part[]): Part[] {
  const start = parts.findIndex(({ kind }) => kind !== "blank");
  const end = parts.findLastIndex(({ kind }) => kind !== "blank");
  return start < 0 ? [] : parts.slice(start, end + 1);
}

function typed(plain: string): ConfigValue {
  const word = plain.toLowerCase();
  if (word === "true" || word === "false") {
    return word === "true";
  }
  if (word === "null") {
    return null;
  }
  const isNumber = /^[+-]?(\d*\.\d+|\d+(\.\d+)?)(e[+-]?\d+)?$/.test(word);
  // Ids of digits stay texts where a number would lose digits.
  return isNumber && (!/^[+-]?\d+$/.test(word) || Number.isSafeInteger(Number(word))) ? Number(word) : plain;
}

function text(value: ConfigValue | undefined): string {
  if (value === undefined) {
    return "";
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
