"""The data layer: `data/*.yml` read, validated and computed. It knows neither pages nor HTML, and imports no other package here."""
