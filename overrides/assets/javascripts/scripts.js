/* Scripts that a page needs only once a reader does something stand beside this one and are loaded then. As elements, not as
   modules: those a browser refuses for pages opened from a folder. */
(function () {
  "use strict"
  const here = document.currentScript.src
  const known = new Map()

  const one = name => new Promise((done, failed) => {
    const script = document.createElement("script")
    script.src = new URL(name + ".js", here)
    script.async = false // in the order of the list
    script.onload = done
    script.onerror = failed
    document.head.append(script)
  })

  /** Loads the scripts of a folder, each once, and resolves when all have run. */
  window.scripts = folder => names => Promise.all(names.map(name => {
    const path = folder + "/" + name
    if (!known.has(path)) known.set(path, one(path))
    return known.get(path)
  }))
})()
