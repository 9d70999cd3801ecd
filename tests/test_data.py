"""The real data is valid, and editors see the same schema as the validator."""

import json
from pathlib import Path

import jsonschema
import pytest

from dataset.export_schema import FOLDER, json_schemas
from dataset.load import load_dataset
from dataset.problems import Problems
from dataset.yamlfile import read_yaml
from tests.conftest import ROOT


def test_no_problem_in_the_data():
    problems = Problems()
    load_dataset(ROOT, problems)
    assert not len(problems), problems.report()


def test_exported_json_schema_is_current():
    for name, text in json_schemas().items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, f"{name}: run make schema"


@pytest.mark.parametrize(
    ("pattern", "schema"),
    [
        ("tables/*.yml", "table"),
        ("facts/*.yml", "facts"),
        ("claims/*.yml", "claims"),
        ("sources/*.yml", "sources"),
        ("glossary.yml", "glossary"),
    ],
)
def test_files_satisfy_the_exported_schema(pattern: str, schema: str):
    validator = jsonschema.Draft202012Validator(json.loads((FOLDER / f"{schema}.json").read_text(encoding="utf-8")))
    for path in sorted(Path(ROOT, "data").glob(pattern)):
        errors = [
            f"{path.name}: {'/'.join(map(str, e.path))}: {e.message}"
            for e in validator.iter_errors(read_yaml(path, path.name, Problems()).data)
        ]
        assert not errors, errors


def test_every_figure_has_its_origin(dataset):
    for datum in dataset.data.values():
        if datum.low is not None:
            assert datum.grade, datum.address
            assert datum.formula or (datum.sources and datum.asof), datum.address


def test_six_n_d_agrees_with_what_papers_report(dataset):
    reported, derived = (dataset.get(f"models/llama-3.1-405b/{key}").low for key in ("reported_flop", "flop"))
    assert derived == pytest.approx(reported, rel=0.02)
