// An answer of hundreds of thousands of cells takes a while to be drawn: that is done when there is time, in pieces.
import { useDeferredValue } from 'react'

/** The value once there is time for it, null until then: never an older one. */
export function useLate<T>(value: T | null): T | null {
  const late = useDeferredValue(value, null)
  return late === value ? value : null
}
