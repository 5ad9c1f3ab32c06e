"""JSON Schema of `raw/<source>/source.yaml`."""

_TEXT = {"type": "string", "minLength": 1}
_NAME = r"^[a-z][a-z0-9_]*$"

_COLUMN = {
    "type": "object",
    "additionalProperties": False,
    "required": ["type", "description"],
    "properties": {
        "type": {"enum": ["string", "integer", "number"]},
        "unit": _TEXT,
        "description": _TEXT,
        "minimum": {"type": "number"},
        "maximum": {"type": "number"},
        "values": {"type": "array", "minItems": 1, "items": {"type": "string"}},
        "nullable": {"type": "boolean"},
    },
}

_FILE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["description", "sha256", "keys", "rows", "columns"],
    "properties": {
        "description": _TEXT,
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "keys": {"type": "array", "minItems": 1, "items": _TEXT},
        "rows": {"type": "integer", "minimum": 1},
        "years": {
            "type": "array",
            "minItems": 2,
            "maxItems": 2,
            "items": {"type": "integer"},
        },
        "columns": {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": _NAME},
            "additionalProperties": _COLUMN,
        },
    },
}

_WORDS = ("title", "publisher", "version", "citation", "terms", "origin")

SOURCE_SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": [*_WORDS, "retrieved", "files"],
    "properties": {
        **dict.fromkeys(_WORDS, _TEXT),
        "retrieved": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "files": {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": r"^[a-z][a-z0-9_]*\.csv$"},
            "additionalProperties": _FILE,
        },
    },
}
