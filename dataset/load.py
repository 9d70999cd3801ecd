"""Read all of `data/` into a Dataset. Never stops at the first mistake: every problem of every file is collected."""

from __future__ import annotations

from pathlib import Path

from . import edition, schema
from .builder import Builder
from .builder_statements import add_claims, add_facts
from .builder_tables import add_table
from .checks import check_references
from .compute import compute_formulas, resolve_texts
from .items import Items
from .model import Dataset
from .paths import check_files
from .problems import Problems
from .unknown import Unknowns
from .validation import validated
from .yamlfile import YamlFile, read_yaml


def load_dataset(root: Path, problems: Problems) -> Dataset:
    """The data under `root` (the project folder); what is wrong with it goes to `problems`."""
    dataset = Dataset()
    check_files(root, ("data", "overrides"), problems)
    newest = _read_edition(root, dataset, problems)
    items = Items(dataset, problems, edition.horizon(newest) if newest else None)
    for file in _files(root, "data/sources*.yml", "data/sources/*.yml", problems=problems):
        items.take_mapping(file, schema.Source, dataset.sources, "source")
    for file in _files(root, "data/glossary.yml", problems=problems):
        items.take_list(file, schema.Term, dataset.terms, "term")
    for file in _files(root, "data/asked.yml", problems=problems):
        items.take_mapping(file, schema.Asked, dataset.asked, "asked")
    for file in _files(root, "data/outline.yml", problems=problems):
        items.take_list(file, schema.OutlineEntry, dataset.outline, "section")
    for file in _files(root, "data/names.yml", problems=problems):
        dataset.names += items.take_texts(file)
    unknowns = Unknowns(problems, dataset.broken)
    for patterns, model, key, take_in in (
        (("data/tables/*.yml",), schema.TableFile, "rows", add_table),
        (("data/facts/*.yml",), schema.FactsFile, "facts", add_facts),
        (("data/claims*.yml", "data/claims/*.yml"), schema.ClaimsFile, "claims", add_claims),
    ):
        for file in _files(root, *patterns, problems=problems):
            content, positions = items.take_file(file, model, key)
            if content:
                take_in(Builder(dataset, file, problems, unknowns), content, positions)
    check_references(dataset, problems, unknowns)
    compute_formulas(dataset, problems)
    resolve_texts(dataset)
    return dataset


def _read_edition(root: Path, dataset: Dataset, problems: Problems) -> str | None:
    """Read `CITATION.cff` and the updates; the newest day they name, None where that is not to be known."""
    file = read_yaml(root / "CITATION.cff", "CITATION.cff", problems)
    citation = None
    if file.readable and not file.is_spoilt(()):
        citation, _ = validated(file, (), file.data, schema.Citation, "", problems)
    for updates in _files(root, "data/updates.yml", problems=problems):
        Items(dataset, problems, None).take_list(updates, schema.Update, dataset.updates, "update")
    if citation is None:
        return None
    _check_dates(file, citation.released, dataset, problems)
    dataset.edition = edition.edition(citation, dataset.updates.values())
    return dataset.edition.date


def _check_dates(file: YamlFile, released: str, dataset: Dataset, problems: Problems) -> None:
    """Release and updates follow one another within some years; one that does not is left out."""
    for update in list(edition.ahead(released, dataset.updates.values())):
        place, message = dataset.lines.at(f"update:{update.id}", "date"), f"“{update.date}”比上一次发布或更新晚三年以上"
        problems.add(*place, f"{update.id}.date", f"{message}；没写错就先改 CITATION.cff 的 date-released")
        del dataset.updates[update.id]
    dates = [update.date for update in dataset.updates.values()]
    if dates and released > edition.horizon(max(dates), years=3):
        line = file.line(("date-released",))
        problems.add(file.name, line, "date-released", f"“{released}”比最近一次更新晚三年以上")


def _files(root: Path, *patterns: str, problems: Problems) -> list[YamlFile]:
    """The files that match, read; one that is named without `*` must be there."""
    found = (root.glob(pattern) if "*" in pattern else [root / pattern] for pattern in patterns)
    paths = sorted({path for paths in found for path in paths})
    return [read_yaml(path, path.relative_to(root).as_posix(), problems) for path in paths]
