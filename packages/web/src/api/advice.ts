import type { Texts } from "../language/texts.ts";

/** A sentence of the dictionary that says what to do. */
export type Advice = keyof Texts["problems"]["advice"];

const BY_RESULT: Readonly<Record<string, Advice>> = {
  "400/101": "gone",
  "400/110": "otherStatus",
  "400/111": "otherStatus",
  "400/112": "otherStatus",
  "400/113": "published",
  "400/121": "otherStatus",
  "400/123": "archiveFirst",
  "400/125": "otherStatus",
  "400/129": "otherStatus",
  "400/130": "gone",
  "400/201": "gone",
  "400/205": "inUse",
  "400/401": "gone",
  "400/701": "gone",
  "400/706": "otherStatus",
};

const BY_CODE: Readonly<Record<string, Advice>> = {
  "401": "signIn",
  "403": "notAllowed",
  "500": "serverFault",
  "503": "serverFault",
};

/** The advice that helps against a refusal, by its `code/subcode`; undefined where the server's own text says it all. */
export function adviceOn(result: string): Advice | undefined {
  return BY_RESULT[result] ?? BY_CODE[result.split("/")[0] ?? ""];
}
