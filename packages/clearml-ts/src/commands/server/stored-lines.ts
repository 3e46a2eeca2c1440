import { formatSize } from "@clearml-ts/archive";
import { say } from "../../language/say.ts";

/** Sizes of the content of a backup. */
interface Stored {
  databaseBytes: number;
  files: number;
  fileBytes: number;
}

/** The content of a backup in two lines for people. */
export function storedLines({ databaseBytes, files, fileBytes }: Stored): string {
  return say`  database  ${formatSize(databaseBytes)}
  files     ${files} of ${formatSize(fileBytes)} in all`;
}
