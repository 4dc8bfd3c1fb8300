// When the first race is on the screen and the page has time: what is worth loading, but not before that, waits for it. Without
// a provider above there is nothing to wait for.
import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'

const Context = createContext<Promise<void>>(Promise.resolve())

export function AtRestProvider({ rest, children }: { readonly rest: Promise<void>; readonly children: ReactNode }): ReactNode {
  return <Context value={rest}>{children}</Context>
}

export const useAtRest = (): Promise<void> => useContext(Context)
