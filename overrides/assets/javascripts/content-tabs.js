/* Opens the content tab that the address names or, with data-linked, the reader chose elsewhere.
   Restates Material 9.8.1 partials/javascripts/content.html; recheck on upgrade. */
(function () {
  "use strict"
  if ("linked" in document.currentScript.dataset) {
    const chosen = __md_get("__tabs")
    if (Array.isArray(chosen))
      for (const set of document.querySelectorAll(".tabbed-set"))
        for (const label of set.querySelectorAll(":scope > .tabbed-labels > label"))
          if (chosen.includes(label.innerText.trim())) document.getElementById(label.htmlFor).checked = true
  }
  const target = document.getElementById(location.hash.slice(1))
  if (target && target.name && target.name.startsWith("__tabbed_")) target.checked = true
})()
