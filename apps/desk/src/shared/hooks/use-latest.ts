import { type RefObject, useLayoutEffect, useRef } from 'react';

/** What was passed last, for callbacks that must stay the same object. */
export function useLatest<T>(value: T): RefObject<T> {
  const ref = useRef(value);
  useLayoutEffect(() => {
    ref.current = value;
  });
  return ref;
}
