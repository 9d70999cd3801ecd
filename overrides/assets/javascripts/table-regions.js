/* Plain tables and diagrams wider than the text scroll inside a region of their own. A region that does scroll must be reachable by
   keyboard and have a name; one that does not would only be a needless stop. */
(function () {
  "use strict"
  let unnamed = 0

  function nameRegion(region) {
    if (region.hasAttribute("aria-labelledby") || region.hasAttribute("aria-label")) return
    const article = region.closest("article") || document
    let heading = ""
    for (const candidate of article.querySelectorAll("h1, h2, h3, h4"))
      if (candidate.compareDocumentPosition(region) & Node.DOCUMENT_POSITION_FOLLOWING)
        heading = candidate.firstChild ? candidate.firstChild.textContent.trim() : ""
    region.setAttribute("aria-label", "表格 " + ++unnamed + (heading ? "：" + heading : ""))
  }

  function update(region) {
    const fits = region.scrollWidth <= region.clientWidth + 1
    region.classList.toggle("is-fitting", fits)
    if (fits && !region.matches(".diagram__scroll")) {
      region.removeAttribute("tabindex")
      region.removeAttribute("role")
    } else if (!fits) {
      nameRegion(region)
      region.setAttribute("role", "region")
      region.tabIndex = 0
    } else {
      region.removeAttribute("tabindex")
    }
  }

  const observer = new ResizeObserver(entries => entries.forEach(entry => update(entry.target)))
  const watch = () => {
    for (const region of document.querySelectorAll(".diagram__scroll, .md-typeset__scrollwrap")) observer.observe(region)
  }
  watch()
  // Material wraps plain tables after its own start-up, so look again once the page has settled.
  addEventListener("load", () => setTimeout(watch, 0))
})()
