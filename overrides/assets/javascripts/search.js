/* Opens the search and loads it: nothing of it is fetched before a reader turns to the box, follows a link with a query
   (?q=) or arrives from a result (?h=). */
(function () {
  "use strict"
  const dialog = document.querySelector(".md-search[data-search-root]")
  const toggle = document.getElementById("__search")
  if (!dialog || !toggle) return
  const input = dialog.querySelector(".md-search__input")
  const results = document.querySelector("[data-search-results]")
  const parameters = new URLSearchParams(location.search)

  const load = scripts("search")

  let started, opener
  const start = () => started ||= load(["client", "view", "box"]).then(() => siteSearch.box({ dialog, toggle, input, results, turn, back }))

  function turn(on) {
    toggle.checked = on
    toggle.dispatchEvent(new Event("change"))
  }
  // The theme's script closes the box a moment after every new address, so also after a reader has opened it at once on a new page.
  toggle.addEventListener("click", event => event.isTrusted || event.preventDefault())

  function open(query) {
    if (!toggle.checked) {
      opener = document.activeElement
      turn(true)
    }
    if (query !== undefined) input.value = query
    input.focus()
    start()
  }

  /** Gives the focus back to where it was; if that was nowhere, to the field, or to the button where the field does not show. */
  function back() {
    const shows = element => element !== document.body && element.checkVisibility({ visibilityProperty: true })
    const place = [opener, input, document.querySelector(".search-open")].find(element => element && shows(element))
    if (place) place.focus({ preventScroll: true })
  }

  // Focus alone does not open the box: readers who tab through the header are on their way elsewhere.
  for (const kind of ["click", "input", "compositionstart"]) input.addEventListener(kind, () => toggle.checked || open())
  input.addEventListener("keydown", event => {
    if (toggle.checked || event.isComposing || !["Enter", "ArrowDown"].includes(event.key)) return
    event.preventDefault()
    event.stopPropagation()
    open()
  })
  document.addEventListener("click", event => {
    const empty = !input.value.trim() && event.target.closest(".search-submit")
    if (!(empty || event.target.closest("[data-search-open]")) || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    open()
  })
  document.addEventListener("keydown", event => {
    const typing = event.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey
    const shortcut = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    if (!slash && !shortcut) return
    event.preventDefault()
    open()
    input.select()
  })

  if (results) start()
  else if (parameters.has("q")) open(parameters.get("q"))
  if (parameters.get("h")) load(["highlight"])
})()
