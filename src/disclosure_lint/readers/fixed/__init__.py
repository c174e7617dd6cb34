"""Documents whose pages say where every character and line stands (PDF, OFD).

A format gives `Page`s: characters with boxes, ruled lines, pictures. What is
here turns them into an `Outline`: lines of text, ruled grids with merged cells,
tables over page breaks, running headers and page numbers, columns.
"""
