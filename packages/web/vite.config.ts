import { defineConfig } from "vite";

export default defineConfig({
  // Sources are written for Preact itself; no plugin is needed for that.
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    ...{ target: "es2022", sourcemap: false, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 6_000 },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Small modules that most pages share come with the shell: a file each would keep a page waiting for a dozen of them.
          groups: [{ name: "shared", test: /\/src\/(?:api|in-sight|looks|routes|view-state|language\/counting)\b/ }],
        },
      },
    },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8080", "/files": "http://127.0.0.1:8080" } },
});
