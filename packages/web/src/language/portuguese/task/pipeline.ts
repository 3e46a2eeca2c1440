import { counting } from "../../counting.ts";
import type { Texts } from "../../texts.ts";

const count = counting("pt-BR");

/** Texts of the page of a pipeline's run, in Brazilian Portuguese. */
export const pipeline: Texts["pipeline"] = {
  missing: (id) => `Não existe a execução ${id}.`,
  controller: "a tarefa do controlador",
  noStep: "Nenhuma etapa ainda.",
  steps: (steps) => count(steps, "etapa", "etapas"),
  cached: "do cache",
  pending: "à espera",
  skipped: "pulada",
  ran: "executada",
  smaller: "Menor",
  larger: "Maior",
  columns: { status: "Status", step: "Etapa", time: "Tempo", duration: "Duração", cache: "Cache" },
};
