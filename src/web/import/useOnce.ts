/** Starts a mutation once, however quickly a button is pressed again: the second click of two comes before the page knows of the first. */
import { useRef } from 'react';

interface Mutation<Variables> {
  mutate: (variables: Variables, on: { onError: () => void }) => void;
}

export function useOnce<Variables = void>({ mutate }: Mutation<Variables>): (variables: Variables) => void {
  const begun = useRef(false);
  return (variables) => {
    if (begun.current) return;
    begun.current = true;
    // A refused request may be repeated.
    mutate(variables, { onError: () => (begun.current = false) });
  };
}
