# A title in two languages.

INSERT DATA { <> dcterms:title "Frappes, offensive et diplomatie"@fr }
