# Two accounts, compared in the light of an outside work.

INSERT DATA { :x-crossing dcterms:source <https://example.org/study> }
