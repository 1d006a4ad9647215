"""The licences and hashes of what trains the weights."""
from __future__ import annotations

from pathlib import Path

import pytest

from training.sources import MANIFEST, OPEN_LICENCES, problems, read_sources


def test_every_source_is_open_and_named_with_hashes() -> None:
    for source in read_sources():
        assert source.licence in OPEN_LICENCES
        assert source.attribution and source.url.startswith("https://")
        assert source.files
        assert all(len(digest) == 64 for digest in source.files.values())


def test_a_licence_that_is_not_open_is_refused(tmp_path: Path) -> None:
    manifest = tmp_path / "sources.toml"
    manifest.write_text(MANIFEST.read_text(encoding="utf-8").replace('"CC BY 4.0"', '"CC BY-NC 4.0"', 1))
    with pytest.raises(ValueError, match="CC BY-NC"):
        read_sources(manifest)


def test_missing_and_changed_inputs_are_named(tmp_path: Path) -> None:
    (tmp_path / "ewt-train.conllu").write_text("changed")
    found = [line for line in problems(tmp_path) if line.startswith(("ewt-train", "gum-train"))]
    assert found[0] == "ewt-train.conllu is not the file that sources.toml names"
    assert found[1].startswith("gum-train.conllu is missing")


def test_a_package_that_is_not_installed_is_named_by_its_files(tmp_path: Path) -> None:
    manifest = tmp_path / "sources.toml"
    text = MANIFEST.read_text(encoding="utf-8").replace('place = "spacy_lookups_data"', 'place = "no_such_package"')
    manifest.write_text(text, encoding="utf-8")
    missing = "data/en_lemma_exc.json.gz is missing"
    assert any(line.startswith(missing) for line in problems(tmp_path, manifest))
