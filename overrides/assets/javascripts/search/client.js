/* The page's side of the engine: in a worker, or in the page itself where workers are refused (a copy opened from a folder). */
(function (search) {
  "use strict"
  const ENGINE = "engine.js"

  /** Runs a script; promises its end. */
  const run = address => new Promise((done, failed) => {
    const script = document.createElement("script")
    script.src = address
    script.onload = done
    script.onerror = failed
    document.head.append(script)
  })

  class Client {
    /** `root` is where the index and the engine lie. */
    constructor(root) {
      this.root = root
      this.waiting = new Map()
      if (location.protocol === "file:") this._here()
      else this._worker()
    }

    /** Fetches what every query needs, before there is one. */
    open() {
      return this._send(undefined)
    }

    query(query) {
      return this._send(query)
    }

    _worker() {
      this.worker = new Worker(new URL(ENGINE, this.root))
      this.worker.addEventListener("message", ({ data }) => this._settle(data))
      // A worker that cannot start answers nothing: what waits for it is asked here.
      this.worker.addEventListener("error", () => {
        this.worker = undefined
        this._here()
        for (const [id, { query }] of this.waiting) this._ask(id, query)
      })
    }

    _here() {
      const arrived = new Map()
      self.searchData = (name, data) => arrived.set(name, data)
      const load = async file => {
        await run(new URL(file, this.root))
        return arrived.get(file.replace(/\.js.*$/, ""))
      }
      this.engine = run(new URL(ENGINE, this.root)).then(() => new search.Engine(load))
    }

    _send(query) {
      const id = this.count = (this.count || 0) + 1
      const answer = new Promise((done, failed) => this.waiting.set(id, { query, done, failed }))
      this._ask(id, query)
      return answer
    }

    async _ask(id, query) {
      if (this.worker) return this.worker.postMessage({ id, root: String(this.root), query })
      try {
        const engine = await this.engine
        this._settle({ id, answer: query ? await engine.query(query) : await engine.open() })
      } catch (error) {
        this._settle({ id, error: String(error) })
      }
    }

    _settle({ id, answer, error }) {
      const { done, failed } = this.waiting.get(id)
      this.waiting.delete(id)
      if (error) failed(new Error(error))
      else done(answer)
    }
  }

  search.Client = Client
})(self.siteSearch ||= {})
