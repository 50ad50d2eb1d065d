# A denial whose account reads as if it were affirmed.
# finds: shape:Statement-denial at :s03

DELETE { :s03 rpt:act ?act } INSERT { :s03 rpt:act kind:deny } WHERE { :s03 rpt:act ?act }
