/* The engine off the main thread. Messages: {id, root, query} in, {id, answer} or {id, error} out. The build puts this last
   in search/engine.js, which a page opened from a folder loads, too: there it does nothing. */
if (typeof importScripts === "function") {
  const engines = new Map()

  /** The files of the index are scripts, `searchData("name",…)`; here only the data in them is wanted. */
  const loader = root => async file => {
    const answer = await fetch(new URL(file, root))
    if (!answer.ok) throw new Error(`${file}: ${answer.status}`)
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
}
