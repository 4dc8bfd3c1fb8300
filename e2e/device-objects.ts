/** What the engine's worker holds of its devices: buffers and textures, by the interface that they come from. */
import type { Worker } from '@playwright/test'

export interface Held {
  readonly webgpu: number
  readonly webgl: number
}

/** Begins to count what the engine's worker makes of its devices and does not give back; before the devices are first used. */
export async function countDeviceObjects(worker: Worker): Promise<void> {
  await worker.evaluate(() => {
    const held = { webgpu: 0, webgl: 0 }
    Object.assign(globalThis, { held })
    const given = new WeakSet<object>()
    const wrap = (from: keyof typeof held, type: { readonly prototype: object } | undefined, name: string, by: 1 | -1): void => {
      if (type === undefined) return
      const before: unknown = Reflect.get(type.prototype, name)
      if (typeof before !== 'function') throw new Error(`expected ${name} to be a method`)
      Reflect.set(type.prototype, name, new Proxy(before, {
        apply(method, self: object, args) {
          // Giving back twice, or nothing at all, is allowed.
          const subject: unknown = args[0] ?? self
          if (by > 0) held[from] += 1
          else if (typeof subject === 'object' && subject !== null && !given.has(subject)) {
            given.add(subject)
            held[from] -= 1
          }
          return Reflect.apply(method, self, args) as unknown
        },
      }))
    }
    wrap('webgpu', globalThis.GPUDevice, 'createBuffer', 1)
    wrap('webgpu', globalThis.GPUDevice, 'createTexture', 1)
    wrap('webgpu', globalThis.GPUBuffer, 'destroy', -1)
    wrap('webgpu', globalThis.GPUTexture, 'destroy', -1)
    for (const kind of ['Texture', 'Buffer', 'Framebuffer']) {
      wrap('webgl', globalThis.WebGL2RenderingContext, `create${kind}`, 1)
      wrap('webgl', globalThis.WebGL2RenderingContext, `delete${kind}`, -1)
    }
  })
}

export const heldBy = (worker: Worker): Promise<Held> => worker.evaluate(() => (globalThis as unknown as { readonly held: Held }).held)
