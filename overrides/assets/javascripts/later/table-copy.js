/* What is copied from a table carries its caption, its sources and its address. */
(function () {
  "use strict"
  if (!window.share) return
  const MOST = 6

  /** The sources of the rows that are touched, as numbered in the reference list. */
  function sources(figure, range) {
    const rows = [...figure.querySelectorAll("tbody tr")].filter(row => range.intersectsNode(row))
    const items = new Map(rows.flatMap(row => [...row.querySelectorAll(".fact__ref")].flatMap(share.sources)).map(source => [source.number, source.text]))
    if (items.size > MOST) return "来源：共 " + items.size + " 种，见下面的地址"
    const lines = [...items].map(([number, text]) => number + " " + text)
    return lines.length ? "来源：" + lines.join("；") : ""
  }

  function html(figure, range, lines) {
    const box = document.createElement("div")
    const inner = range.commonAncestorContainer
    const rows = inner.nodeType === Node.ELEMENT_NODE && inner.matches("table, thead, tbody, tr")
    const holder = document.createElement(rows ? "table" : "div")
    const part = document.createElement(rows && inner.matches("tr") ? "tr" : rows ? "tbody" : "span")
    part.append(range.cloneContents())
    for (const button of part.querySelectorAll("button")) button.remove()
    holder.append(part)
    box.append(holder)
    for (const line of lines) {
      const paragraph = document.createElement("p")
      paragraph.textContent = line
      box.append(paragraph)
    }
    return box.innerHTML
  }

  document.addEventListener("copy", event => {
    const selection = getSelection()
    if (!selection.rangeCount || selection.isCollapsed) return
    const range = selection.getRangeAt(0)
    const inner = range.commonAncestorContainer
    const figure = (inner.nodeType === Node.ELEMENT_NODE ? inner : inner.parentElement).closest("figure.data-table")
    if (!figure) return
    const caption = figure.querySelector("caption").textContent.trim()
    const anchor = figure.dataset.share ? figure : share.headingOf(figure)
    const lines = [caption + "（" + share.site + "，数据 " + share.date + "）", sources(figure, range), share.link(anchor)].filter(Boolean)
    event.clipboardData.setData("text/plain", selection.toString().trim() + "\n\n" + lines.join("\n") + "\n")
    event.clipboardData.setData("text/html", html(figure, range, lines))
    event.preventDefault()
  })
})()
