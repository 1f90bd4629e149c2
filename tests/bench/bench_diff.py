"""Comparing two copies of 5,000 words with 300 changed paragraphs, against Wagtail's comparison of the plain text."""

from wagtail.admin.compare import diff_text

from articles.record.diff import compare
from tests.articles.reading.sample import sample_copy
from tests.articles.record.diff.long_copies import long_copies
from tests.bench.measuring import milliseconds, table


def text_of(copy: dict) -> str:
    return "\n".join(run["text"] for block in copy["body"] for paragraph in block["text"] for run in paragraph)


def test_comparison_of_long_copies() -> None:
    same, new = long_copies(same_ids=True), long_copies(same_ids=False)
    repeated = "x " + "so and " * 2500, "so but " * 2500 + "y"
    cases = {
        "300 paragraphs, same ids": (same, (text_of(same[0]), text_of(same[1]))),
        "300 paragraphs, new ids": (new, (text_of(new[0]), text_of(new[1]))),
        "one paragraph of repeated words": (tuple(sample_copy(standfirst=text) for text in repeated), repeated),
    }
    rows = []
    for name, (copies, texts) in cases.items():
        ours = milliseconds(lambda copies=copies: compare(*copies), 3)
        rival = milliseconds(lambda texts=texts: diff_text(*texts).to_html(), 3)
        rows.append([name, f"{ours:.0f}", f"{rival:.0f}", f"{ours / rival:.2f}"])
    table("Comparison of two copies, CPU ms", ["copies", "Journal", "Wagtail", "ratio"], rows)
