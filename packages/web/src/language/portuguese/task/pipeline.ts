import { counting } from "../../counting.ts";
import type { Texts } from "../../texts.ts";

const count = counting("pt-BR");

/** Texts of the page of a pipeline's run, in Brazilian Portuguese. */
export const pipeline: Texts["pipeline"] = {
  missing: (id) => `Não existe a execução ${id}.`,
  controller: "a tarefa do controlador",
  noStep: "Nenhum passo ainda.",
  steps: (steps) => count(steps, "passo", "passos"),
  cached: "do cache",
  pending: "à espera",
  ran: "executada",
  smaller: "Menor",
  larger: "Maior",
  columns: { status: "Status", step: "Etapa", time: "Tempo", duration: "Duração", cache: "Cache" },
};
