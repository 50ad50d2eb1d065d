# A label on a designation: the words of the text are its wording.
# finds: shape:Designation at :s01-d1

INSERT DATA { :s01-d1 rdfs:label "joint raids"@en }
