import type { Texts } from "../../texts.ts";

/** Texts of the samples of a task, in Brazilian Portuguese. */
export const samples: Texts["samples"] = {
  title: "Amostras",
  search: "Parte do nome de uma amostra",
  empty: "Nenhuma amostra.",
  iteration: "iteração",
  place: (iteration, first, last) => `${iteration} de ${first} a ${last}`,
  earlier: "Iterações anteriores",
  name: (metric, variant, iteration) => `${metric} ${variant}, iteração ${iteration}`,
  elsewhere: "Guardada em outro lugar.",
  broken: "Não pode ser mostrada.",
  file: "Um arquivo.",
  open: "Abrir",
};
