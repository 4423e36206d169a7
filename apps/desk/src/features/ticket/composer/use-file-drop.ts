import { type RefObject, useEffect, useEffectEvent, useState } from 'react';

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;

/**
 * Takes files that are dropped on `place`. True while files are held over the page, so that the place shows itself;
 * dropped beside it, the browser must not leave the page for them.
 */
export function useFileDrop(place: RefObject<HTMLElement | null>, onDrop: (files: File[]) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  const take = useEffectEvent(onDrop);
  useEffect(() => {
    let depth = 0;
    const on = (event: DragEvent, step: number) => {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth + step);
      setIsOver(depth > 0);
    };
    const enter = (event: DragEvent) => on(event, 1);
    const leave = (event: DragEvent) => on(event, -1);
    const over = (event: DragEvent) => hasFiles(event) && event.preventDefault();
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      // The editor takes what falls into its text, at that place.
      const isTaken = event.defaultPrevented;
      event.preventDefault();
      depth = 0;
      setIsOver(false);
      const isHere = event.target instanceof Node && place.current?.contains(event.target) === true;
      if (isHere && !isTaken) take([...(event.dataTransfer?.files ?? [])]);
    };
    document.addEventListener('dragenter', enter);
    document.addEventListener('dragleave', leave);
    document.addEventListener('dragover', over);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragenter', enter);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('dragover', over);
      document.removeEventListener('drop', drop);
    };
  }, [place]);
  return isOver;
}
