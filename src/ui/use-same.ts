// Validation gives new objects at every edit; one that says the same as before should keep its identity, so that only what
// was edited draws again while a slider moves.
import { useRef } from 'react'
import { same } from '../store/same.ts'

/** A function that gives back the earlier value as long as newer ones say the same. */
export function useSame<T>(): (seen: T) => T {
  const last = useRef<{ readonly kept: T } | null>(null)
  return (seen) => {
    if (last.current === null || !same(last.current.kept, seen)) last.current = { kept: seen }
    return last.current.kept
  }
}
