import { defineConfig, type Plugin } from 'vite'

/** What every page needs of our letters is asked for with the script: Latin ones, figures, and empty room for Korean ones. */
const firstLetters: Plugin = {
  name: 'first letters',
  transformIndexHtml: (_html, { bundle }) =>
    Object.keys(bundle ?? {})
      .filter(name => /\/(PretendardVariable\.subset\.91|blank)-[^/]*\.woff2$/.test(name))
      .map(name => ({
        tag: 'link',
        attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${name}`, crossorigin: true },
        injectTo: 'head-prepend',
      })),
}

export default defineConfig({
  plugins: [firstLetters],
  build: {
    target: 'es2022',
    // the policy of our pages lets nothing in that is written into a file of another kind
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    // `npm run dev -w @jumun/web`: the pages from here, the API from a gateway that runs
    proxy: { '^/(cafeteria|bread|air|delivery|cars|operations|boards|docs|actuator|metrics)(/|$)': 'http://localhost:8088' },
  },
})
