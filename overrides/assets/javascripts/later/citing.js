/* The box at a page's end: the date of today in the forms of citation, and a button that copies each. */
(function () {
  "use strict"
  if (!window.share) return
  for (const day of document.querySelectorAll(".citing__today")) day.textContent = share.today()
  for (const text of document.querySelectorAll(".citing__text")) {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "citing__copy"
    button.textContent = "复制"
    button.setAttribute("aria-label", "复制引用：" + text.previousElementSibling.textContent)
    const content = text.textContent
    button.addEventListener("click", () => share.copy(content, "已复制引用"))
    text.append(button)
  }
})()
