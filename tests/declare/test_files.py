"""One file of declarations: what is wrong with it is named in one line."""

import pytest
from gvcrobots.declare.files import read_yaml


def test_a_key_given_twice_is_refused(tmp_path):
    path = tmp_path / "twice.yaml"
    path.write_text("a: 1\nb: 2\na: 3\n")
    with pytest.raises(ValueError, match=r"twice.yaml: line 3: key 'a' is given twice"):
        read_yaml(path)


def test_a_file_that_is_not_yaml_is_named(tmp_path):
    path = tmp_path / "broken.yaml"
    path.write_text("a: [1, 2\n")
    with pytest.raises(ValueError, match=r"broken.yaml: not valid YAML") as caught:
        read_yaml(path)
    assert "\n" not in str(caught.value)
