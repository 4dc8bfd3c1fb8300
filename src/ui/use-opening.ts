// Whether a dialog is open, and whether it ever was: what is loaded for it is asked for once and then stays.
import { useCallback, useState } from 'react'

interface Opening {
  readonly opened: boolean
  readonly wanted: boolean
  readonly open: () => void
  readonly close: () => void
}

export function useOpening(): Opening {
  const [state, setState] = useState({ opened: false, wanted: false })
  const open = useCallback(() => setState({ opened: true, wanted: true }), [])
  const close = useCallback(() => setState((before) => ({ ...before, opened: false })), [])
  return { ...state, open, close }
}
