"""The same linkage on one machine and on Spark's executors, each a process of its own: the same clusters and pairs.

Not part of the checks: it needs Java 17 and starts three Java processes. It fails where a single line differs.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from bench.matching.labelled import MAPS, register

#: Two executors of one core and 1 GB each, started as processes by Spark's own stand-alone cluster.
MASTER = "local-cluster[2,1,1024]"
LABELLED = ("fake_1000", "febrl_1", "febrl_2")


def main() -> int:
    """Link each labelled set twice and hold the answers against each other."""
    # The executors start as this very Python's Spark, whatever else the machine has.
    import pyspark

    os.environ["SPARK_HOME"] = str(Path(pyspark.__file__).parent)
    os.environ["PYSPARK_PYTHON"] = sys.executable
    # Few rows: Spark's usual 200 parts would be 200 empty tasks.
    os.environ["PYSPARK_SUBMIT_ARGS"] = "--conf spark.sql.shuffle.partitions=8 pyspark-shell"
    different = 0
    with tempfile.TemporaryDirectory(prefix="frontdoor-spark-") as place:
        for name in sys.argv[1:] or LABELLED:
            answers = [_link(name, backend, Path(place)) for backend in ("duckdb", "spark")]
            for what, one, other in zip(("clusters", "pairs"), *answers, strict=True):
                unlike = sorted(set(one.splitlines()) ^ set(other.splitlines()))
                different += one != other
                verdict = "the same on both" if one == other else f"DIFFERENT in {len(unlike)} lines: {unlike[:4]}"
                print(f"{name}: {what}, {len(one.splitlines()) - 1:,} lines: {verdict}", flush=True)
    return 1 if different else 0


def _link(name: str, backend: str, place: Path) -> tuple[bytes, bytes]:
    from frontdoor.people.linkage.linking import Job, link
    from frontdoor.people.linkage.mapping import read_map

    clusters, pairs = place / "clusters.csv", place / "pairs.csv"
    began = time.monotonic()
    link(
        Job(
            inputs=(register(name),),
            mapping=read_map(MAPS[name]),
            clusters=clusters,
            pairs=pairs,
            backend=backend,
            spark_master=MASTER,
        ),
        lambda step: None,
    )
    print(f"  {name} on {backend}: {time.monotonic() - began:.1f} s", flush=True)
    return clusters.read_bytes(), pairs.read_bytes()


if __name__ == "__main__":
    sys.exit(main())
