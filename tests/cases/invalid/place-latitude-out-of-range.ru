# North of the pole: latitude and longitude were exchanged.
# finds: shape:Place-lat at id:tehran

INSERT DATA { id:tehran geo:lat 151.42 ; geo:long 35.69 }
