/**
 * How the page is built and served while developing.
 * The base is relative: a hosted page rarely sits at `/`, and the same build must run under any sub-path.
 */
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** What the built page may do. No 'unsafe-eval': formulas are interpreted or compiled to shaders, never to script. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

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
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
        const first = ['/src/app/page.tsx', '/src/ui/Chart.tsx'].map((name) => chunks.find((chunk) => chunk.facadeModuleId?.endsWith(name)))
        const scripts = new Set(first.flatMap((chunk) => (chunk ? [chunk.fileName, ...chunk.imports] : [])))
        if (first.includes(undefined)) throw new Error('the page and the chart should be chunks of their own')
        const styles = new Set(first.flatMap((chunk) => [...(chunk?.viteMetadata?.importedCss ?? [])]))
        const links = [...[...styles].map((file) => ['stylesheet', file]), ...[...scripts].map((file) => ['modulepreload', file])]
        return links
          .filter(([, file]) => !html.includes(file ?? ''))
          .map(([rel, file]) => ({ tag: 'link', attrs: { rel, crossorigin: true, href: `./${file}` }, injectTo: 'head' as const }))
      },
    },
  }
}

/** Plotly's core asks for the style sheet of its maps, which we do not draw. */
function withoutMapStyles(): Plugin {
  return {
    name: 'descent:without-map-styles',
    apply: 'build',
    enforce: 'pre',
    resolveId: (id) => (id === 'maplibre-gl/dist/maplibre-gl.css' ? '\0no-map-styles' : null),
    load: (id) => (id === '\0no-map-styles' ? 'export {}' : null),
  }
}

export default defineConfig({
  base: './',
  plugins: [react(), contentSecurityPolicyTag(), preloadFirstPicture(), withoutMapStyles()],
  // Some of Plotly's dependencies still say `global`.
  define: { global: 'globalThis' },
  worker: { format: 'es' },
  // While developing: find the packages of the worker before it starts, so that it does not reload the page.
  optimizeDeps: { entries: ['index.html', 'src/engine/worker.ts'] },
  build: {
    target: 'es2023',
    // Plotly's core and tfjs are larger than vite's default limit, and each is a chunk of its own.
    chunkSizeWarningLimit: 2000,
  },
})
