"""Shipped files against the schemas in a folder by an independent validator, and files that must be refused."""
import copy
import json
import pathlib
import re
import sys

import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    """YAML 1.2 as the project reads it: dates are words, and so are yes, no, on and off."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers
            if not tag.endswith(":timestamp") and not (tag.endswith(":bool") and first not in "tTfF")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9.]+([eE][-+]?[0-9]+)?$"), list("-+.0123456789"))


def validator(kind):
    schema = json.loads((pathlib.Path(sys.argv[1]) / f"{kind}.json").read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


scenarios, studies, policies = validator("scenario"), validator("study"), validator("policy")
seen = {"scenario": 0, "study": 0, "policy": 0}
faults = []
for file in sorted(pathlib.Path("scenarios").rglob("*.yaml")):
    text = yaml.load(file.read_text(), Loader)
    kind = "study" if "factors" in text else "policy" if "set" in text else "scenario"
    seen[kind] += 1
    for error in {"scenario": scenarios, "study": studies, "policy": policies}[kind].iter_errors(text):
        faults.append(f"{file}: {'.'.join(map(str, error.absolute_path))}: {error.message[:200]}")
assert all(seen.values()), seen

flagship = yaml.load(pathlib.Path("scenarios/flagship/oman-2026.yaml").read_text(), Loader)


def changed(path, value):
    text = copy.deepcopy(flagship)
    *above, last = path
    at = text
    for key in above:
        at = at[key]
    at[last] = value
    return text


for path, value in [(("horizon",), 0), (("horizon",), 1.5), (("mediator", "style"), "arbitration"),
                    (("talks", "verification_power"), 1.2), (("talks", "verification_power"), {"uniforn": [0, 1]}),
                    (("actors", "us", "warr"), {}), (("start_date",), "7 February"), (("actors", "US"), {"role": "party"})]:
    if scenarios.is_valid(changed(path, value)):
        faults.append(f"taken: {'.'.join(path)} = {value}")
print("\n".join(faults) or f"valid: {seen}")
sys.exit(bool(faults))
