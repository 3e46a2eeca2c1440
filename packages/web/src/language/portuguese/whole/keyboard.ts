import type { Texts } from "../../texts.ts";

/** Texts about keys, in Brazilian Portuguese. */
export const keyboard: Texts["keyboard"] = {
  title: "Teclas",
  actions: {
    find: "ir para o campo de busca",
    next: "ir para a próxima linha",
    previous: "ir para a linha anterior",
    select: "selecionar a linha, ou tirá-la da seleção",
    compare: "comparar as tarefas selecionadas",
    enlarge: "ampliar o gráfico sob o mouse, ou o primeiro à vista; Escape fecha",
    help: "mostrar esta lista",
  },
  switchOff: "Cada uma pode ser desligada nas configurações.",
};
