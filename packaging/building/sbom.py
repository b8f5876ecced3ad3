"""The list of parts for machines: CycloneDX 1.6 as JSON, the same bytes for the same build."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from pathlib import Path

from building.parts import Part
from building.release import COMMAND, Release

__all__ = ["LIST", "sbom"]

LIST = "sbom.cdx.json"
_SPACE = uuid.UUID("6f4b8f0c-2c1d-5f0e-9b52-3a52a2f3d0aa")


def sbom(parts: Sequence[Part], release: Release, bundle: Path) -> bytes:
    """Make the document; each component lists its files with their SHA-256."""
    import hashlib

    from cyclonedx.model import HashAlgorithm, HashType, Property
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.model.license import DisjunctiveLicense
    from cyclonedx.output import make_outputter
    from cyclonedx.schema import OutputFormat, SchemaVersion
    from packageurl import PackageURL

    def component(part: Part, kind: ComponentType) -> Component:
        made = Component(
            name=part.name,
            version=part.version or None,
            type=kind,
            purl=PackageURL.from_string(part.purl),
            bom_ref=f"{part.purl}#{part.name}",
            licenses=[DisjunctiveLicense(name=part.licence)],
        )
        for file in part.files if part is not parts[0] else ():
            made.properties.add(Property(name=f"{COMMAND}:file", value=file))
        if len(part.files) == 1:
            digest = hashlib.sha256((bundle / part.files[0]).read_bytes()).hexdigest()
            made.hashes.add(HashType(alg=HashAlgorithm.SHA_256, content=digest))
        return made

    bom = Bom(serial_number=uuid.uuid5(_SPACE, f"{release.version} {release.epoch}"))
    bom.metadata.timestamp = datetime.datetime.fromtimestamp(release.epoch, datetime.UTC)
    root = component(parts[0], ComponentType.APPLICATION)
    bom.metadata.component = root
    rest = [component(part, ComponentType.LIBRARY) for part in parts[1:]]
    for one in rest:
        bom.components.add(one)
    bom.register_dependency(root, rest)
    made = make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6)
    text: str = made.output_as_string(indent=1)
    return f"{text}\n".encode()
