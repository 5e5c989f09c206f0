"""Rows about assessments, enquiries and conferences."""

from __future__ import annotations

from tests.returns.cin_census.children import assessed, child, enquiry, episode, row

_DAYS = "Assessments.AssessmentActualStartDate Assessments.AssessmentAuthorisationDate"

ROWS = (
    row(
        "1103",
        child(episode("2024-05-02", assessed("2024-05-01"))),
        "Assessments.AssessmentActualStartDate CINdetails.CINreferralDate",
        child(episode("2024-05-02", assessed("2024-05-02"))),
        "the day of the referral is in time",
    ),
    row(
        "8608",
        child(episode("2024-05-01", assessed("2024-06-02", "2024-06-01", "4A"))),
        _DAYS,
        child(episode("2024-05-01", assessed("2024-06-01", "2024-06-01", "4A"))),
        "an assessment may take a day",
    ),
    row(
        "8614",
        child(episode("2024-05-01", assessed("2024-05-02", None, "4A"))),
        "Assessments.AssessmentAuthorisationDate Assessments.AssessmentFactors",
        child(episode("2024-05-01", assessed("2024-05-02"))),
        "factors are what the finished assessment found",
    ),
    row(
        "8670Q",
        child(episode("2025-01-20", assessed("2025-01-27"))),
        _DAYS,
        child(episode("2025-01-20", assessed("2025-01-28"))),
        "the year's last 45 working days begin on 28 January 2025: counted back from the end of 31 March",
    ),
    row(
        "8670Q",
        child(episode("2025-01-20", assessed("2025-01-26"))),
        _DAYS,
        child(episode("2025-01-20", assessed("2025-01-26", "2025-03-31", "4A"))),
        "finished on the last day is finished; a Sunday's start is before Monday's",
    ),
    row(
        "8696",
        child(episode("2024-02-01", assessed("2024-02-02", "2024-03-31", "4A"))),
        "Assessments.AssessmentAuthorisationDate",
        child(episode("2024-02-01", assessed("2024-02-02", "2024-04-01", "4A"))),
        "the census year's first day is in it",
    ),
    row(
        "8736",
        child(episode("2024-02-01", assessed("2024-03-31"))),
        _DAYS,
        child(episode("2024-02-01", assessed("2024-04-01"))),
        "open since before the year",
    ),
    row(
        "8863Q",
        child(episode("2024-05-01", assessed("2024-05-02", "2024-06-01", "4A"), assessed("2024-06-01"))),
        f"{_DAYS} Assessments.AssessmentActualStartDate@1",
        child(episode("2024-05-01", assessed("2024-05-02", "2024-06-01", "4A"), assessed("2024-06-02"))),
        "on or between: the day on which the first ends is in it",
    ),
    row(
        "8863Q",
        child(episode("2024-05-01", assessed("2024-05-02"), assessed("2024-06-01", "2024-07-01", "4A"))),
        f"{_DAYS} Assessments.AssessmentActualStartDate@1",
        child(episode("2024-05-01", assessed("2024-05-02")), episode("2024-06-01", assessed("2024-06-02"))),
        "one that is open goes on to the end of the year; another episode's is another matter",
    ),
    row(
        "8869",
        child(episode("2024-05-01", assessed("2024-05-02", "2024-06-01", "21", "4A"))),
        "Assessments.AssessmentFactors",
        child(episode("2024-05-01", assessed("2024-05-02", "2024-06-01", "21"))),
        "21 says that there are none",
    ),
    row(
        "8873Q",
        child(episode("2024-05-01", assessed("2024-05-02", "2024-06-01", "21"), closed="2024-06-01", why="RC7")),
        "Assessments.AssessmentFactors CINdetails.ReasonForClosure",
        child(episode("2024-05-01", assessed("2024-05-02", "2024-06-01", "21"), closed="2024-06-01", why="RC8")),
        "21 is only for a child for whom no further action follows",
    ),
    row(
        "8873Q",
        child(episode("2024-05-01", assessed("2024-05-02", "2024-06-01", "21"))),
        "Assessments.AssessmentFactors CINdetails.ReasonForClosure",
        child(
            episode(
                "2024-05-01", assessed("2024-05-02", "2024-06-01", "21"), assessed("2024-06-03", "2024-07-01", "4A")
            )
        ),
        "a case left open after it is asked about too; of two assessments the later may have found more",
    ),
    row(
        "8896",
        child(episode("2024-05-01", assessed("2024-05-02"), assessed("2024-06-02"))),
        "Assessments.AssessmentAuthorisationDate Assessments.AssessmentAuthorisationDate@1",
        child(episode("2024-05-01", assessed("2024-05-02", "2024-06-01", "4A"), assessed("2024-06-02"))),
        "one at a time",
    ),
    row(
        "8897Q",
        child(episode("2024-05-01", assessed("2024-05-02", "2024-06-01"))),
        "Assessments.AssessmentAuthorisationDate Assessments.AssessmentFactors",
        child(episode("2024-02-01", assessed("2024-02-02", "2024-03-31"))),
        "asked of assessments finished in the year",
    ),
    row(
        "8897Q",
        child(episode("2024-05-01", assessed("2024-05-02", "2024-06-01", "4A", "99"))),
        "Assessments.AssessmentAuthorisationDate Assessments.AssessmentFactors",
        child(episode("2024-05-01", assessed("2024-05-02", "2024-06-01", "4A", "18A"))),
        "99 is no factor; of 18A rule 8945Q speaks",
    ),
    row(
        "8898",
        child(episode("2024-05-01", assessed("2024-05-02", "2024-06-01", "4A", "4B", "4A"))),
        "Assessments.AssessmentFactors",
        child(episode("2024-05-01", assessed("2024-05-02", "2024-06-01", "4A", "4B"))),
        "each once",
    ),
    row(
        "8945Q",
        child(episode("2024-05-01", assessed("2024-05-02", "2024-06-01", "18A"))),
        "Assessments.AssessmentFactors",
        child(episode("2024-05-01", assessed("2024-05-02", "2024-06-01", "18B", "18C"))),
        "by whom is told apart",
    ),
    row(
        "8950Q",
        child(episode("2024-05-01", assessed("2024-05-02", "2024-06-01", "19A"))),
        "Assessments.AssessmentFactors",
        child(episode("2024-05-01", assessed("2024-05-02", "2024-06-01", "19B", "19C"))),
        "by whom is told apart",
    ),
    row(
        "2889",
        child(episode("2024-05-02", enquiry("2024-05-01"))),
        "Section47.S47ActualStartDate CINdetails.CINreferralDate",
        child(episode("2024-05-02", enquiry("2024-05-02"))),
        "a strategy discussion may be held on the day of the referral",
    ),
    row(
        "1104",
        child(episode("2024-05-02", enquiry("2024-05-01", "2024-05-01"))),
        "CINdetails.CINreferralDate Section47.DateOfInitialCPC",
        child(episode("2024-05-02", enquiry("2024-05-02", "2024-05-02"))),
        "a conference follows from a referral",
    ),
    row(
        "2884",
        child(episode("2024-05-01", enquiry("2024-05-02", "2024-05-20"), conference="2024-05-20")),
        "Section47.DateOfInitialCPC CINdetails.DateOfInitialCPC",
        child(episode("2024-05-01", enquiry("2024-05-02", "2024-05-20"), conference="2024-05-21")),
        "the same day twice is the same conference twice",
    ),
    row(
        "2884",
        child(
            episode("2024-05-01", enquiry("2024-05-02", "2024-05-20")), episode("2024-05-10", conference="2024-05-20")
        ),
        "Section47.DateOfInitialCPC CINdetails.DateOfInitialCPC@1",
        child(episode("2024-05-01", enquiry("2024-05-02", "2024-05-20"))),
        "over all the child's episodes",
    ),
    row(
        "2991Q",
        child(episode("2024-05-01", enquiry("2024-05-02"))),
        "CINdetails.CINdetailsID",
        child(episode("2024-05-01", enquiry("2024-05-02"), assessed("2024-05-02"))),
        "an enquiry is carried out through an assessment",
    ),
    row(
        "8615",
        child(episode("2024-05-01", enquiry(None, "2024-05-20"), enquiry("2024-05-02", none_needed="1"))),
        "Section47.S47ActualStartDate Section47.DateOfInitialCPC",
        child(episode("2024-05-01", enquiry("2024-05-20", "2024-05-20"))),
        "a conference has an enquiry that began",
    ),
    row(
        "8675Q",
        child(episode("2025-03-01", enquiry("2025-03-10"))),
        "Section47.DateOfInitialCPC Section47.S47ActualStartDate Section47.ICPCnotRequired",
        child(episode("2025-03-01", enquiry("2025-03-11"))),
        "the year's last 15 working days begin on 11 March 2025",
    ),
    row(
        "8675Q",
        child(episode("2024-05-01", enquiry("2024-05-02", none_needed="0"))),
        "Section47.DateOfInitialCPC Section47.S47ActualStartDate Section47.ICPCnotRequired",
        child(episode("2024-05-01", enquiry("2024-05-02", none_needed="true"))),
        "where none is needed none is late",
    ),
    row(
        "8715",
        child(episode("2024-02-01", enquiry("2024-03-01", "2024-03-29"))),
        "Section47.DateOfInitialCPC",
        child(episode("2024-02-01", enquiry("2024-03-01", "2024-04-02"))),
        "held in the year",
    ),
    row(
        "8740",
        child(episode("2024-02-01", enquiry("2024-03-31"))),
        "Section47.S47ActualStartDate Section47.DateOfInitialCPC Section47.ICPCnotRequired",
        child(episode("2024-02-01", enquiry("2024-04-01"))),
        "waiting since before the year",
    ),
    row(
        "8740",
        child(episode("2024-05-01", enquiry(None))),
        "Section47.S47ActualStartDate Section47.DateOfInitialCPC Section47.ICPCnotRequired",
        child(episode("2024-05-01", enquiry(None, none_needed="1"))),
        'the rule does not say "where present": one that waits without a start did not start in the year',
    ),
    row(
        "8839",
        child(episode("2024-05-01", enquiry("2024-05-02"), enquiry("2024-06-02"))),
        "Section47.DateOfInitialCPC Section47.DateOfInitialCPC@1",
        child(episode("2024-05-01", enquiry("2024-05-02", none_needed="true"), enquiry("2024-06-02"))),
        "one at a time",
    ),
    row(
        "8870Q",
        child(episode("2024-05-01", enquiry("2024-05-02", target="2024-05-25"))),
        "Section47.InitialCPCtarget",
        child(episode("2024-05-01", enquiry("2024-05-02", target="2024-05-24"))),
        "25 May 2024 was a Saturday",
    ),
    row(
        "8875",
        child(episode("2024-05-01", enquiry("2024-05-02", "2024-05-19"))),
        "Section47.DateOfInitialCPC",
        child(episode("2024-05-01", enquiry("2024-05-02", "2024-05-20"))),
        "19 May 2024 was a Sunday",
    ),
    row(
        "8890",
        child(episode("2024-05-01", enquiry("2024-05-02", "2024-05-20"), enquiry("2024-05-20"))),
        "Section47.S47ActualStartDate Section47.S47ActualStartDate@1",
        child(episode("2024-05-01", enquiry("2024-05-02", "2024-05-20"), enquiry("2024-05-21"))),
        "on or between: the day of the first one's conference is in it",
    ),
    row(
        "8890",
        child(episode("2024-05-01", enquiry("2024-05-02"), enquiry("2024-09-01", none_needed="1"))),
        "Section47.S47ActualStartDate Section47.S47ActualStartDate@1",
        child(episode("2024-05-01", enquiry("2024-05-02", none_needed="1"), enquiry("2024-05-03"))),
        "one that waits for its conference goes on; one that needs none is over",
    ),
)
