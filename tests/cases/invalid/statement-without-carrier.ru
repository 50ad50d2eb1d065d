# A statement that nothing carries.
# finds: shape:Statement-within at :s13

DELETE WHERE { :s13 rpt:within ?carrier }
