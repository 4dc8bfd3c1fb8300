// Where the colours that a person chose are kept. Those that a link asks for are the link's alone: they are not kept.
import { localStorageColorSchemeManager } from '@mantine/core'
import type { MantineColorSchemeManager } from '@mantine/core'
import type { PageStore } from '../../store/page-store.ts'

export function colorSchemeManager({ getState }: Pick<PageStore, 'getState'>): MantineColorSchemeManager {
  const kept = localStorageColorSchemeManager()
  const asked = (): 'light' | 'dark' | 'auto' | undefined => getState().page.theme
  return {
    ...kept,
    get: (usual) => asked() ?? kept.get(usual),
    set: (scheme) => {
      if (asked() === undefined) kept.set(scheme)
    },
  }
}
