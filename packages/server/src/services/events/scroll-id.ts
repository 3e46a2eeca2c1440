import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../errors.ts";

/** The scroll id of a listing that has nothing more to give. */
export const EXHAUSTED = "FFFF";

/** Writes where a listing stopped as an id that tells the client nothing. */
export function writeScrollId(position: Readonly<Record<string, unknown>>): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/**
 * Reads where a listing stopped.
 *
 * @throws {@link ApiFailure} 400/1104 for an id that this server did not make for this listing.
 */
export function readScrollId<Position>(scrollId: string, isPosition: (value: unknown) => value is Position): Position {
  try {
    const position: unknown = JSON.parse(Buffer.from(scrollId, "base64url").toString("utf8"));
    if (isPosition(position)) {
      return position;
    }
  } catch {
    // Not even JSON: refused below, like any other foreign id.
  }
  throw new ApiFailure(results.invalidScrollId, { fields: { scroll_id: scrollId } });
}
