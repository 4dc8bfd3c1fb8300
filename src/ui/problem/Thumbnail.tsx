// A small picture of a landscape, from the engine's own surface. Pictures are kept for the life of the page.
import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { Constant, Range } from '../../catalog/types.ts'
import { thumbnail } from '../../charts/thumbnail.ts'
import type { Scheme } from '../../charts/theme.ts'
import type { Engine } from '../../store/engine-port.ts'
import { useEngine } from '../store-context.tsx'

const columns = 48
const rows = 36
const pictures = new Map<string, Promise<ImageData>>()

interface ThumbnailProps {
  readonly formula: string
  readonly constants: readonly Constant[]
  readonly domain: readonly [Range, Range] | null
}

async function draw(engine: Engine, { formula, constants }: ThumbnailProps, domain: readonly [Range, Range], scheme: Scheme): Promise<ImageData> {
  const values = Object.fromEntries(constants.map((constant) => [constant.name, constant.default]))
  const { z } = await engine.surface({ landscape: { formula, constants: values }, domain, columns, rows })
  const image = new ImageData(columns, rows)
  image.data.set(thumbnail(z, columns, rows, scheme))
  return image
}

function pictureOf(engine: Engine, props: ThumbnailProps, scheme: Scheme): Promise<ImageData> | null {
  const { formula, domain } = props
  if (domain === null) return null
  const key = `${scheme} ${formula} ${JSON.stringify(domain)}`
  const known = pictures.get(key)
  if (known !== undefined) return known
  const picture = draw(engine, props, domain, scheme)
  pictures.set(key, picture)
  return picture
}

export function Thumbnail(props: ThumbnailProps): ReactNode {
  const engine = useEngine()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [failed, setFailed] = useState(false)
  const { formula, constants, domain } = props
  const scheme = useComputedColorScheme('light')
  useEffect(() => {
    let gone = false
    const picture = pictureOf(engine, { formula, constants, domain }, scheme)
    picture?.then(
      (image) => {
        if (!gone) canvas.current?.getContext('2d')?.putImageData(image, 0, 0)
      },
      // A formula that cannot be drawn is said at the formula; here the frame stays empty.
      () => setFailed(true),
    )
    return () => {
      gone = true
    }
  }, [engine, formula, constants, domain, scheme])
  return <canvas className="thumbnail" ref={canvas} width={columns} height={rows} aria-hidden="true" data-failed={failed} />
}
