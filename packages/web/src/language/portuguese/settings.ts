import type { Texts } from "../texts.ts";

/** Texts of the settings, in Brazilian Portuguese. */
export const settings: Texts["settings"] = {
  title: "Configurações",
  looks: "Aparência",
  browserStays: "Estas escolhas ficam neste navegador.",
  language: "Idioma",
  asBrowser: "como no navegador",
  theme: "Tema",
  light: "claro",
  dark: "escuro",
  keyPairs: "Pares de chaves",
  keyPairsAre: "Os programas os usam para se conectar. O segredo aparece quando o par é criado, e nunca mais.",
  accessKey: "Chave de acesso",
  secretKey: "Chave secreta",
  label: "Rótulo",
  lastUsed: "Último uso",
  from: "De onde",
  makeKeyPair: "Criar um par de chaves",
  newKeyPair: "Novo par de chaves",
  secretOnce: "Copie o segredo agora: ele não aparece de novo.",
  revoke: "Revogar",
  revokeOne: (accessKey) => `Revogar ${accessKey}`,
  askRevoke: (accessKey) => `Revogar ${accessKey}?`,
  revokeStops: "Programas e agentes que o usam não conseguem mais se conectar.",
  people: "Pessoas",
  addPerson: "Quem executa o servidor deixa outras pessoas entrar, com uma senha:",
};
