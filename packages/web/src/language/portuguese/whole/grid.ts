import type { Texts } from "../../texts.ts";

/** Texts of tables of somebody's data, in Brazilian Portuguese. */
export const grid: Texts["grid"] = {
  copy: "Copiar",
  copied: "Copiado",
  moreRows: (shown, all) => `Mais linhas: ${shown} de ${all} são mostradas`,
};
