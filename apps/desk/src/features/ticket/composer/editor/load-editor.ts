import { whenIdle } from '../../../../shared/hooks/when-idle.ts';
import type * as richEditor from './rich-editor.tsx';

/** How soon after a conversation its editor is fetched, in ms. */
const aheadMs = 1500;

type EditorModule = typeof richEditor;

let loading: Promise<EditorModule> | undefined;
let loaded: EditorModule | null = null;

/** Loads the editor's code once; asked again after a failure. */
export function loadEditor(): Promise<EditorModule> {
  loading ??= import('./rich-editor.tsx').then(
    (module) => {
      loaded = module;
      return module;
    },
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

/** The editor where its code is here already. */
export function loadedEditor(): EditorModule | null {
  return loaded;
}

/** Fetches the editor while the browser has nothing else to do. Without it the plain field goes on working. */
export function preloadEditor(): void {
  whenIdle(() => void loadEditor().catch(() => undefined), aheadMs);
}
