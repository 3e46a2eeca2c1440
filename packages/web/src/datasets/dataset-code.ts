/** Programs that read the files of a version, by their languages. */
export function datasetCode(id: string): Record<string, string> {
  return {
    TypeScript: [
      'import { Dataset } from "clearml-ts";',
      "",
      `const dataset = await Dataset.get({ id: "${id}" });`,
      "const folder = await dataset.getLocalCopy();",
    ].join("\n"),
    Python: [
      "from clearml import Dataset",
      "",
      `dataset = Dataset.get(dataset_id="${id}")`,
      "folder = dataset.get_local_copy()",
    ].join("\n"),
  };
}
