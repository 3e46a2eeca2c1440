import { defineConfig } from "vitepress";
import { referenceNames } from "../reference-names.ts";
import { portugueseSidebar, sidebar } from "../sidebar.ts";
import { FORGE } from "../site-paths.ts";

/** The site is built from the folder that `stage.ts` lays out. */
export default defineConfig({
  title: "ClearML for TypeScript",
  description: "Tasks, datasets, models and pipelines of ClearML for TypeScript, and an embedded server.",
  srcDir: "pages",
  outDir: "dist",
  cleanUrls: false,
  markdown: { anchor: { slugify: anchorOf } },
  lastUpdated: false,
  head: [["link", { rel: "icon", type: "image/svg+xml", href: "/icon.svg" }]],
  // The pages of the API are long, and are fetched only by those who open them.
  vite: { build: { chunkSizeWarningLimit: 2_000 } },
  themeConfig: {
    nav: [
      { text: "Guide", link: "/guide/" },
      { text: "Examples", link: "/examples/" },
      { text: "API", link: "/api/" },
    ],
    sidebar,
    outline: [2, 3],
    socialLinks: [{ icon: "github", link: FORGE }],
    notFound: { quote: "There is no such page. The search finds those that exist.", linkText: "Go to the start" },
    search: {
      provider: "local",
      options: {
        locales: { "pt-BR": { translations: portugueseSearch() } },
        // Who searches a word wants the page that explains it; the reference names it in every signature.
        miniSearch: { searchOptions: { boostDocument: (id: string) => (id.startsWith("/api/") ? 0.3 : 1) } },
        _render(text, env, markdown) {
          const html = markdown.render(text, env);
          return env.relativePath.startsWith("api/") ? referenceNames(html) : html;
        },
      },
    },
    // A page that is not translated would lead nowhere: the languages lead to their first page.
    i18nRouting: false,
  },
  locales: {
    root: { label: "English", lang: "en" },
    "pt-BR": {
      label: "Português (Brasil)",
      lang: "pt-BR",
      themeConfig: {
        nav: [{ text: "Guia", link: "/pt-BR/" }],
        sidebar: portugueseSidebar,
        outline: { level: [2, 3], label: "Nesta página" },
        docFooter: { prev: "Anterior", next: "A seguir" },
        darkModeSwitchLabel: "Tema",
        lightModeSwitchTitle: "Mudar para o tema claro",
        darkModeSwitchTitle: "Mudar para o tema escuro",
        skipToContentLabel: "Ir ao conteúdo",
        sidebarMenuLabel: "Menu",
        returnToTopLabel: "Voltar ao topo",
        langMenuLabel: "Mudar de língua",
        notFound: {
          title: "PÁGINA NÃO ENCONTRADA",
          quote: "Esta página não existe. A busca acha as que existem.",
          linkText: "Ir ao início",
          linkLabel: "Ir ao início",
        },
      },
    },
  },
});

/** Places in a page are called as the forge calls them, so that a link to one leads there on both. */
function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}_\- ]/gu, "")
    .replaceAll(" ", "-");
}

function portugueseSearch() {
  return {
    button: { buttonText: "Buscar", buttonAriaLabel: "Buscar" },
    modal: {
      displayDetails: "Mostrar os trechos",
      backButtonTitle: "Fechar a busca",
      noResultsText: "Nada encontrado para",
      resetButtonTitle: "Limpar a busca",
      footer: {
        selectText: "abrir",
        selectKeyAriaLabel: "Enter",
        navigateText: "navegar",
        navigateUpKeyAriaLabel: "seta para cima",
        navigateDownKeyAriaLabel: "seta para baixo",
        closeText: "fechar",
        closeKeyAriaLabel: "Esc",
      },
    },
  };
}
