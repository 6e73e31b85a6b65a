"""Asks FHIR implementations made by others whether files are sound R4.

    check.py [--canonical] FILE...

Each FILE holds one resource as JSON. Each of the four misses something, so all
are asked: fhirkit-rs (R4 definitions), fhir.resources (R4B models), fhirpathpy
(the invariants below), fhir-sdc-tools (Questionnaires). With --canonical the
bytes must also be what rfc8785 makes of their content. One line for each
complaint, naming file and oracle; exit code 1 if there was any.
"""

import importlib
import json
import sys
from pathlib import Path

import fhirkit
import fhirpathpy
import rfc8785
import sdc.models
import sdc.transforms
from fhirpathpy.models import models

# Keys and expressions of http://hl7.org/fhir/R4/; "status" is the required
# binding of the element, which none of the four checks.
INVARIANTS = {
    "Questionnaire": {
        "que-0": "name.empty() or name.matches('^[A-Z]([A-Za-z0-9_]){0,254}$')",
        "que-1": "item.descendants().where(type = 'display').all(item.empty())",
        "que-2": "descendants().linkId.isDistinct()",
        "que-3": "descendants().where(type = 'display').all(code.empty())",
        "que-6": "descendants().where(type = 'display').all(required.empty() and repeats.empty())",
        "status": "status in ('draft' | 'active' | 'retired' | 'unknown')",
    },
    "QuestionnaireResponse": {
        "qrs-1": "item.all((answer.exists() and item.exists()).not())",
        "status": "status in ('in-progress' | 'completed' | 'amended' | 'entered-in-error' | 'stopped')",
    },
    "Bundle": {
        "bdl-1": "total.empty() or type = 'searchset' or type = 'history'",
        "bdl-3": "type = 'batch' implies entry.all(request.exists())",
        "bdl-4": "type = 'batch-response' implies entry.all(response.exists())",
        "bdl-5": "entry.all(resource.exists() or request.exists() or response.exists())",
    },
    "CapabilityStatement": {
        "cpb-1": "rest.exists() or messaging.exists() or document.exists()",
        "cpb-2": "description.exists() or software.exists() or implementation.exists()",
        "cpb-14": "kind != 'instance' or implementation.exists()",
    },
}
EVERYWHERE = {"ext-1": "descendants().extension.all(extension.exists() != value.exists())"}


def by_fhirkit(content, resource):
    return [str(issue) for issue in fhirkit.validate(content)]


def by_models(content, resource):
    name = resource["resourceType"]
    model = getattr(importlib.import_module(f"fhir.resources.R4B.{name.lower()}"), name)
    try:
        model.model_validate(resource)
    except ValueError as problem:
        return [" ".join(str(problem).split())]
    return []


def by_invariants(content, resource):
    invariants = INVARIANTS.get(resource["resourceType"], {}) | EVERYWHERE
    return [
        f"{key} does not hold: {expression}"
        for key, expression in invariants.items()
        if fhirpathpy.evaluate(resource, expression, None, models["r4"]) != [True]
    ]


def by_sdc(content, resource):
    if resource["resourceType"] != "Questionnaire":
        return []
    return sdc.transforms.validate(sdc.models.Questionnaire.model_validate(resource))


def by_rfc8785(content, resource):
    return [] if rfc8785.dumps(resource) == content else ["the bytes are not canonical"]


def main(arguments):
    oracles = [by_fhirkit, by_models, by_invariants, by_sdc]
    if arguments[0] == "--canonical":
        oracles.append(by_rfc8785)
        arguments = arguments[1:]
    complaints = 0
    for name in arguments:
        content = Path(name).read_bytes()
        resource = json.loads(content)
        for oracle in oracles:
            for complaint in oracle(content, resource):
                print(f"{Path(name).name}: {oracle.__name__[3:]}: {complaint}")
                complaints += 1
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
