"""Documents made of hand-checked CoNLL-U, so that stages after ``annotate`` are tested without a model."""
from __future__ import annotations

from timeline_service.model import Block, Document, Sentence, Span, Token


def document(conllu: str, **fields: object) -> Document:
    """A document whose text is the words of the CoNLL-U, joined as ``SpaceAfter=No`` says; one block a ``# newpar``."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    blocks: list[Block] = []
    text = ""
    for paragraph in conllu.strip().split("# newpar"):
        opened = len(text)
        for block in filter(str.strip, paragraph.split("\n\n")):
            first = len(tokens)
            rows = [row.split("\t") for row in block.splitlines() if row and not row.startswith("#")]
            for row in (row for row in rows if row[0].isdigit()):
                word, head = row[1], int(row[6])
                entity = next((f[3:] for f in row[9].split("|") if f.startswith("NE=")), "")
                tokens.append(
                    Token(
                        i=len(tokens), start=len(text), end=len(text) + len(word), text=word, lemma=row[2], tag=row[4],
                        pos=row[3], dep=row[7], head=first + (head or int(row[0])) - 1, entity=entity,
                    )  # fmt: skip
                )
                text += word + ("" if "SpaceAfter=No" in row[9] else " ")
            span = Span(tokens[first].start, tokens[-1].end)
            sentences.append(Sentence(len(sentences), first, len(tokens), span, len(blocks), "body"))
        if len(text) > opened:
            blocks.append(Block(Span(opened, len(text.rstrip())), "body"))
            text = text.rstrip() + "\n"
    return Document(
        id="d1", text=text, tokens=tuple(tokens), sentences=tuple(sentences), blocks=tuple(blocks), **fields,  # type: ignore[arg-type]
    )  # fmt: skip
