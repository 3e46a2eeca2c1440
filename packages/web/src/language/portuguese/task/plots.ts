import type { Texts } from "../../texts.ts";

/** Texts of the plots of a task, in Brazilian Portuguese. */
export const plots: Texts["plots"] = {
  title: "Gráficos",
  search: "Parte do nome de um gráfico",
  empty: "Nenhum gráfico.",
  noNumbers: "A figura não tem listas de valores.",
  noPlot: "Nenhum gráfico.",
  iteration: (iteration) => `iteração ${iteration}`,
  earlier: (metric) => `Iteração anterior de ${metric}`,
  newest: (metric) => `Iteração mais recente de ${metric}`,
  notFigure: "Isto não é uma figura do Plotly.",
  failed: (reason) => `O gráfico não pode ser desenhado: ${reason}`,
  map: "Um mapa é desenhado sobre ruas e costas vindas de outro lugar, que esta página não busca.",
  leftOut: (pictures) => `Imagens de outros lugares não são mostradas: ${pictures}.`,
  someShown: (shown, all) => `${shown} de ${all} são mostrados`,
};
