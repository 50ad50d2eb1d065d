# A gloss is one line.
# finds: shape:Account-gloss at :s03-a

INSERT DATA { :s03-a rpt:gloss "Les raids visaient\nles rebelles."@fr }
