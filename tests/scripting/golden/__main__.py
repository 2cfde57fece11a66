"""Write the expected scripts anew."""

import os
from importlib import import_module

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pipeline_site.settings")
django.setup()  # the tests' factories import models
for path, script in import_module("tests.scripting.golden.scripts").GOLDEN.values():
    path.write_text(script(), encoding="ascii", newline="\n")
