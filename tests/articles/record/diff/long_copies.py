"""Two copies of an article of five thousand words that differ in every paragraph."""

from tests.articles.reading.sample import sample_copy, uid


def long_copy(words: int = 5000, paragraphs: int = 300) -> dict:
    each = words // paragraphs
    body = []
    for number in range(paragraphs):
        text = " ".join(f"word{(number * 31 + step * 17) % 700}" if step % 3 else "the" for step in range(each))
        body.append({"type": "paragraph", "id": uid(number), "text": [[{"text": f"{text}."}]]})
    return sample_copy(body=body)


def long_copies(*, same_ids: bool) -> tuple[dict, dict]:
    """Return a copy and the same with two words changed in each paragraph, with or without new ids of the blocks."""
    old, new = long_copy(), long_copy()
    for number, block in enumerate(new["body"]):
        block["text"][0][0]["text"] = block["text"][0][0]["text"].replace("word", "wort", 2)
        block["id"] = block["id"] if same_ids else uid(9000 + number)
    return old, new
