import { counting } from "../../counting.ts";
import type { Texts } from "../../texts.ts";

const count = counting("pt-BR");

/** Texts of the curves of a task, in Brazilian Portuguese. */
export const curves: Texts["curves"] = {
  search: "Parte do nome de uma métrica",
  axis: "Eixo horizontal",
  axes: { iter: "iteração", timestamp: "hora", relative: "tempo desde o início" },
  anotherMetric: "outra métrica…",
  metricAcross: "Métrica na horizontal",
  smoothing: "suavização",
  logarithmic: "log y",
  logarithmicX: "log x",
  noScalars: "Nenhum escalar.",
  showAll: "Mostrar tudo",
  allVariants: (variants) => `Mostrar todas as ${variants} variantes`,
  table: "Tabela",
  notFinite: (values) => `${count(values, "valor não é um número", "valores não são números")}`,
};
