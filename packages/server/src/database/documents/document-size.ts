import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../errors.ts";

/** What the official server's database takes as one document. */
const MAX_DOCUMENT = 16 * 1024 * 1024;

/**
 * Refuses a record that is so large that whoever reads or changes it keeps everybody else waiting for seconds.
 *
 * @throws ApiFailure 400/800
 */
export function limitDocument(json: string): void {
  if (json.length <= MAX_DOCUMENT) {
    return;
  }
  throw new ApiFailure(results.dataValidationError, {
    detail: `a record holds at most ${MAX_DOCUMENT} characters, and this one ${json.length}`,
  });
}
