import { md5 } from "@clearml-ts/archive";
import { pythonJson } from "@clearml-ts/protocol";

/** Hashes a value as the Python SDK hashes the inputs of a cached step. Reference: `clearml/storage/hashing.py`. */
export function pythonHash(value: unknown): string {
  return md5(`1337${pythonJson(value, { sortKeys: true })}`);
}
