/* The box in the header, and the results page with the same view: keyboard, opening and closing, the link to share. */
(function (search) {
  "use strict"

  /** Arrow keys walk from the field over the results; Enter in the field follows the first. */
  function walk(event, input, view) {
    const links = view.links, place = links.indexOf(document.activeElement)
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (move && (place >= 0 || document.activeElement === input) && links.length) {
      event.preventDefault()
      const next = place + move
      if (next < 0) input.focus()
      else links[Math.min(next, links.length - 1)].focus()
    }
  }

  const isEnter = event => event.key === "Enter" && !event.isComposing

  function header({ dialog, toggle, input, turn, back }, client, site) {
    const output = dialog.querySelector(".md-search__output")
    const view = new search.View({ input, container: dialog.querySelector("[data-search-view]"), client, site, help: dialog.dataset.searchPage })
    const show = () => {
      output.hidden = !toggle.checked
      if (!toggle.checked && dialog.contains(document.activeElement)) back()
    }
    const close = () => toggle.checked && turn(false)
    toggle.addEventListener("change", show)
    show()
    dialog.addEventListener("keydown", event => {
      if (event.key === "Escape" && !event.isComposing) close()
      else if (isEnter(event) && event.target === input) {
        event.preventDefault()
        view.links[0]?.click()
      } else walk(event, input, view)
    })
    // Focus that leaves the box closes it; pressing the mouse on nothing does not move it elsewhere.
    dialog.addEventListener("focusout", event => event.relatedTarget && !dialog.contains(event.relatedTarget) && close())
    dialog.addEventListener("click", event => event.target.closest("a.search-result") && close())
    const share = dialog.querySelector("[data-search-share]")
    share.addEventListener("click", async () => {
      const address = new URL(dialog.dataset.searchPage, location)
      address.searchParams.set("q", input.value.trim())
      view.remember()
      await navigator.clipboard.writeText(address.href)
      view.status.textContent = "链接已复制"
    })
  }

  function resultsPage(results, client, site) {
    const input = results.querySelector("input")
    const changed = text => {
      const address = new URL(location)
      if (text) address.searchParams.set("q", text)
      else address.searchParams.delete("q")
      history.replaceState(history.state, "", address)
    }
    const query = new URLSearchParams(location.search).get("q")
    if (query) input.value = query
    const view = new search.View({ input, container: results.querySelector("[data-search-view]"), client, site, help: "#search-elsewhere", changed })
    input.focus({ preventScroll: true })
    input.form.addEventListener("submit", event => {
      event.preventDefault()
      view.remember()
    })
    results.addEventListener("keydown", event => walk(event, input, view))
  }

  /** Brings the box to life, and the results page where there is one. */
  search.box = function (parts) {
    const { dialog, results } = parts
    const at = name => new URL(dialog.dataset[name], location)
    const site = new URL(at("searchSite").href.replace(/\/?$/, "/"))
    const client = new search.Client(at("searchRoot"))
    client.open().catch(() => { /* the first query will say so */ })
    header(parts, client, site)
    if (results) resultsPage(results, client, site)
  }
})(self.siteSearch ||= {})
