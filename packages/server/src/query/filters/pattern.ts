import { results } from "@clearml-ts/protocol";
import { RE2JS, RE2JSSyntaxException } from "re2js";
import { ApiFailure } from "../../errors.ts";

/** A text that a pattern asks for without any wildcard. */
export interface Literal {
  readonly text: string;
  /** The value begins with it. */
  readonly atStart: boolean;
  /** The value ends with it. */
  readonly atEnd: boolean;
}

/** A regular expression as clients send them: unanchored, in the dialect of Python and PCRE. */
export interface Pattern {
  readonly source: string;
  readonly ignoreCase: boolean;
  /** The alternatives, when each of them is plain text: what SQL can look up. */
  readonly literals: readonly Literal[] | undefined;
  /** Whether the pattern is found in the text, in time linear in its length. */
  test(text: string): boolean;
}

/** Reads a regular expression. Literal ones (`^My\ project$`, `^a$|^a/b$`) are told apart, so that they can use an index. */
export function parsePattern(source: string, options: { ignoreCase?: boolean } = {}): Pattern {
  const { ignoreCase = false } = options;
  const literals = parseLiterals(source);
  // SQL folds ASCII only, so other letters are left to the regular expression.
  if (literals && (!ignoreCase || isAscii(source))) {
    return {
      source,
      ignoreCase,
      literals,
      test: (text) => literals.some((literal) => hasLiteral(text, literal, ignoreCase)),
    };
  }
  const expression = compile(source, ignoreCase);
  return { source, ignoreCase, literals: undefined, test: (text) => expression.matcher(text).find() };
}

/** Lower-cases the letters that SQL's `lower()` does. */
function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function hasLiteral(value: string, literal: Literal, ignoreCase: boolean): boolean {
  const [text, wanted] = ignoreCase ? [lowerAscii(value), lowerAscii(literal.text)] : [value, literal.text];
  if (literal.atStart && literal.atEnd) {
    return text === wanted;
  }
  if (literal.atStart) {
    return text.startsWith(wanted);
  }
  if (literal.atEnd) {
    return text.endsWith(wanted);
  }
  return text.includes(wanted);
}

function compile(source: string, ignoreCase: boolean): RE2JS {
  try {
    // An escaped non-ASCII character stands for itself in PCRE; RE2 takes no such escape.
    const portable = source.replace(/\\(\\|[^\p{ASCII}])/gu, (found, escaped: string) =>
      escaped === "\\" ? found : escaped,
    );
    return RE2JS.compile(portable, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) {
      throw error;
    }
    throw new ApiFailure(results.invalidRegex, { detail: error.message, fields: { pattern: source }, cause: error });
  }
}

/** Reads a pattern made of plain text, anchors at its ends and top-level alternatives; `undefined` for any other. */
function parseLiterals(source: string): Literal[] | undefined {
  const literals: Literal[] = [];
  let current = { text: "", atStart: false, atEnd: false };
  let isFirst = true;
  for (let index = 0; index < source.length; index += 1) {
    let character = source.charAt(index);
    if (character === "|") {
      literals.push(current);
      current = { text: "", atStart: false, atEnd: false };
      isFirst = true;
      continue;
    }
    if (current.atEnd) {
      return undefined;
    }
    if (character === "^") {
      if (!isFirst) {
        return undefined;
      }
      current.atStart = true;
    } else if (character === "$") {
      current.atEnd = true;
    } else if (/[.*+?()[\]{}]/.test(character)) {
      return undefined;
    } else {
      if (character === "\\") {
        index += 1;
        character = source.charAt(index);
        // A backslash before a letter or digit is a class, an anchor or a back reference.
        if (character === "" || /[\p{L}\p{N}]/u.test(character)) {
          return undefined;
        }
      }
      current.text += character;
    }
    isFirst = false;
  }
  literals.push(current);
  return literals.length <= MAX_ALTERNATIVES ? literals : undefined;
}

/** SQLite limits the depth of an expression to 1,000. */
const MAX_ALTERNATIVES = 200;

function isAscii(text: string): boolean {
  return !/[^\p{ASCII}]/u.test(text);
}
