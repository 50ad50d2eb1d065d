"""Finds the actors and places that the names in other people’s tables mean.

Those that reports share are offered, and no unnamed sources: each of these stands for one report.
How well a name fits is a score that can be worked out by hand:

    100  a label in any language, but for case and spaces; or an identifier: its own, its IRI, or
         that which it has elsewhere
     95  another name, or a label without what stands in brackets at its end: “Syria (state)”
    -10  the words are the same, but diacritics, hyphens, articles or the way to write Arabic differ
    -15  only some words are the same; then it is multiplied by the share of letters in these,
         where a long word with one letter wrong, or two swapped, counts four fifths

An identifier elsewhere that is the one asked for makes it 100, and another one halves it, as does a
type that is not wished for; any other property that is another one takes a fifth away. What is
below 40 is left out.

Something is a certain match only if it alone has 95 or more, and all that is asked of it agrees.
"""
