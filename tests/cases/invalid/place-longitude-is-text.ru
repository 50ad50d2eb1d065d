# A coordinate as text, which no map can show.
# finds: shape:Place-long at id:tehran

INSERT DATA { id:tehran geo:lat 35.69 ; geo:long "51.42" }
