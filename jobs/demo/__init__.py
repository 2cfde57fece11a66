"""The demo batch: cards and a template that the project builds itself."""
