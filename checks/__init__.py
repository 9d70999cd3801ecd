"""Rules for the text of pages and data, as pure functions from text to findings; `python -m checks` runs them."""
