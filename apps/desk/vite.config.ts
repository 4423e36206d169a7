import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Server that the development desk talks to. */
const apiTarget = process.env.VENTANILLA_API ?? 'http://127.0.0.1:3000';

/** Packages that change rarely stay cached across versions of the desk. */
const vendorChunks = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|use-sync-external-store)[\\/]/ },
  { name: 'tanstack', test: /node_modules[\\/]@tanstack[\\/]/ },
  { name: 'i18n', test: /node_modules[\\/]i18next[\\/]/ },
];

/** All that the first route always needs, in one file: in one for each, their names and heads weigh more than they do. */
const firstChunk = { name: 'first', tags: ['$initial' as const] };

/** What several pages share, by who shares it; what is small goes with its neighbours. */
const sharedChunk = {
  name: 'shared',
  minShareCount: 2,
  entriesAware: true,
  entriesAwareMergeThreshold: 3_000,
};

/** Colours that come with the component library and stand nowhere in ours: their 400 variables weigh 3 kB zipped. */
const unusedColour =
  /^\s*--mantine-color-(?:blue|cyan|grape|green|indigo|lime|orange|pink|violet|yellow)-[^;]*;\n/gm;
const withoutUnusedColours: Plugin = {
  name: 'without-unused-colours',
  enforce: 'pre',
  transform: (code, id) =>
    id.endsWith('@mantine/core/styles/default-css-variables.css') ? code.replace(unusedColour, '') : null,
};

/** What several pages share would else be named after all of them. */
const shortName = (name: string) => (name.startsWith('shared~') ? 'shared' : '[name]');

export default defineConfig({
  plugins: [react(), withoutUnusedColours],
  server: {
    port: 5173,
    proxy: { '/api': { target: apiTarget, changeOrigin: false }, '/healthz': apiTarget },
  },
  build: {
    outDir: 'dist',
    manifest: true,
    target: 'es2022',
    sourcemap: false,
    // A font of under 4 kB would be put into the sheet; the page's policy and caches prefer files.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [...vendorChunks, firstChunk, sharedChunk] },
        chunkFileNames: ({ name }) => `assets/${shortName(name)}-[hash].js`,
        assetFileNames: ({ names }) => `assets/${shortName(names[0] ?? '')}-[hash][extname]`,
      },
    },
  },
});
