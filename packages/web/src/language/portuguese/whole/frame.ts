import type { Texts } from "../../texts.ts";

/** Texts of the bar above every page, of signing in, and of addresses that lead nowhere, in Brazilian Portuguese. */
export const frame: Texts["frame"] = {
  pages: "Páginas",
  home: "Início",
  tasks: "Tarefas",
  datasets: "Datasets",
  models: "Modelos",
  queues: "Filas",
  settings: "Configurações",
  signOut: "Sair",
  toContent: "Pular para o conteúdo",
  enlarge: (name) => `Ampliar ${name}`,
  loading: "Carregando…",
  close: "Fechar",
  cancel: "Cancelar",
  unreachable: "O servidor não responde. A página continua sozinha assim que ele responder.",
  missing: "Não encontrado",
  nowhere: "Não há página neste endereço.",
  toStart: "Ir para o início.",
  whoAreYou: "Quem é você?",
  name: "Nome",
  password: "Senha",
  signIn: "Entrar",
};
