import { counting } from "../../counting.ts";
import type { Texts } from "../../texts.ts";

const count = counting("pt-BR");

/** Texts of the table of tasks, in Brazilian Portuguese. */
export const table: Texts["table"] = {
  allTasks: "Todas as tarefas",
  search: "Parte do nome, id ou comentário",
  filter: "Filtrar",
  status: "Status",
  tags: "Etiquetas",
  noTag: "Nenhuma tarefa tem etiquetas.",
  anyTime: "a qualquer hora",
  lastDays: (days) => (days === 1 ? "no último dia" : `nos últimos ${days} dias`),
  machineTags: (tags) =>
    count(tags, "etiqueta pela qual programas acham tarefas", "etiquetas pelas quais programas acham tarefas"),
  parameter: "Parâmetro",
  addFilter: "Adicionar o filtro",
  removeFilter: (condition) => `Tirar o filtro ${condition}`,
  archived: "arquivadas",
  noTask: "Nenhuma tarefa corresponde ao que você pediu.",
  noTaskYet: "Nenhuma tarefa ainda. Um programa que se conecta a este servidor cria uma, e ela aparece aqui.",
  missing: (id) => `Não existe o projeto ${id}.`,
  tasks: (tasks) => count(tasks, "tarefa", "tarefas"),
  tasksAndMore: (tasks) => `${count(tasks, "tarefa", "tarefas")} e mais`,
  added: (tasks) => `${count(tasks, "tarefa nova", "tarefas novas")}: mostrar`,
  select: (name) => `Selecionar ${name}`,
  selectAll: "Selecionar todas as carregadas",
  columns: "Colunas",
  findColumn: "Procurar métrica ou parâmetro",
  addDiffering: "Adicionar parâmetros que diferem",
  moreColumns: (columns) => `mais ${count(columns, "coluna", "colunas")}: digite uma parte do nome.`,
  differing: "só o que difere",
  views: "Visões",
  viewName: "Nome desta visão",
  removeView: (name) => `Apagar a visão ${name}`,
  csv: "CSV",
  columnTitles: {
    status: "Status",
    name: "Nome",
    project: "Projeto",
    type: "Tipo",
    last_update: "Atualizada",
    last_iteration: "Iteração",
    active_duration: "Duração",
  },
};
