import type { Texts } from "../../texts.ts";

/** Texts of the artifacts of a task, in Brazilian Portuguese. */
export const artifacts: Texts["artifacts"] = {
  none: "A tarefa não tem artefatos nem modelos.",
  models: "Modelos",
  files: "Artefatos",
  input: "entrada",
  output: "saída",
  look: "Ver o arquivo",
  close: "Fechar o arquivo",
  beginning: (size) => `Este é o começo do arquivo, os primeiros ${size}.`,
  more: "Ler mais",
  emptyFile: "O arquivo está vazio.",
  unreadable: "O arquivo não pode ser lido.",
  contentOf: (name) => `Conteúdo de ${name}`,
};
