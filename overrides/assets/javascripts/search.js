/* The search dialog: buttons that look like its field open it. (The key "/" is Material's own.) */
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

  // Material's bundle sets the text to copy one keystroke late; by the click its link is right.
  document.addEventListener("click", event => {
    const share = event.target.closest("[data-md-component=search-share]")
    if (share) share.setAttribute("data-clipboard-text", share.href)
  }, true)
})()
