/* Sorting and filtering of data tables. The state stands in the address (?agents=open_source:是,sort:-year), so that a view
   can be linked; tables of the same source on a page share their filters. Without scripts the tables are simply complete. */
(function () {
  "use strict"
  const figures = [...document.querySelectorAll("figure.data-table[data-table]")].filter(figure => figure.querySelectorAll("tbody tr").length > 3)
  const order = new Intl.Collator("zh-Hans", { numeric: true })
  const sources = new Map()
  for (const figure of figures) {
    const name = figure.dataset.table
    sources.set(name, [...(sources.get(name) || []), figure])
  }

  function readState(name, known) {
    const state = {}
    for (const pair of (new URLSearchParams(location.search).get(name) || "").split(",")) {
      const [key, ...value] = pair.split(":")
      if (known.has(key)) state[key] = value.join(":")
    }
    return state
  }

  function writeState(name, state) {
    const url = new URL(location.href)
    const value = Object.entries(state).filter(([, wanted]) => wanted).map(pair => pair.join(":")).join(",")
    if (value) url.searchParams.set(name, value)
    else url.searchParams.delete(name)
    history.replaceState(null, "", url)
  }

  function choicesOf(row) {
    return Object.fromEntries((row.dataset.choices || "").split(";").map(pair => pair.split("=")))
  }

  function valueOf(row, index) {
    const cell = row.cells[index]
    if (cell.dataset.value !== undefined) return Number(cell.dataset.value)
    return cell.classList.contains("is-missing") ? null : cell.textContent.trim()
  }

  function compare(a, b) {
    if (a === null || b === null) return (a === null) - (b === null)
    return typeof a === "number" && typeof b === "number" ? a - b : order.compare(a, b)
  }

  function sortRows(figure, rows, sort) {
    const key = (sort || "").replace(/^-/, "")
    const heads = [...figure.querySelectorAll("thead th[data-key]")]
    const index = heads.findIndex(head => head.dataset.key === key)
    for (const head of heads) head.removeAttribute("aria-sort")
    const sorted = [...rows]
    if (index >= 0) {
      const backwards = sort.startsWith("-")
      heads[index].setAttribute("aria-sort", backwards ? "descending" : "ascending")
      sorted.sort((a, b) => {
        const [left, right] = [valueOf(a, index), valueOf(b, index)]
        // A missing figure stays last in either direction.
        return left === null || right === null ? compare(left, right) : (backwards ? -1 : 1) * compare(left, right)
      })
    }
    figure.querySelector("tbody").append(...sorted)
  }

  function addSortButtons(figure, name, state, apply) {
    for (const head of figure.querySelectorAll("thead th[data-key]")) {
      const button = document.createElement("button")
      button.type = "button"
      button.className = "data-table__sort"
      button.append(...head.childNodes)
      head.append(button)
      button.addEventListener("click", () => {
        const key = head.dataset.key
        state.sort = state.sort === key ? "-" + key : state.sort === "-" + key ? "" : key
        apply()
        writeState(name, state)
      })
    }
  }

  function startControls(figure, name, state, apply) {
    for (const select of figure.querySelectorAll(".data-table__controls select"))
      select.addEventListener("change", () => {
        state[select.name] = select.value
        apply()
        writeState(name, state)
      })
  }

  /** The controls say what is in force: a value from the address that none of them offers is not. */
  function showState(tables, state) {
    for (const figure of tables)
      for (const select of figure.querySelectorAll(".data-table__controls select")) {
        select.value = state[select.name] || ""
        if (select.selectedIndex < 0) select.value = ""
        if (select.name !== "sort") state[select.name] = select.value
      }
  }

  for (const [name, tables] of sources) {
    const filters = tables.flatMap(figure => [...figure.querySelectorAll(".data-table__controls select")].map(select => select.name))
    const state = readState(name, new Set(["sort", ...filters]))
    const rows = new Map(tables.map(figure => [figure, [...figure.querySelectorAll("tbody tr")]]))
    const count = tables[0].querySelector(".data-table__count")
    const apply = () => {
      showState(tables, state)
      for (const [figure, all] of rows) {
        for (const row of all) {
          const choices = choicesOf(row)
          row.hidden = Object.entries(state).some(([key, wanted]) => key !== "sort" && wanted && choices[key] !== wanted)
        }
        sortRows(figure, all, state.sort)
      }
      const [first] = rows.values()
      if (count) count.value = "显示 " + first.filter(row => !row.hidden).length + " / " + first.length + " 行"
    }
    for (const figure of tables) {
      addSortButtons(figure, name, state, apply)
      startControls(figure, name, state, apply)
    }
    if (Object.keys(state).length) {
      apply()
      // The row that the address names has moved.
      const target = document.querySelector(":target")
      if (target && tables.some(figure => figure.contains(target))) target.scrollIntoView()
    }
  }
})()
