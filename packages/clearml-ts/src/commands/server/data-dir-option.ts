import { Option } from "commander";
import { notEmpty } from "../not-empty.ts";

/** The option that names the folder of a server. */
export function dataDirOption(): Option {
  return new Option(
    "--data-dir <path>",
    "where everything is kept (default: $CLEARML_TS_DATA_DIR, or ~/.clearml-ts)",
  ).argParser(notEmpty);
}
