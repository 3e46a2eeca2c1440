import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ArtifactBody } from "./artifact-value.ts";
import { ArtifactError } from "./errors.ts";
import { writeNpz } from "./formats/npz.ts";
import type { NumpyArray } from "./formats/numpy-array.ts";

/** Items of a longer array that its preview shows. */
const SHOWN = 100;

/**
 * Makes the body of an array that Python reads as a NumPy array.
 *
 * @throws {@link ArtifactError} when a zip cannot have an entry of the artifact's name.
 */
export async function numpyBody(name: string, array: NumpyArray): Promise<ArtifactBody> {
  const workspace = await mkdtemp(join(tmpdir(), "clearml-artifact-"));
  const path = join(workspace, "array.npz");
  const discard = () => rm(workspace, { recursive: true, force: true });
  try {
    await writeNpz(path, name, array);
  } catch (cause) {
    await discard();
    throw new ArtifactError(name, `cannot be stored as a NumPy array: ${(cause as Error).message}`, { cause });
  }
  return {
    type: "numpy",
    contentType: "application/numpy",
    preview: previewOf(array),
    content: { kind: "file", path, fileName: `${name}.npz` },
    discard,
  };
}

function previewOf({ data, shape }: NumpyArray): string {
  const items = Array.from<unknown>(data.slice(0, SHOWN)).join(", ");
  const rest = data.length > SHOWN ? ", ..." : "";
  return `array([${items}${rest}], shape=(${shape.join(", ")}${shape.length === 1 ? "," : ""}))`;
}
