import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Server that the development desk talks to. */
const apiTarget = process.env.VENTANILLA_API ?? 'http://127.0.0.1:3000';

/** Packages that change rarely stay cached across versions of the desk. */
const vendorChunks = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|use-sync-external-store)[\\/]/ },
  { name: 'tanstack', test: /node_modules[\\/]@tanstack[\\/]/ },
  { name: 'i18n', test: /node_modules[\\/](i18next|react-i18next)[\\/]/ },
];

/** What the first route always needs, in one file: in one for each, their names and heads weigh more than they do. */
const boardChunk = {
  name: 'board',
  test: /\/features\/board\/(?:(?:board|refresh|outline|card-actions|notices\/notices)\.(?:rules|queries)|refresher|reading|column-name|moved|notices\/(?:mutes|notice-settings|notice-hub)|drag\/drag-store)\.tsx?$|\/shared\/(?:tickets\/(?:ticket-order|foresight|ticket-requests|statuses)|boards\/board-edit|notices\/sound|live\/own-actions)\.ts$/,
};

/** Signs of the first route, for the same reason. */
const signChunk = {
  name: 'signs',
  test: /\/lucide-react\/dist\/esm\/icons\/(?:archive|arrow-up|bell-off|check-check|circle-dot|ellipsis|flag|inbox|mail|mail-exclamation-point|mail-x|phone|plus|rotate-ccw-clock|search|shield-exclamation-point|sticky-note|triangle-exclamation-point|user-plus|user-round)\.m?js$/,
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

/**
 * Pages, dialogs and drawers that are not opened all day ask for the rest of theirs when they come: the names of all that would be asked for
 * ahead weigh more on the first route than a moment before one of these.
 */
const seldom =
  /\/(?:accept-invitation|forgot-password|new-ticket|profile|reset-password|settings|settings-section|setup|sign-in|spam|team)\.page-|\/(?:keys-sheet|later-dialog|original-dialog|lightbox|view-dialog|reason-dialog|notice-layer|previous-drawer|filter-builder|column-menu|board-editor|board-chooser|no-columns|column-problem|user-menu|cell-menu|drop-rail|clocks-panel|emoji-panel)-/;

export default defineConfig({
  plugins: [react(), withoutUnusedColours],
  server: {
    port: 5173,
    proxy: { '/api': { target: apiTarget, changeOrigin: false }, '/healthz': apiTarget },
  },
  build: {
    outDir: 'dist',
    manifest: true,
    modulePreload: {
      resolveDependencies: (file, deps) =>
        seldom.test(file) ? deps.filter((dep) => dep === file || dep.endsWith('.css')) : deps,
    },
    target: 'es2022',
    sourcemap: false,
    // A font of under 4 kB would be put into the sheet; the page's policy and caches prefer files.
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups: [...vendorChunks, boardChunk, signChunk] } } },
  },
});
