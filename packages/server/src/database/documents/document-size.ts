import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../errors.ts";

/** The size of the largest document that the official server's database takes. */
const MAX_DOCUMENT = 16 * 1024 * 1024;

/**
 * Refuses a record that is so large that whoever reads or changes it keeps everybody else waiting for seconds.
 *
 * @throws {@link ApiFailure} 400/800
 */
export function limitDocument(json: string): void {
  if (json.length <= MAX_DOCUMENT) {
    return;
  }
  throw new ApiFailure(results.dataValidationError, {
    detail: `a record holds at most ${MAX_DOCUMENT} characters, and this one ${json.length}`,
  });
}
