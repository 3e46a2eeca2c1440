import { ClearMLError } from "@clearml-ts/protocol";

/** Thrown when a configuration file is there already; it is left as it is. */
export class ConfigExistsError extends ClearMLError {
  override name = "ConfigExistsError";

  constructor(
    /** The file. */
    readonly path: string,
    options?: ErrorOptions,
  ) {
    super(
      `${path} is there already and was left as it is. Pass --force to replace it, or --file for another place.`,
      options,
    );
  }
}

/** Thrown when the settings that were given do not say how to connect. */
export class IncompleteSetupError extends ClearMLError {
  override name = "IncompleteSetupError";

  constructor(
    /** What is missing, as people call it. */
    readonly missing: readonly string[],
  ) {
    super(
      `The setup lacks the ${new Intl.ListFormat("en").format(missing)}. Paste the whole block of the web page (Settings, Workspace, Create new credentials), or set CLEARML_API_HOST, CLEARML_API_ACCESS_KEY and CLEARML_API_SECRET_KEY.`,
    );
  }
}
