/* What the search shows below a field: recent queries, filters, results, help when there are none. Text is only ever set as text. */
(function (search) {
  "use strict"
  const KINDS = { section: "小节", case: "案例", row: "表格行", term: "术语", claim: "核对", figure: "图", source: "来源" }
  const CHAPTERS = { 1: "第 1 章", 2: "第 2 章", 3: "第 3 章", 4: "第 4 章", 5: "第 5 章", data: "数据", more: "术语与其他" }
  const GRADES = { 原: "primary", 转: "secondary", 估: "estimate", 报: "report", 算: "derived" }
  const COUNT = 10, RECENT = 8, RECENT_KEY = "search.recent"

  /** An element with a class and content; falsy children are left out. */
  function element(tag, name, ...children) {
    const node = document.createElement(tag)
    if (name) node.className = name
    node.append(...children.filter(Boolean))
    return node
  }

  function button(text, name, act, pressed) {
    const node = element("button", name, text)
    node.type = "button"
    if (pressed !== undefined) node.setAttribute("aria-pressed", String(pressed))
    node.addEventListener("click", act)
    return node
  }

  const marked = parts => parts.map(({ text, mark }) => (mark ? element("mark", "", text) : document.createTextNode(text)))

  const recent = {
    read() {
      try {
        return (__md_get(RECENT_KEY) || []).filter(query => typeof query === "string")
      } catch (_) { /* storage forbidden or damaged */
        return []
      }
    },
    add(query) {
      __md_set(RECENT_KEY, [query, ...recent.read().filter(other => other !== query)].slice(0, RECENT))
    },
    clear() {
      __md_set(RECENT_KEY, [])
    },
  }

  class View {
    /** Listens to `input` and shows below it, in `container`; `site` is the site's root, `help` the page that helps on, `changed` hears of each new query. */
    constructor({ input, container, client, site, help, changed = () => {} }) {
      Object.assign(this, { input, client, site, help, changed, chapter: "", kind: "", asked: 0 })
      this.status = element("p", "search-view__status")
      this.status.setAttribute("role", "status")
      this.filters = element("div", "search-view__filters")
      this.also = element("p", "search-view__also")
      this.list = element("ol", "search-view__list")
      this.more = element("div", "search-view__more")
      container.replaceChildren(this.filters, this.status, this.also, this.list, this.more)
      input.addEventListener("input", event => event.isComposing || this.update())
      input.addEventListener("compositionend", () => this.update())
      input.form.addEventListener("reset", () => setTimeout(() => {
        this.update()
        input.focus()
      }))
      this.update()
    }

    get links() {
      return Array.from(this.list.querySelectorAll("a"))
    }

    /** Asks for what the field holds, unless that has been asked already. */
    update() {
      const text = this.input.value.trim()
      if (text === this.text) return
      this.text = text
      this.chapter = this.kind = ""
      this.changed(text)
      this.ask()
    }

    async ask(from = 0) {
      const turn = ++this.asked
      if (!this.text) return this._showRecent()
      try {
        const answer = await this.client.query({ text: this.text, chapter: this.chapter, kind: this.kind, from, count: COUNT })
        if (turn === this.asked) this._show(answer, from)
      } catch (_) {
        if (turn === this.asked) this._showFailure()
      }
      return undefined
    }

    _clear(status) {
      this.status.textContent = status
      for (const part of [this.filters, this.also, this.list, this.more]) part.replaceChildren()
    }

    _showRecent() {
      const queries = recent.read()
      this._clear(queries.length ? "最近搜过（只存在这台设备上）" : "可以搜标题、正文、数据、术语；拼音、繁体和英文也行")
      this.list.append(...queries.map(query => element("li", "", button(query, "search-view__recent", () => this.search(query)))))
      if (queries.length)
        this.more.append(button("清除搜索记录", "search-view__button", () => {
          recent.clear()
          this._showRecent()
          this.input.focus()
        }))
    }

    _showFailure() {
      this._clear("搜索没有载入。请检查网络，再试一次。")
      this.more.append(button("再试一次", "search-view__button", () => this.ask()))
    }

    _show(answer, from) {
      if (!from) this._clear("")
      this.more.replaceChildren()
      this.status.textContent = answer.total ? `${answer.total} 条结果` : "没有找到。"
      if (!from) {
        this._showFilters(answer)
        if (answer.also.length) this.also.append("同时搜索了：", answer.also.join("、"))
      }
      this.list.dataset.query = this.text
      const items = answer.results.map(result => this._item(result))
      this.list.append(...items)
      if (from && items.length) items[0].querySelector("a").focus()
      if (answer.total > from + COUNT) this.more.append(button("再显示 10 条", "search-view__button", () => this.ask(from + COUNT)))
      if (!answer.total && !this.chapter && !this.kind) this._showNearest(answer.nearest)
    }

    _showNearest(terms) {
      const page = element("a", "", "换个地方找")
      page.href = this.help
      this.more.append(element("p", "", terms.length ? "相近的术语：" : "换个说法试试，或者", !terms.length && page), ...terms.map(term => button(term, "search-view__button", () => this.search(term))))
    }

    _showFilters({ chapters, kinds }) {
      this._showFilter("按章筛选", "chapter", CHAPTERS, chapters)
      this._showFilter("按类筛选", "kind", KINDS, kinds)
    }

    _showFilter(name, key, labels, counts) {
      const present = Object.keys(labels).filter(value => counts[value])
      if (present.length < 2) return
      const label = element("span", "search-view__label", name)
      const group = element("div", "search-view__filter", label)
      group.setAttribute("role", "group")
      group.setAttribute("aria-label", name)
      label.setAttribute("aria-hidden", "true") // the group has it as its name
      for (const value of ["", ...present]) {
        const choose = () => {
          this[key] = value
          this.ask().then(() => this.filters.querySelector(`[aria-label="${name}"] [aria-pressed=true]`)?.focus())
        }
        group.append(button(value ? labels[value] : "全部", "search-view__choice", choose, this[key] === value))
      }
      this.filters.append(group)
    }

    _item(result) {
      const number = result.number && `${result.number} `
      const path = result.path.length > 1 ? [result.path[0], result.path[result.path.length - 1]] : result.path
      const link = element("a", "search-result",
        element("span", "search-result__head",
          element("span", `search-result__kind search-result__kind--${result.kind}`, KINDS[result.kind]),
          element("span", "search-result__title", number, ...marked(result.title))),
        path.length && element("span", "search-result__path", path.join(" › ")),
        result.cells.length && element("span", "search-result__cells", ...result.cells.map(cell => this._cell(cell))),
        result.snippet.length && element("span", "search-result__snippet", ...marked(result.snippet)))
      link.href = this._address(result)
      link.addEventListener("click", () => recent.add(this.text))
      return element("li", "", link)
    }

    _cell({ label, value, grade }) {
      return element("span", "search-result__cell",
        element("span", "search-result__label", ...marked(label)),
        element("span", "search-result__value", ...marked(value)),
        grade && element("span", `grade grade--${GRADES[grade]}`, grade))
    }

    _address({ url, words }) {
      const address = new URL(url, this.site)
      // From a folder nobody serves the index page of a directory.
      if (address.protocol === "file:" && address.pathname.endsWith("/")) address.pathname += "index.html"
      if (words.length) address.searchParams.set("h", words.join(" "))
      return address.href
    }

    /** Searches for `text` as if it had been typed. */
    search(text) {
      this.input.value = text
      this.input.focus()
      this.update()
    }

    remember() {
      if (this.text) recent.add(this.text)
    }
  }

  search.View = View
})(self.siteSearch ||= {})
