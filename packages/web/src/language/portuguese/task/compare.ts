import { counting } from "../../counting.ts";
import type { Texts } from "../../texts.ts";

const count = counting("pt-BR");

/** Texts of the page that compares tasks, in Brazilian Portuguese. */
export const compare: Texts["compare"] = {
  title: "Comparar",
  tooFew: "Escolha duas ou mais tarefas em uma tabela de tarefas, e compare-as.",
  parts: "Partes da comparação",
  parameters: "Parâmetros",
  curves: "Curvas",
  metrics: "Métricas",
  relations: "Relações",
  leaveOut: (name) => `Deixar ${name} de fora`,
  onlyDifferences: "só diferenças",
  noDifference: "As tarefas têm os mesmos parâmetros.",
  noParameters: "As tarefas não têm parâmetros.",
  noMetrics: "As tarefas não têm escalares.",
  task: "Tarefa",
  facts: {
    status: "Status",
    type: "Tipo",
    project: "Projeto",
    repository: "Repositório",
    branch: "Branch",
    commit: "Commit",
    program: "Programa",
    tags: "Etiquetas",
  },
  value: "Valor",
  statistics: { value: "último", min_value: "menor", max_value: "maior" },
  best: "melhor:",
  bestIsMarked: "★ marca o melhor valor de uma linha. A seta diz qual é melhor: clique nela para mudar isso.",
  better: { higher: "maior é melhor", lower: "menor é melhor", neither: "nenhum valor é melhor" },
  changeBetter: (metric, better) => `${metric}: ${better}. Mudar.`,
  across: "Na horizontal",
  up: "Na vertical",
  scatter: "Dispersão",
  parallel: "Coordenadas paralelas",
  axes: "Eixos",
  howToBrush: "Marque uma parte de um eixo, e a tabela abaixo mostra as tarefas ali; um clique no eixo mostra todas.",
  least: (axis) => `Menor ${axis}`,
  greatest: (axis) => `Maior ${axis}`,
  ranges: "Intervalos",
  chosen: (chosen, all) => `${chosen} de ${count(all, "tarefa", "tarefas")}`,
};
