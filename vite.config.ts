/**
 * How the page is built and served while developing.
 * The base is relative: a hosted page rarely sits at `/`, and the same build must run under any sub-path.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { contentSecurityPolicy } from './scripts/policy.mjs'

/** The policy is for the build alone: the development server needs inline scripts for its hot reload. */
function contentSecurityPolicyTag(): Plugin {
  return {
    name: 'descent:content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy }, injectTo: 'head-prepend' },
    ],
  }
}

/** The page's script starts small, to start the worker; what the first picture needs is fetched beside it, not after it. */
function preloadFirstPicture(): Plugin {
  return {
    name: 'descent:preload-first-picture',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => {
        const chunks = new Map(Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file]] : [])))
        const first = ['/src/app/page.tsx', '/src/ui/Chart.tsx'].map((name) => [...chunks.values()].find((chunk) => chunk.facadeModuleId?.endsWith(name))?.fileName)
        // A set grows while it is walked: what the chunks need follows them.
        const scripts = new Set(first.filter((name) => name !== undefined))
        if (scripts.size < first.length) throw new Error('the page and the chart should be chunks of their own')
        for (const name of scripts) for (const needed of chunks.get(name)?.imports ?? []) scripts.add(needed)
        const styles = new Set([...scripts].flatMap((name) => [...(chunks.get(name)?.viteMetadata?.importedCss ?? [])]))
        const links = [...[...styles].map((file) => ['stylesheet', file]), ...[...scripts].map((file) => ['modulepreload', file])]
        return links
          .filter(([, file]) => !html.includes(file ?? ''))
          .map(([rel, file]) => ({ tag: 'link', attrs: { rel, crossorigin: true, href: `./${file}` }, injectTo: 'head' as const }))
      },
    },
  }
}

/**
 * Parts of Plotly's core that no figure of ours has, a third of it: the page draws legends itself and reads values off its own
 * data. Each is told of as a component that does nothing, with what the rest of Plotly asks of it by name.
 */
const unusedParts = /\/plotly\.js\/src\/components\/(annotations|annotations3d|images|legend|modebar|rangeselector|rangeslider|selections|shapes|sliders|updatemenus)\/(?:index|draw|defaults)\.js$/
const askedOfParts = ['clearOutline', 'clearSelectionsCache', 'eraseActiveShape', 'manage', 'prepSelect', 'selectOnClick']
const unusedHover = /\/plotly\.js\/src\/components\/fx\/hover\.js$/

function withoutUnusedPlotly(): Plugin {
  const nothing = (names: readonly string[]): string => names.map((name) => `${name}() {}`).join(', ')
  return {
    name: 'descent:without-unused-plotly',
    apply: 'build',
    enforce: 'pre',
    // Plotly's core asks for the style sheet of its maps, which we do not draw.
    resolveId: (id) => (id === 'maplibre-gl/dist/maplibre-gl.css' ? '\0no-map-styles' : null),
    load(id) {
      if (id === '\0no-map-styles') return 'export {}'
      if (unusedHover.test(id)) return `module.exports = { ${nothing(['hover', 'loneHover'])} }`
      const part = unusedParts.exec(id)?.[1]
      if (part === undefined) return null
      // Each graph keeps a place for the bar of buttons, upright by default.
      const defaults = part === 'modebar' ? "supplyLayoutDefaults(_, layout) { layout.modebar = { orientation: 'v' } }, " : ''
      return `module.exports = { moduleType: 'component', name: '${part}', ${defaults}${nothing(askedOfParts)} }`
    },
  }
}

/**
 * After the first visit the page opens without a network. All files of the page are kept when it is first opened, but the largest
 * data set only when it is used. A newer version waits until the person takes it: see src/app/offline.ts.
 */
const serviceWorker = VitePWA({
  registerType: 'prompt',
  // The policy allows no inline script: the page registers by itself. Its manifest is a file of public/.
  injectRegister: false,
  manifest: false,
  workbox: {
    globPatterns: ['**/*.{html,js,css,svg,woff2,webmanifest}', 'icons/*.png', 'data/*.csv'],
    maximumFileSizeToCacheInBytes: 3_000_000,
    // The names of what is built carry the hash of its content.
    dontCacheBustURLsMatching: /assets\//,
    // Only addresses that are there are answered; what stands after "?" is no part of them.
    navigateFallback: null,
    ignoreURLParametersMatching: [/./],
    runtimeCaching: [{ urlPattern: /\/data\//, handler: 'StaleWhileRevalidate', options: { cacheName: 'data' } }],
    clientsClaim: true,
    cleanupOutdatedCaches: true,
    inlineWorkboxRuntime: true,
  },
})

/** What the diagnostics say of this build; see src/ui/diagnostics/build.ts. */
function builtFrom(): object {
  const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))
  const { version } = read('package.json') as { version: string }
  const { packages } = read('package-lock.json') as { packages: Readonly<Record<string, { version: string }>> }
  const named = ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-webgpu', 'mathjs', 'plotly.js', 'react']
  // An archive has no repository.
  const git = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', cwd: import.meta.dirname })
  const commit = git.status === 0 ? git.stdout.trim() : ''
  return { version, commit, packages: Object.fromEntries(named.map((name) => [name, packages[`node_modules/${name}`]?.version ?? ''])) }
}

export default defineConfig({
  base: './',
  plugins: [react(), contentSecurityPolicyTag(), preloadFirstPicture(), withoutUnusedPlotly(), serviceWorker],
  // Some of Plotly's dependencies still say `global`.
  define: { global: 'globalThis', descentBuild: JSON.stringify(builtFrom()) },
  worker: { format: 'es' },
  // While developing: find the packages of the worker before it starts, so that it does not reload the page.
  optimizeDeps: { entries: ['index.html', 'src/engine/worker.ts'] },
  build: {
    target: 'es2023',
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // The first line of the page asks for the page with it: apart, so that it does not wait for the page.
            { name: 'preload-helper', test: /vite\/preload-helper/, priority: 1 },
            // All that the page's first picture is made of but the chart, in one file instead of dozens.
            { name: 'first', test: /\/src\/app\/page\.tsx$/ },
          ],
        },
      },
    },
    // Plotly's core and tfjs are larger than vite's default limit, and each is a chunk of its own.
    chunkSizeWarningLimit: 2000,
  },
})
