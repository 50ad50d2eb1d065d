# Something said about an actor, outside any account.
# finds: shape:Actor at id:hayat-tahrir-al-sham

INSERT DATA { id:hayat-tahrir-al-sham dcterms:description "A jihadist organisation."@en }
