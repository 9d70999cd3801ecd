/* Runs in <head>, before the first paint. Restates Material 9.8.1 partials/javascripts/{base,palette}.html
   (the __md_* functions are what its bundle calls); recheck on upgrade. */
(function () {
  "use strict"
  // What needs scripts shows from the start, not only when the bundle has loaded.
  document.documentElement.classList.replace("no-js", "js")

  // Whether the page is read from its top on: not by a link into it, not by going back. Following a link within it ends that.
  const [arrival] = performance.getEntriesByType("navigation")
  if (arrival && arrival.type === "navigate" && !arrival.name.includes("#") && !location.hash) {
    const root = document.documentElement
    root.classList.add("from-top")
    const whole = () => root.classList.remove("from-top")
    addEventListener("click", event => event.target.closest("a[href^='#']") && whole(), true)
    addEventListener("popstate", whole)
  }
  // The results page keeps room for them before they come, so that nothing moves.
  document.documentElement.classList.toggle("has-query", new URLSearchParams(location.search).has("q"))

  window.__md_scope = new URL(document.currentScript.dataset.scope, location)
  window.__md_hash = text => [...text].reduce((hash, c) => (hash << 5) - hash + c.charCodeAt(0), 0)
  window.__md_get = (key, storage = localStorage, scope = __md_scope) =>
    JSON.parse(storage.getItem(scope.pathname + "." + key))
  window.__md_set = (key, value, storage = localStorage, scope = __md_scope) => {
    try {
      storage.setItem(scope.pathname + "." + key, JSON.stringify(value))
    } catch (_) { /* private mode or full: the choice is not kept */ }
  }

  function chosenColours() {
    let stored = null
    try {
      stored = __md_get("__palette")
    } catch (_) { /* storage forbidden */ }
    if (stored && stored.color && stored.color.scheme) return stored.color
    // Material decides this only in its bundle, after the first paint: a white flash for readers of dark pages.
    if (matchMedia("(prefers-color-scheme: dark)").matches) return { scheme: "slate" }
    return {}
  }

  // The scheme is an attribute of <body>, which does not exist yet; observers run before rendering does.
  const colours = chosenColours()
  const observer = new MutationObserver(() => {
    if (!document.body) return
    observer.disconnect()
    for (const key of ["media", "scheme", "primary", "accent"])
      if (colours[key]) document.body.setAttribute("data-md-color-" + key, colours[key])
  })
  observer.observe(document.documentElement, { childList: true })
})()
