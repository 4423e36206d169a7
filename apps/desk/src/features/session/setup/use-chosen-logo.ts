import { useEffect, useState } from 'react';

/** The logo that was chosen and is not sent yet, over the one that is stored. */
export function useChosenLogo(storedUrl: string | null) {
  /** Undefined: nothing was chosen; null: it is to be taken away. */
  const [file, setFile] = useState<File | null | undefined>(undefined);
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!file) return setUrl(null);
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return {
    url: file === undefined ? storedUrl : url,
    file: file ?? null,
    isChanged: file !== undefined && (file !== null || storedUrl !== null),
    choose: setFile,
    saved: () => setFile(undefined),
  };
}
