import { counting } from "../../counting.ts";
import type { Texts } from "../../texts.ts";

const count = counting("pt-BR");

/** Texts of the console of a task, in Brazilian Portuguese. */
export const console: Texts["console"] = {
  title: "Console",
  empty: "Nada foi escrito ainda.",
  search: "Procurar no console",
  line: "Linha",
  goTo: "Ir para a linha",
  follow: "Seguir o fim",
  earlier: (pieces) => `Carregar ${count(pieces, "trecho anterior", "trechos anteriores")}`,
  lines: (lines) => count(lines, "linha", "linhas"),
};
