import type { Texts } from "../../texts.ts";

/** Texts about calls that failed, in Brazilian Portuguese. */
export const problems: Texts["problems"] = {
  notLoaded: "Esta parte da página não pôde ser carregada.",
  reload: "Carregar a página de novo",
  advice: {
    gone: "Pode ter sido apagado nesse meio-tempo: volte e veja a lista de novo.",
    otherStatus: "O status pode ter mudado nesse meio-tempo: veja de novo antes de continuar.",
    published: "Está publicado e fica como está. Clone e altere a cópia.",
    archiveFirst: "Arquive primeiro.",
    inUse: "Há tarefas que o usam. Arquive em vez de apagar.",
    signIn: "Entre de novo.",
    notAllowed: "Peça a quem administra este servidor.",
    serverFault: "Tente de novo. Se continuar assim, a saída do comando do servidor diz mais.",
  },
};
