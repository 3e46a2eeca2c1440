import { root } from "../root.ts";
import { pageFiles } from "./page-files.ts";
import { addressOf, sitePath } from "./site-paths.ts";

/** An entry of the sidebar. */
interface SidebarItem {
  text: string;
  link?: string;
  items?: SidebarItem[];
  collapsed?: boolean;
}

/** The pages of the guide, in the order of a day. */
export const GUIDE = [
  ["install", "Install and connect", "Instalar e conectar"],
  ["first-task", "The first task", "A primeira tarefa"],
  ["parameters", "Parameters", "Parâmetros"],
  ["artifacts-and-plots", "Artifacts and plots", "Artefatos e gráficos"],
  ["datasets", "Datasets", "Conjuntos de dados"],
  ["models", "Models and the champion", "Modelos e o campeão"],
  ["pipelines", "Pipelines", "Pipelines"],
  ["queues-and-agents", "Queues and agents", "Filas e agentes"],
  ["searches-and-schedules", "Searches and schedules", "Buscas e agendamentos"],
  ["the-page", "Look at the page", "Olhar a página"],
] as const;

/** What comes first, in this order; what is not named here comes behind it. */
const EXAMPLES = ["quickstart", "scalars", "dataset-versions", "pipeline", "embedded-server", "thermal-comfort"];

const PACKAGES = ["clearml-ts", "tasks", "datasets", "models", "pipeline", "automation", "agent", "client", "server"];

const REFERENCE = [
  ["command-line", "The command line"],
  ["page", "The page"],
  ["server", "The embedded server"],
  ["remote", "Running tasks elsewhere"],
  ["journal", "The journal"],
  ["errors", "Errors"],
  ["parity", "Parity with Python's SDK"],
] as const;

const MEASURED = [
  ["interop", "Interoperability"],
  ["conformance", "Conformance"],
  ["conformance-sequences", "Conformance in sequences"],
  ["reliability", "Reliability"],
  ["benchmarks", "Benchmarks"],
  ["web-ui", "The official web UI"],
  ["architecture", "Architecture"],
  ["contributing", "Contributing"],
] as const;

/** The sidebar of the pages in English. */
export const sidebar: SidebarItem[] = [
  {
    text: "Guide",
    link: "/guide/",
    items: [
      ...GUIDE.map(([name, text]) => ({ text, link: `/guide/${name}` })),
      { text: "Coming from Python", link: "/coming-from-python" },
    ],
  },
  { text: "Examples", link: "/examples/", items: namedBelow("/examples/", EXAMPLES) },
  { text: "Packages", items: namedBelow("/packages/", PACKAGES) },
  { text: "Reference", items: [...pages(REFERENCE), { text: "API", link: "/api/" }] },
  { text: "What was tried and measured", collapsed: true, items: pages(MEASURED) },
];

/** The sidebar of the pages in Brazilian Portuguese. */
export const portugueseSidebar: SidebarItem[] = [
  {
    text: "Guia",
    link: "/pt-BR/",
    items: [
      ...GUIDE.map(([name, , text]) => ({ text, link: `/pt-BR/guide/${name}` })),
      { text: "Vindo de Python", link: "/pt-BR/coming-from-python" },
    ],
  },
  { text: "Exemplo", items: [{ text: "Conforto térmico", link: "/pt-BR/examples/thermal-comfort" }] },
];

/** The pages of a folder, those that are named first. */
function namedBelow(folder: string, first: readonly string[]): SidebarItem[] {
  const names = pageFiles(root)
    .map((file) => addressOf(sitePath(file) ?? ""))
    .filter((address) => address.startsWith(folder) && address !== folder)
    .map((address) => address.slice(folder.length));
  const rank = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);
  return names
    .sort((one, other) => rank(one) - rank(other) || one.localeCompare(other, "en"))
    .map((text) => ({ text, link: `${folder}${text}` }));
}

function pages(list: readonly (readonly [string, string])[]): SidebarItem[] {
  return list.map(([name, text]) => ({ text, link: `/${name}` }));
}
