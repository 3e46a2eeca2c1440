import type { Attack } from "./attack.ts";
import { deleteTooMany } from "./delete-many.ts";
import { uploadManyParts } from "./form-of-many-parts.ts";
import { sendLargeBatches } from "./large-batches.ts";
import { sendLargeJson } from "./large-json.ts";
import { storeManyParameters } from "./many-parameters.ts";
import { guessSecrets } from "./secret-flood.ts";
import { sendSlowly } from "./slow-bodies.ts";

/** Everything that is tried on a server, by name. */
export const attacks: Readonly<Record<string, Attack>> = {
  "large JSON": sendLargeJson,
  "large batches": sendLargeBatches,
  "a deletion of many files": deleteTooMany,
  "forms of many parts": uploadManyParts,
  "many parameters": storeManyParameters,
  "guesses at a secret": guessSecrets,
  "slow bodies": sendSlowly,
};
