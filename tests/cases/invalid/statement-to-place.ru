# A statement addressed to a city.
# finds: shape:Statement-addressee at :s12

INSERT DATA { :s12 rpt:addressee id:damascus }
