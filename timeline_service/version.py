"""The version of the package: semantic versioning, see CHANGELOG.md for what it promises."""

VERSION = "0.1.0"
