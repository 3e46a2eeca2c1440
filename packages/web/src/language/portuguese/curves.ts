import type { Texts } from "../texts.ts";

/** Texts of the curves of a task, in Brazilian Portuguese. */
export const curves: Texts["curves"] = {
  search: "Parte do nome de uma métrica",
  axis: "Eixo horizontal",
  iteration: "iteração",
  time: "tempo",
  smoothing: "suavização",
  logarithmic: "log",
  noScalars: "Nenhum escalar.",
  showAll: "Mostrar tudo",
};
