import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../errors.ts";

/** The size of the largest document that the official server's database takes. */
const MAX_DOCUMENT = 16 * 1024 * 1024;

/**
 * Bytes of a record in binary JSON up to which it is small enough, whatever is in it: `false` takes one byte there, and six characters
 * with its comma.
 */
export const SMALL_DOCUMENT = MAX_DOCUMENT / 6;

/**
 * Refuses a record that is so large that whoever reads or changes it keeps everybody else waiting for seconds.
 *
 * @throws {@link ApiFailure} 400/800
 */
export function limitDocument({ length }: { readonly length: number }): void {
  if (length <= MAX_DOCUMENT) {
    return;
  }
  throw new ApiFailure(results.dataValidationError, {
    detail: `a record holds at most ${MAX_DOCUMENT} characters, and this one ${length}`,
  });
}
