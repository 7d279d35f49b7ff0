"""The growth of cost as a picture; needs Altair and vl-convert, which the extras `notebook` and `dev` bring."""

from collections.abc import Sequence
from pathlib import Path

import altair as alt
import vl_convert

from pipeline.benchmark.growth import Growth
from pipeline.files import write_atomically


def draw_growth(growth: Sequence[Growth], picture: Path) -> None:
    """Draws wall clock by the number of documents, both on logarithmic scales, as PNG."""
    runs = {
        "100 documents added (mean)": [100 * at.full.seconds / at.added for at in growth],
        "one new document": [at.one.seconds for at in growth],
        "that document alone, empty workspace": [at.alone.seconds for at in growth],
        "nothing new": [at.nothing.seconds for at in growth],
    }
    values = [
        {"documents": at.documents, "seconds": seconds, "run": run}
        for run, all_seconds in runs.items()
        for at, seconds in zip(growth, all_seconds, strict=True)
    ]
    chart = (
        alt.Chart(alt.InlineData(values=values), width=520, height=300)
        .mark_line(point=True)
        .encode(
            x=alt.X("documents:Q", title="documents in the workspace")
            .scale(type="log", nice=False)
            .axis(values=[at.documents for at in growth], format=","),
            y=alt.Y("seconds:Q", title="seconds (wall clock)").scale(type="log").axis(tickCount=6, format="~g"),
            color=alt.Color("run:N", title="oboegaki ingest", sort=list(runs)).legend(labelLimit=300),
        )
        .configure_view(stroke=None)
    )
    write_atomically(picture, vl_convert.vegalite_to_png(chart.to_dict(), scale=1.5))
