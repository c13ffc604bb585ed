/** Builds the web part: src/web → dist/web. Messages are compiled from messages/ first; nothing is fetched when it runs. */
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => new URL(path, import.meta.url).pathname;

export default defineConfig({
  root: here('./src/web'),
  publicDir: here('./src/web/public'),
  plugins: [
    paraglideVitePlugin({
      project: here('./messages/project.inlang'),
      outdir: here('./messages/compiled'),
      outputStructure: 'locale-modules',
      strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
    }),
    react(),
  ],
  build: {
    outDir: here('./dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    // The modulepreload polyfill is an inline script in spirit: browsers of the target know modulepreload themselves.
    modulePreload: { polyfill: false },
  },
  server: { port: 5173, proxy: { '/api': process.env['CLIENTELE_URL'] ?? 'http://127.0.0.1:4000' } },
});
