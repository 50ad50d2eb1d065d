# A statement that does not say what it is.
# finds: shape:Typed-type at :s02

DELETE DATA { :s02 a rpt:Statement }
