"""Census files written for a test."""

from __future__ import annotations

from pathlib import Path

HEADER = (
    "<Header><CollectionDetails><Collection>CIN</Collection><Year>2025</Year><ReferenceDate>2025-03-31</ReferenceDate>"
    "</CollectionDetails><Source><SourceLevel>L</SourceLevel><LEA>874</LEA></Source></Header>"
)
IDENTIFIERS = (
    "<ChildIdentifiers><LAchildID>{number}</LAchildID><UPNunknown>UN2</UPNunknown>"
    "<PersonBirthDate>2015-06-01</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>"
)
# Eight kinds between the children of a file, so that nothing is asked about the authority.
CHARACTERISTICS = (
    "<ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities>"
    + "".join(f"<Disability>{code}</Disability>" for code in ("MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR", "VIS"))
    + "</Disabilities></ChildCharacteristics>"
)
EPISODE = (
    "<CINdetails><CINreferralDate>2024-05-01</CINreferralDate><ReferralSource>6</ReferralSource>"
    "<PrimaryNeedCode>N1</PrimaryNeedCode>"
    "<Assessments><AssessmentActualStartDate>2024-05-02</AssessmentActualStartDate>"
    "<AssessmentAuthorisationDate>2024-06-03</AssessmentAuthorisationDate>"
    "<FactorsIdentifiedAtAssessment><AssessmentFactors>4A</AssessmentFactors></FactorsIdentifiedAtAssessment>"
    "</Assessments>"
    "<Section47><S47ActualStartDate>2024-05-02</S47ActualStartDate><DateOfInitialCPC>2024-05-20</DateOfInitialCPC>"
    "<ICPCnotRequired>false</ICPCnotRequired></Section47>"
    "<ReferralNFA>false</ReferralNFA>"
    "<ChildProtectionPlans><CPPstartDate>2024-05-20</CPPstartDate>"
    "<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse><LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse>"
    "<NumberOfPreviousCPP>0</NumberOfPreviousCPP>"
    "<Reviews><CPPreviewDate>2024-08-01</CPPreviewDate><CPPreviewDate>2025-01-20</CPPreviewDate></Reviews>"
    "</ChildProtectionPlans></CINdetails>"
)


def child(number: str = "A1", *, inside: str = "") -> str:
    """A child who breaks no rule, with something more inside the record where asked."""
    return f"<Child>{IDENTIFIERS.format(number=number)}{CHARACTERISTICS}{EPISODE}{inside}</Child>"


def message(*children: str, header: str = HEADER, before: str = "") -> str:
    """A whole file."""
    return f"{before}<Message>{header}<Children>{''.join(children)}</Children></Message>"


def written(folder: Path, text: str | bytes) -> Path:
    """The text as a file."""
    file = folder / "census.xml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return file
