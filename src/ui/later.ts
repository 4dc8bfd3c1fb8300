// What is loaded after the first picture. A component that needs it now waits under the nearest Suspense until it is here.
import { use } from 'react'

export type Later<T> = T | Promise<T>

export const useNow = <T>(given: Later<T>): T => (given instanceof Promise ? use(given) : given)
