/* The engine off the main thread. Messages: {id, root, query} in, {id, answer} or {id, error} out. */
importScripts("text.js", "words.js", "index.js", "query.js", "rank.js", "snippet.js", "engine.js")

const engines = new Map()

/** The files of the index are scripts, `searchData("name",…)`; here only the data in them is wanted. */
const loader = root => async name => {
  const answer = await fetch(new URL(`${name}.js`, root))
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`)
  const text = await answer.text()
  return JSON.parse(text.slice(text.indexOf(",") + 1, text.lastIndexOf(")")))
}

self.addEventListener("message", async ({ data: { id, root, query } }) => {
  if (!engines.has(root)) engines.set(root, new siteSearch.Engine(loader(root)))
  const engine = engines.get(root)
  try {
    self.postMessage({ id, answer: query ? await engine.query(query) : await engine.open() })
  } catch (error) {
    self.postMessage({ id, error: String(error) })
  }
})
