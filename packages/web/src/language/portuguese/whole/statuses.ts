import type { Texts } from "../../texts.ts";

/** The words for the statuses of tasks, in Brazilian Portuguese. */
export const statuses: Texts["statuses"] = {
  created: "rascunho",
  queued: "na fila",
  in_progress: "em execução",
  stopped: "abortada",
  publishing: "publicando",
  published: "publicada",
  closed: "encerrada",
  failed: "falhou",
  completed: "concluída",
  unknown: "desconhecido",
};
