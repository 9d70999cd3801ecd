/* The index as publish/search/files.py wrote it: terms in shards, records in chunks, each loaded when a query needs it. */
(function (search) {
  "use strict"
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
  const VALUES = new Uint8Array(128)
  for (let n = 0; n < ALPHABET.length; n++) VALUES[ALPHABET.charCodeAt(n)] = n
  const LEVELS = 15

  /** The position of the last of the sorted `firsts` that is not after `key`. (Code points and UTF-16 units sort the
      characters of normalised terms alike.) */
  function place(firsts, key) {
    let low = 0, high = firsts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (firsts[middle] <= key) low = middle + 1
      else high = middle
    }
    return Math.max(0, low - 1)
  }

  class Index {
    /** `load(file)` promises the content of a file of the index. */
    constructor(load) {
      this.load = load
      this.terms = new Map()
      this.loading = new Map()
      this.records = new Map()
    }

    async open() {
      const core = await this.load("core.js")
      this.core = core
      this.size = core.documents
      this.starts = core.ranges.map(([first]) => first)
      this.fold = search.text.folding(...core.fold)
    }

    // The version keeps files of an older index, still cached, out.
    _once(name, then) {
      if (!this.loading.has(name)) this.loading.set(name, this.load(`${name}.js?${this.core.version}`).then(then))
      return this.loading.get(name)
    }

    pinyin() {
      return this._once("pinyin", data => {
        const words = Array.from(data.words)
        const pairs = new Set()
        for (let n = 0; n < words.length; n += 2) pairs.add(words[n] + words[n + 1])
        return { syllables: new Map(Object.entries(data.syllables)), pairs }
      })
    }

    /** Loads the shards in which `terms` would stand. */
    need(terms) {
      return this._shards(new Set(terms.map(term => place(this.core.shards, term))))
    }

    /** The terms that begin with `prefix`, after loading at most `limit` shards. */
    async beginning(prefix, limit) {
      const first = place(this.core.shards, prefix), last = place(this.core.shards, prefix + "\uffff")
      const numbers = Array.from({ length: Math.min(limit, last - first + 1) }, (_, n) => first + n)
      const shards = await this._shards(new Set(numbers))
      return shards.flatMap(shard => shard.filter(term => term.startsWith(prefix)))
    }

    _shards(numbers) {
      return Promise.all(Array.from(numbers, number => this._once(`terms-${number}`, shard => this._read(shard))))
    }

    _read({ terms, counts, numbers, impacts, frequencies }) {
      let at = 0, impact = 0
      terms.forEach((term, n) => {
        const list = { documents: new Int32Array(counts[n]), impacts: new Uint8Array(counts[n]) }
        let document = -1
        for (let k = 0; k < counts[n]; k++) {
          let delta = 0, shift = 0, digit
          do {
            digit = VALUES[numbers.charCodeAt(at++)]
            delta |= (digit & 31) << shift
            shift += 5
          } while (digit & 32)
          document += delta + 1
          list.documents[k] = document
          list.impacts[k] = VALUES[impacts.charCodeAt(impact++)]
        }
        const frequency = frequencies[term] || counts[n]
        list.idf = Math.log(1 + (this.size - frequency + .5) / (frequency + .5))
        this.terms.set(term, list)
      })
      return terms
    }

    /** The posting list of a term whose shard is loaded. */
    list(term) {
      return this.terms.get(term)
    }

    /** The records of the documents, loading the chunks they are in. */
    async texts(documents) {
      const chunks = new Set(documents.map(document => place(this.core.chunks, document)))
      await Promise.all(Array.from(chunks, number => this._once(`texts-${number}`, records => {
        records.forEach((record, n) => this.records.set(this.core.chunks[number] + n, record))
      })))
      return documents.map(document => this.records.get(document))
    }

    /** {chapter, kind} of a document. */
    range(document) {
      const [, chapter, kind] = this.core.ranges[place(this.starts, document)]
      return { chapter, kind }
    }
  }

  search.Index = Index
  search.LEVELS = LEVELS
})(self.siteSearch ||= {})
