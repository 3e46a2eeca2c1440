import { ClearMLError } from "@clearml-ts/protocol";
import { InvalidArgumentError } from "commander";

/** A parameter of a pipeline with the text that is to take the place of its own. */
export interface GivenArgument {
  name: string;
  value: string;
}

/** Takes one `name=value` more. */
export function addArgument(text: string, known: readonly GivenArgument[] = []): GivenArgument[] {
  const at = text.indexOf("=");
  const name = text.slice(0, at).trim();
  if (at < 1 || name === "") {
    throw new InvalidArgumentError("It must be name=value.");
  }
  return [...known, { name, value: text.slice(at + 1) }];
}

/** Thrown when a pipeline does not have a parameter that it is to be run with. */
class UnknownParameterError extends ClearMLError {
  override name = "UnknownParameterError";

  constructor(
    readonly parameter: string,
    readonly known: readonly string[],
  ) {
    const names = known.length === 0 ? "It has none." : `It has ${known.join(", ")}.`;
    super(`The pipeline has no parameter "${parameter}". ${names}`);
  }
}

/**
 * Checks that a pipeline has all parameters that are given: one that it does not have would be ignored by its program.
 *
 * @throws {@link UnknownParameterError} when it has not.
 */
export function checkArguments(given: readonly GivenArgument[], known: readonly string[]): void {
  const stranger = given.find(({ name }) => !known.includes(name));
  if (stranger !== undefined) {
    throw new UnknownParameterError(stranger.name, known);
  }
}
