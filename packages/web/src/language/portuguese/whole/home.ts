import type { Texts } from "../../texts.ts";

/** Texts of the start, in Brazilian Portuguese. */
export const home: Texts["home"] = {
  title: "Recentes",
  noTask: "Nenhuma tarefa ainda. Conecte um programa, e ela aparece aqui.",
  projects: "Projetos",
  connect: "Conectar um programa",
  keyPair:
    "A chave de acesso e o seu segredo foram mostrados pelo comando que iniciou este servidor; ele os mostra de novo quando é iniciado de novo. Outros pares de chaves são criados nas configurações.",
  configuration: "# ~/clearml.conf, para o SDK de Python e para TypeScript",
};
