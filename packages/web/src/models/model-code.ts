/** Programs that read the weights of a model, by their languages. */
export function modelCode(id: string): Record<string, string> {
  return {
    TypeScript: [
      'import { InputModel } from "clearml-ts";',
      "",
      `const model = await InputModel.get({ id: "${id}" });`,
      "const file = await model.getLocalCopy();",
    ].join("\n"),
    Python: [
      "from clearml import InputModel",
      "",
      `model = InputModel(model_id="${id}")`,
      "file = model.get_local_copy()",
    ].join("\n"),
  };
}
