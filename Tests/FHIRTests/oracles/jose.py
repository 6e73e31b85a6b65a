"""Asks joserfc, a JOSE library made by others, about a key and a document.

    jose.py KEY DOCUMENT

Prints the key's thumbprint, the payload of DOCUMENT if its signature holds, and
a document with the payload "from joserfc" signed with the same key.
"""

import json
import sys
from pathlib import Path

from joserfc import jws
from joserfc.jwk import ECKey

key = ECKey.import_key(json.loads(Path(sys.argv[1]).read_text()))
document = json.loads(Path(sys.argv[2]).read_text())
print(key.thumbprint())
print(jws.deserialize_json(document, key, algorithms=["ES256"]).payload.decode())
header = {"protected": {"alg": "ES256", "kid": key.kid}}
print(json.dumps(jws.serialize_json(header, "from joserfc", key, algorithms=["ES256"])))
