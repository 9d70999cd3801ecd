/* Buttons that look like a search field open the search dialog. (The key "/" is Material's own.) */
(function () {
  "use strict"
  document.addEventListener("click", event => {
    if (!event.target.closest("[data-search-open]")) return
    const toggle = document.getElementById("__search")
    const query = document.querySelector("[data-md-component=search-query]")
    if (!toggle || !query) return
    if (!toggle.checked) toggle.click()
    query.focus()
  })
})()
