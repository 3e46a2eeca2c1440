import { counting } from "../../counting.ts";
import type { Texts } from "../../texts.ts";

const count = counting("pt-BR");

/** Texts of the page of queues and workers, in Brazilian Portuguese. */
export const queues: Texts["queues"] = {
  title: "Filas",
  empty: "vazia",
  waiting: (tasks) => count(tasks, "em espera", "em espera"),
  forward: (task) => `Adiantar ${task}`,
  backward: (task) => `Atrasar ${task}`,
  workers: "Workers",
  noWorker: "Nenhum worker. Este comando inicia um aqui:",
  columns: { worker: "Worker", task: "Tarefa", queues: "Filas", seen: "Visto por último" },
  idle: "ocioso",
};
