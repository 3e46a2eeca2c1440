import { counting } from "../../counting.ts";
import type { Texts } from "../../texts.ts";

const count = counting("pt-BR");

/** Texts of the pages of models, in Brazilian Portuguese. */
export const models: Texts["models"] = {
  title: "Modelos",
  search: "Parte do nome",
  onlyChampions: "só campeões",
  none: "Nenhum modelo ainda. As tarefas que treinam deixam aqui seus modelos.",
  empty: "Nenhum modelo é como você pediu.",
  missing: (id) => `Não existe o modelo ${id}.`,
  champion: "campeão",
  formerChampion: "ex-campeão",
  champions: "Campeões",
  more: "Mais",
  shown: (models) => count(models, "modelo", "modelos"),
  columns: {
    name: "Nome",
    project: "Projeto",
    framework: "Framework",
    metric: "Métrica principal",
    published: "Publicado",
    updated: "Atualizado",
  },
  yes: "sim",
  facts: {
    id: "Id",
    framework: "Framework",
    published: "Publicado",
    made: "Criado",
    updated: "Alterado",
    user: "Usuário",
    task: "Criado por",
    parent: "Criado a partir de",
    iteration: "Iteração",
    weights: "Pesos",
    comment: "Comentário",
  },
  download: "Baixar",
  metadata: "Metadados",
  labels: "Rótulos",
  design: "Arquitetura",
  use: "Usar este modelo",
  metrics: "Métricas",
  history: (metric) => `Campeões por ${metric}`,
  historyColumns: { promoted: "Promovido", model: "Modelo", value: "Valor", reason: "Motivo" },
  compareWith: "Comparar com",
  nothing: "nada",
  differences: (one, other) => `${one} e ${other}`,
  onlyDifferences: "só diferenças",
  noDifference: "Nada do que está registrado difere.",
};
