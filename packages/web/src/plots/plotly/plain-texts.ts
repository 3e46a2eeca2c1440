import { isObject } from "../figure.ts";

/** Links, and styles inside of a text: both are attributes that the policy of the page refuses, and a plot is not a place for links. */
const LINK = /<\/?a\b[^>]*>/gi;
const STYLED = /<span\b[^>]*>|<\/span>/gi;

/** A part of a figure without links and styles in its texts. */
export function withPlainTexts<Value>(value: Value): Value {
  return plain(value) as Value;
}

function plain(value: unknown): unknown {
  if (typeof value === "string") {
    return value.includes("<") ? value.replace(LINK, "").replace(STYLED, "") : value;
  }
  if (Array.isArray(value)) {
    // Most lists are numbers, and long.
    return value.some((item) => typeof item === "string" || typeof item === "object") ? value.map(plain) : value;
  }
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)])) : value;
}
