import { PipelineDefinitionError } from "../../errors.ts";

/** Version of the first run of a pipeline that was not given one. */
export const FIRST_VERSION = "1.0.0";

/** Versions as the Python SDK accepts them: PEP 440, in the spellings that it normalises to. */
const pattern =
  /^v?(?:\d+!)?\d+(?:\.\d+)*(?:[-_.]?(?:alpha|beta|preview|pre|rc|a|b|c)[-_.]?\d*)?(?:-\d+|[-_.]?(?:post|rev|r)[-_.]?\d*)?(?:[-_.]?dev[-_.]?\d*)?(?:\+[a-z\d]+(?:[-_.][a-z\d]+)*)?$/i;

/** Tells whether Python's `PipelineController` accepts a version. */
export function isVersion(version: string): boolean {
  return pattern.test(version);
}

/**
 * Checks a version that a user gave.
 *
 * @throws {@link PipelineDefinitionError} when Python's `PipelineController` would refuse it.
 */
export function checkVersion(version: string): void {
  if (!isVersion(version)) {
    throw new PipelineDefinitionError(
      `"${version}" is not a version of a pipeline. Use one such as "1.2.0" or "2.0rc1".`,
    );
  }
}

/** The version after another one: its last number, local part aside, plus one. */
export function nextVersion(version: string): string {
  const [release = "", ...local] = version.trim().replace(/^v/i, "").split("+");
  const next = /\d$/.test(release) ? release.replace(/\d+$/, (digits) => String(BigInt(digits) + 1n)) : `${release}1`;
  return [next, ...local].join("+");
}
