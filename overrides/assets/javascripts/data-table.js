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

  function addFilters(figure, name, state, apply) {
    const bar = document.createElement("div")
    bar.className = "data-table__filters"
    bar.setAttribute("role", "group")
    bar.setAttribute("aria-label", "筛选")
    for (const filter of figure.dataset.filters.split(";")) {
      const [key, title, values] = filter.split(":")
      const label = document.createElement("label")
      const select = document.createElement("select")
      for (const value of ["", ...values.split(",")]) select.append(new Option(value || "全部", value))
      select.value = values.split(",").includes(state[key]) ? state[key] : ""
      state[key] = select.value
      select.addEventListener("change", () => {
        state[key] = select.value
        apply()
        writeState(name, state)
      })
      select.setAttribute("aria-label", "筛选：" + title)
      label.append(title, select)
      bar.append(label)
    }
    const count = document.createElement("output")
    count.className = "data-table__count"
    bar.append(count)
    figure.querySelector(".data-table__scroll").before(bar)
    return count
  }

  for (const [name, tables] of sources) {
    const filters = (tables[0].dataset.filters || "").split(";").map(filter => filter.split(":")[0])
    const state = readState(name, new Set(["sort", ...filters]))
    const rows = new Map(tables.map(figure => [figure, [...figure.querySelectorAll("tbody tr")]]))
    let count = null
    const apply = () => {
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
    if (tables[0].dataset.filters) count = addFilters(tables[0], name, state, apply)
    for (const figure of tables) addSortButtons(figure, name, state, apply)
    apply()
  }
})()
