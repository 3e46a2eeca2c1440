import { defineConfig } from "vite";

export default defineConfig({
  // Sources are written for Preact itself; no plugin is needed for that.
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: { target: "es2022", sourcemap: false, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 6_000 },
  server: { proxy: { "/api": "http://127.0.0.1:8080", "/files": "http://127.0.0.1:8080" } },
});
